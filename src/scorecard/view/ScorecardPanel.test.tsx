import React from 'react';
import { FieldType, LoadingState, toDataFrame } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lost, panelData, request, sloFrame } from '../testing';
import { bar, CART, cell, FAILED, Panel, renderRows, row } from './testing';

test('what failed is said above the rows that came', async () => {
  const errors = [{ message: 'eu: 503 (https://eu/api)', refId: 'A' }, { message: 'B is <broken>' }];
  renderRows([CART, { name: 'login' }], { state: LoadingState.Error, errors });
  expect(screen.getByRole('status')).toHaveTextContent('Some queries failed. Query A: eu: 503 (https://eu/api)1 more');
  expect(within(row('cart')).getByRole('button', { name: 'Healthy' })).toBeVisible();
  await userEvent.setup().click(screen.getByRole('button', { name: '1 more' }));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent('B is <broken>');
});

test('what the source says about its answer is told above the rows', async () => {
  const frame = sloFrame([CART], 'A', [
    { severity: 'info', text: 'Two documents define cart.' },
    { severity: 'warning', text: 'Prometheus holds 12 d of history.', link: 'https://docs.example/history' },
  ]);
  render(<Panel data={panelData([frame])} />);
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
  expect(screen.getByRole('note')).toHaveTextContent('Prometheus holds 12 d of history. Read more1 more');
  const link = screen.getByRole('link', { name: /^Read more: Prometheus holds 12 d of history\./ });
  expect(link).toHaveAttribute('href', 'https://docs.example/history');
  await userEvent.setup().click(screen.getByRole('button', { name: '1 more' }));
  expect(
    within(screen.getByTestId('toggletip-content'))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
  ).toEqual(['Prometheus holds 12 d of history. Read more', 'Two documents define cart.']);
});

describe('when a refresh fails', () => {
  const good = panelData([sloFrame([CART, { name: 'login', status: 'burning', budget: 0.3 }])]);

  test('the last numbers stay, marked, under a status that claims nothing; the next good refresh ends it', () => {
    const { rerender } = render(<Panel data={good} />);
    rerender(<Panel data={panelData([], FAILED)} />);
    expect(screen.getByRole('status')).toHaveTextContent(
      'Refresh failed; showing the numbers of 02:13:05 UTC. Query A: eu: 503 (https://eu/api)'
    );
    expect(cell('cart', 'Budget left')).toHaveTextContent('83.2%as of 02:13');
    expect(bar('cart')).toHaveAttribute('data-doubtful', 'true');
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
    expect(screen.queryByText('Burning')).not.toBeInTheDocument();
    expect(cell('cart', 'Status')).toHaveTextContent(/^Blind$/);
    expect(cell('login', 'Status')).toHaveTextContent(/^Blindwas Burning at 02:13$/);
    expect(within(row('login')).getByRole('button', { name: 'Blind' })).toHaveAccessibleDescription(
      'Can’t see this SLO now. The last refresh gave no answer. At 02:13:05 UTC the status was: Burning.'
    );

    rerender(<Panel data={panelData([], { state: LoadingState.Loading })} />);
    expect(cell('cart', 'Budget left')).toHaveTextContent('as of 02:13');

    rerender(<Panel data={panelData([sloFrame([{ ...CART, budget: 0.7 }])])} />);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(cell('cart', 'Budget left')).toHaveTextContent(/^70\.0%$/);
    expect(within(row('cart')).getByRole('button', { name: 'Healthy' })).toBeVisible();
  });

  test('for some SLOs, only those are old', () => {
    const { rerender } = render(<Panel data={good} />);
    rerender(<Panel data={panelData([sloFrame([lost(CART), { name: 'login', status: 'burning', budget: 0.2 }])])} />);
    expect(screen.getByRole('status')).toHaveTextContent(
      'Refresh failed for 1 of 2 SLOs; they show the numbers of 02:13:05 UTC.'
    );
    expect(cell('cart', 'Budget left')).toHaveTextContent('83.2%as of');
    expect(cell('login', 'Budget left')).toHaveTextContent(/^20\.0%$/);
    expect(within(row('cart')).getByRole('button', { name: 'Blind' })).toHaveAccessibleDescription(
      /upstream eu: 503 \(https:\/\/eu\/api\)/
    );
  });

  test('numbers of another query are not shown', () => {
    const { rerender } = render(<Panel data={good} />);
    rerender(<Panel data={panelData([], { ...FAILED, request: request([{ refId: 'B' }]) })} />);
    expect(screen.getByRole('alert')).toHaveTextContent('No SLOs could be loaded');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});

describe('without rows', () => {
  test('an error says what and what to do', () => {
    render(<Panel data={panelData([], FAILED)} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      /No SLOs could be loaded.*Query A: eu: 503 \(https:\/\/eu\/api\).*Test the data source/
    );
  });

  test('loading the first time', () => {
    render(<Panel data={panelData([], { state: LoadingState.Loading })} />);
    expect(screen.getByRole('status')).toHaveTextContent('Loading SLOs');
  });

  test('no SLO matches', () => {
    renderRows([]);
    expect(screen.getByRole('status')).toHaveTextContent('No SLOs match');
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  test('the source may say why no SLO matches', () => {
    render(<Panel data={panelData([sloFrame([], 'A', [{ severity: 'info', text: 'No document is configured.' }])])} />);
    expect(screen.getByRole('status')).toHaveTextContent('No SLOs match');
    expect(screen.getByRole('note')).toHaveTextContent('No document is configured.');
  });

  test('frames that are no SLOs are told which fields they lack', () => {
    const frame = toDataFrame({ fields: [{ name: 'name', type: FieldType.string, values: ['a'] }] });
    render(<Panel data={panelData([frame])} />);
    expect(screen.getByText(/Missing fields: status, budgetRemaining\./)).toBeVisible();
  });

  test('no frames at all', () => {
    render(<Panel data={panelData([])} />);
    expect(screen.getByText(/Unable to render data/)).toBeVisible();
  });
});
