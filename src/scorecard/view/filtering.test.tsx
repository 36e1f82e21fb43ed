import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { showListsInFull } from '../../shared/testing/lists';
import { panelData, sloFrame, type Spec } from '../testing';
import { Panel, renderRows } from './testing';

const SPECS: Spec[] = Array.from({ length: 9 }, (_, index) => ({
  name: `slo-${index}`,
  service: index < 3 ? 'shop' : 'kitchen',
  owner: index % 2 === 0 ? 'web' : 'core',
  status: index === 0 ? 'burning' : 'healthy',
}));
beforeAll(showListsInFull);

const names = () => screen.queryAllByRole('rowheader').map(({ textContent }) => (textContent ?? '').slice(0, 5));
const search = () => screen.getByRole('searchbox', { name: 'Search SLOs' });
const chip = (name: RegExp) => within(screen.getByRole('group', { name: 'Status' })).getByRole('button', { name });

test('a few rows need no filter', () => {
  renderRows(SPECS.slice(0, 7));
  expect(screen.queryByRole('search')).not.toBeInTheDocument();
});

test('words leave the rows they occur in, and it is said how many; Escape clears them', async () => {
  const user = userEvent.setup();
  renderRows(SPECS);
  expect(screen.getByRole('status')).toHaveTextContent(/^9 SLOs$/);
  await user.type(search(), 'SHOP web');
  expect(names()).toEqual(['slo-0', 'slo-2']);
  expect(screen.getByRole('status')).toHaveTextContent(/^2 of 9 SLOs$/);
  await user.keyboard('{Escape}');
  expect(search()).toHaveValue('');
  expect(names()).toHaveLength(9);
});

test('a slash leads to the search from within the panel only, and is a slash in it', async () => {
  const user = userEvent.setup();
  renderRows(SPECS);
  await user.keyboard('/');
  expect(search()).not.toHaveFocus();
  screen.getByRole('button', { name: 'Budget left' }).focus();
  await user.keyboard('/');
  expect(search()).toHaveFocus();
  await user.keyboard('a/');
  expect(search()).toHaveValue('a/');
});

test('a status is a switch that says how many it has', async () => {
  const user = userEvent.setup();
  renderRows(SPECS);
  expect(chip(/^Healthy/)).toHaveTextContent('Healthy 8');
  await user.click(chip(/^Burning/));
  expect(chip(/^Burning/)).toHaveAttribute('aria-pressed', 'true');
  expect(names()).toEqual(['slo-0']);
  await user.click(chip(/^Burning/));
  expect(names()).toHaveLength(9);
});

test('services and owners are chosen from those there are', async () => {
  const user = userEvent.setup();
  renderRows(SPECS);
  await user.click(screen.getByRole('combobox', { name: 'Owners' }));
  expect(screen.getByRole('combobox', { name: 'Services' })).toBeVisible();
  await user.click(await screen.findByRole('option', { name: 'core' }));
  expect(names()).toEqual(['slo-3', 'slo-5', 'slo-7', 'slo-1']);
});

test('where nothing fits, all is one click away', async () => {
  const user = userEvent.setup();
  renderRows(SPECS);
  await user.type(search(), 'nowhere');
  expect(names()).toEqual([]);
  expect(screen.getByText('No SLO fits these filters')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show all 9 SLOs' }));
  expect(names()).toHaveLength(9);
});

test('a refresh keeps the filter, and one that leaves few rows its bar', async () => {
  const user = userEvent.setup();
  const { rerender } = renderRows(SPECS);
  await user.type(search(), 'shop');
  rerender(<Panel data={panelData([sloFrame(SPECS.slice(1, 5))])} />);
  expect(names()).toEqual(['slo-1', 'slo-2']);
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(names()).toHaveLength(4);
  expect(screen.queryByRole('search')).not.toBeInTheDocument();
});

test('a panel may go without the bar, and then filters nothing', async () => {
  const user = userEvent.setup();
  const data = panelData([sloFrame(SPECS)]);
  const { rerender } = render(<Panel data={data} />);
  await user.type(search(), 'shop');
  rerender(<Panel data={data} options={{ showFilterBar: false }} />);
  expect(screen.queryByRole('search')).not.toBeInTheDocument();
  expect(names()).toHaveLength(9);
});

test('on a phone the search stands for the choices of services and owners', () => {
  renderRows(SPECS, { width: 400 });
  expect(search()).toBeVisible();
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
});
