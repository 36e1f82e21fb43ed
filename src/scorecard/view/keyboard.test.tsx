import React from 'react';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { panelData, sloFrame, type Spec } from '../testing';
import { cell, layOut, Panel, placed, renderRows, row } from './testing';

afterEach(() => jest.restoreAllMocks());

const SPECS: Spec[] = Array.from({ length: 9 }, (_, index) => ({
  name: `slo-${index}`,
  status: index === 0 ? 'burning' : 'healthy',
  budget: 0.1 + index / 10,
  links: [{ kind: 'runbook', url: 'https://runbooks/', title: '' }],
}));
const enter = async () => {
  const user = userEvent.setup();
  // The last stop before the table.
  act(() => screen.getByRole('button', { name: 'Copy or download what is shown' }).focus());
  await user.tab();
  return user;
};
const focused = () => document.activeElement as HTMLElement;
const heading = (name: string) => screen.getByRole('columnheader', { name });

test('the tab key leads to one cell, then to what it holds, then out', async () => {
  renderRows(SPECS);
  const grid = screen.getByRole('grid', { name: 'SLOs, worst first' });
  expect(grid).toHaveAttribute('aria-colcount', String(within(grid).getAllByRole('columnheader').length));
  const user = await enter();
  expect(cell('slo-0', 'Status')).toHaveFocus();
  await user.tab();
  expect(within(row('slo-0')).getByRole('button', { name: 'Burning' })).toHaveFocus();
  await user.tab();
  expect(grid).not.toContainElement(focused());
});

test('arrows, Home and End lead from cell to cell, the header among them', async () => {
  renderRows(SPECS);
  const user = await enter();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(cell('slo-1', 'SLO')).toHaveFocus();
  await user.keyboard('{End}');
  expect(cell('slo-1', 'Exhaustion')).toHaveFocus();
  await user.keyboard('{Home}{ArrowLeft}');
  expect(cell('slo-1', 'Status')).toHaveFocus();
  await user.keyboard('{Control>}{End}{/Control}');
  expect(cell('slo-8', 'Exhaustion')).toHaveFocus();
  await user.keyboard('{Control>}{Home}{/Control}');
  expect(heading('Status')).toHaveFocus();
});

test('Enter sorts on a heading, and the focus stays', async () => {
  renderRows(SPECS);
  const user = await enter();
  await user.keyboard('{ArrowUp}{ArrowRight}{Enter}');
  expect(heading('SLO')).toHaveFocus();
  expect(heading('SLO')).toHaveAttribute('aria-sort', 'ascending');
});

test('Enter opens what a cell explains, and Escape leads back from its control', async () => {
  renderRows(SPECS);
  const user = await enter();
  await user.keyboard('{Enter}');
  expect(await screen.findByTestId('toggletip-content')).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('toggletip-content')).not.toBeInTheDocument());
  act(() => within(row('slo-0')).getByRole('button', { name: 'Burning' }).focus());
  await user.keyboard('{Escape}');
  expect(cell('slo-0', 'Status')).toHaveFocus();
});

test('Enter follows the link of the row from a cell that has nothing of its own', async () => {
  const frame = sloFrame([{ name: 'cart', sli: 0.99 }]);
  const followed = jest.fn();
  const data = panelData([frame]);
  for (const field of data.series.flatMap(({ fields }) => fields).filter((one) => one.name === 'name')) {
    field.config.links = [{ title: 'SLO', url: '/d/slo' }];
    field.getLinks = () => [{ title: 'SLO', href: '#/d/slo', target: '_self', origin: field, onClick: followed }];
  }
  render(<Panel data={data} />);
  const user = userEvent.setup();
  act(() => cell('cart', 'SLI').focus());
  await user.keyboard('{Enter}');
  expect(followed).toHaveBeenCalledTimes(1);
});

test('a slash leads to the search, Escape first clears it and then leads back to the cell', async () => {
  renderRows(SPECS);
  const user = await enter();
  await user.keyboard('{ArrowDown}{ArrowRight}/slo-1');
  expect(screen.getByRole('searchbox', { name: 'Search SLOs' })).toHaveValue('slo-1');
  await user.keyboard('{Escape}');
  expect(screen.getByRole('searchbox', { name: 'Search SLOs' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(cell('slo-1', 'SLO')).toHaveFocus();
});

test('Enter leads from the search to what it has found', async () => {
  renderRows(SPECS);
  const user = await enter();
  await user.keyboard('/slo-7{Enter}');
  expect(cell('slo-7', 'Status')).toHaveFocus();
});

test('a refresh that moves the row of the focus takes the focus along, and one without it leaves it in its place', async () => {
  const { rerender } = renderRows(SPECS);
  const user = await enter();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
  expect(cell('slo-2', 'SLO')).toHaveFocus();
  rerender(<Panel data={panelData([sloFrame(SPECS.map((spec, index) => ({ ...spec, budget: 1 - index / 10 })))])} />);
  expect(cell('slo-2', 'SLO')).toHaveFocus();
  const place = row('slo-2').getAttribute('aria-rowindex');
  rerender(<Panel data={panelData([sloFrame(SPECS.filter(({ name }) => name !== 'slo-2'))])} />);
  const left = screen.getAllByRole('row').find((one) => one.contains(document.activeElement));
  expect(left).toHaveAttribute('aria-rowindex', place);
});

test('of many rows the one with the focus stays however far one scrolls, and pages are as high as the panel', async () => {
  layOut({ viewport: 600, row: 50 });
  renderRows(
    Array.from({ length: 1000 }, (_, index) => ({ name: `slo-${String(index).padStart(4, '0')}` })),
    { width: 400 }
  );
  await placed();
  const user = userEvent.setup();
  // By text, because to look for roles among so many takes its time.
  const at = (name: string) => screen.getByText(name).closest<HTMLElement>('[aria-rowindex]');
  act(() => at('slo-0000')?.querySelector<HTMLElement>('[data-column="status"]')?.focus());
  await user.keyboard('{PageDown}');
  expect(at('slo-0011')).toContainElement(focused());
  await user.keyboard('{Control>}{End}{/Control}');
  expect(at('slo-0999')).toContainElement(focused());
  expect(at('slo-0999')).toHaveAttribute('aria-rowindex', '1001');
  const viewport = at('slo-0999')?.closest('[role="grid"]')?.parentElement;
  act(() => {
    viewport!.scrollTop = 20_000;
    fireEvent.scroll(viewport!);
  });
  expect(screen.queryByText('slo-0990')).not.toBeInTheDocument();
  expect(at('slo-0999')).toContainElement(focused());
  await user.keyboard('{ArrowUp}');
  expect(at('slo-0998')).toContainElement(focused());
});
