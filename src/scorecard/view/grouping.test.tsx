import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { showListsInFull } from '../../shared/testing/lists';
import { panelData, sloFrame, type Spec } from '../testing';
import { cell, Panel } from './testing';

const SPECS: Spec[] = [
  ...['a', 'b', 'c'].map((name) => ({ name, labels: { region: 'eu' }, badEvents: 1, totalEvents: 1000 })),
  ...['d', 'e', 'f', 'g'].map((name) => ({
    name,
    labels: { region: 'us' },
    status: name === 'd' ? 'burning' : 'healthy',
  })),
  { name: 'h', budget: 0.6 },
];
beforeAll(showListsInFull);

const data = (changed: Record<string, Partial<Spec>> = {}) =>
  panelData([sloFrame(SPECS.map((spec) => ({ ...spec, ...changed[spec.name] })))]);
const byRegion = (extra: ReturnType<typeof data> = data()) => (
  <Panel data={extra} options={{ groupBy: 'region' }} width={640} />
);
const headings = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent?.replace(/shop.*$/, ''));
const toggle = (name: string) => screen.getByRole('button', { name });

test('groups stand closed, worst first, and say what they hold; one opens and shows its rows', async () => {
  render(byRegion());
  expect(headings()).toEqual(['us4 SLOs: 1 Burning, 3 Healthy', 'eu3 SLOs: 3 Healthy', '(none)1 SLO: 1 Healthy']);
  expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
  expect(cell('us', 'Status')).toHaveTextContent('Burning');
  expect(cell('eu', 'SLI')).toHaveTextContent('99.900%by events');
  expect(cell('us', 'SLI')).toHaveTextContent('—');
  expect(cell('eu', 'Budget left')).toHaveTextContent('50.0%least: shop a');
  expect(toggle('us')).toHaveAttribute('aria-expanded', 'false');
  await userEvent.setup().click(toggle('us'));
  expect(toggle('us')).toHaveAttribute('aria-expanded', 'true');
  expect(headings().slice(1, 5)).toEqual(['d', 'e', 'f', 'g']);
  expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '8');
});

test('a refresh keeps what is open, and a closed group says how many of it got worse', async () => {
  const { rerender } = render(byRegion());
  await userEvent.setup().click(toggle('eu'));
  rerender(byRegion(data({ e: { status: 'breached' }, a: { budget: 0.4 } })));
  expect(headings().slice(0, 4)).toEqual([
    'us4 SLOs: 1 Burning, 1 Breached, 2 Healthy',
    'eu3 SLOs: 3 Healthy',
    'a',
    'b',
  ]);
  expect(cell('us', 'Status')).toHaveTextContent('Burning1 got worse');
});

test('a search opens the groups in which it finds something, and says of how many', async () => {
  const user = userEvent.setup();
  render(byRegion());
  await user.type(screen.getByRole('searchbox', { name: 'Search SLOs' }), 'region=eu');
  expect(headings()).toEqual(['eu3 SLOs: 3 Healthy', 'a', 'b', 'c']);
  await user.click(screen.getByRole('button', { name: /^Collapse all/ }));
  expect(headings()).toEqual(['eu3 SLOs: 3 Healthy']);
  await user.clear(screen.getByRole('searchbox', { name: 'Search SLOs' }));
  expect(headings()).toHaveLength(3);
  await user.type(screen.getByRole('searchbox', { name: 'Search SLOs' }), 'healthy-nowhere');
  expect(screen.getByText('No SLO fits these filters')).toBeVisible();
});

test('a status in a group leaves a part of it, in the order of the column', async () => {
  const user = userEvent.setup();
  render(byRegion());
  const statuses = within(screen.getByRole('group', { name: 'Status' }));
  await user.click(statuses.getByRole('button', { name: /^Healthy/ }));
  await user.click(screen.getByRole('button', { name: 'SLO' }));
  await user.click(screen.getByRole('button', { name: 'SLO' }));
  expect(headings()).toEqual([
    'us3 of 4 SLOs: 3 Healthy',
    'g',
    'f',
    'e',
    'eu3 SLOs: 3 Healthy',
    'c',
    'b',
    'a',
    '(none)1 SLO: 1 Healthy',
    'h',
  ]);
});

test('the bar groups by what rows have, opens all, and ends the groups again', async () => {
  const user = userEvent.setup();
  render(<Panel data={data()} width={640} />);
  expect(screen.queryByRole('button', { name: 'Expand all' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('combobox', { name: 'Group by' }));
  await user.click(await screen.findByRole('option', { name: 'region' }));
  expect(headings()).toHaveLength(3);
  await user.click(screen.getByRole('button', { name: 'Expand all' }));
  expect(headings()).toHaveLength(11);
  await user.click(screen.getByRole('button', { name: 'Collapse all' }));
  expect(headings()).toHaveLength(3);
});

test('the keyboard opens a group from any of its cells', async () => {
  const user = userEvent.setup();
  render(byRegion());
  await user.type(screen.getByRole('searchbox', { name: 'Search SLOs' }), '{Enter}');
  expect(cell('us', 'Status')).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(toggle('us')).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{ArrowDown}');
  expect(cell('d', 'Status')).toHaveFocus();
});
