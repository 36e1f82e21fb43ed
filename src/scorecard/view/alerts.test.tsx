import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ALERT_STANDS } from '../../core/alerting/alertStand';
import { ALERT_ICONS } from './alertsWords';
import { CART, cell, renderRows } from './testing';

const chip = (name: string) => within(cell(name, 'Alert')).getByRole('button');

test.each([
  ['firing', 'Firing'],
  ['missing', 'No alert'],
  ['silenced', 'Silenced'],
  ['inhibited', 'Inhibited'],
  ['pending', 'Pending'],
  ['unknown', 'Unknown'],
  ['none', 'None'],
])('%s: a word with an icon, and the reason one click away', async (alertStand, word) => {
  renderRows([{ ...CART, alertStand, alertReason: 'HighErrors (page).' }]);
  expect(chip('cart')).toHaveAccessibleName(word);
  expect(chip('cart')).toHaveAccessibleDescription('HighErrors (page).');
  expect(chip('cart').querySelector('svg')).not.toBeNull();
  await userEvent.setup().click(chip('cart'));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(`Alert: ${word}`);
});

test('only what keeps alerts from people shares an icon', () => {
  expect(new Set(Object.values(ALERT_ICONS)).size).toBe(ALERT_STANDS.length - 1);
});

test('says what a word means where the source gives no reason', () => {
  renderRows([{ ...CART, alertStand: 'missing' }]);
  expect(chip('cart')).toHaveAccessibleDescription(/burns by its numbers, and no alert is known/);
});

test('a source without alerts has no such column, and one that does not know yet a dash', () => {
  const { unmount } = renderRows([CART]);
  expect(screen.queryByRole('columnheader', { name: 'Alert' })).not.toBeInTheDocument();
  unmount();
  renderRows([
    { ...CART, alertStand: 'none' },
    { name: 'login', alertStand: '' },
  ]);
  expect(cell('login', 'Alert')).toHaveTextContent('—');
});

test('sorts by what needs somebody the most; what is not known comes last', async () => {
  renderRows(
    ['none', 'pending', '', 'firing', 'missing'].map((alertStand, index) => ({
      name: alertStand || 'untold',
      budget: 0.5 - index / 100,
      alertStand,
    }))
  );
  await userEvent.setup().click(screen.getByRole('button', { name: 'Alert' }));
  const names = screen.getAllByRole('rowheader').map(({ textContent }) => /^[a-z]+/.exec(textContent ?? '')?.[0]);
  expect(names.map((name) => name?.replace('shop', ''))).toEqual(['firing', 'missing', 'pending', 'none', 'untold']);
});
