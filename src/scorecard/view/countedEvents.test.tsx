import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Spec } from '../testing';
import { CART, cell, renderRows, row } from './testing';

const COUNTED: Spec = {
  ...CART,
  ...{ budget: 0.184, sli: 0.999184, eventBudget: 0.655, eventSli: 0.99966, badEvents: 426, totalEvents: 1_234_567 },
  details: { method: 'Mean of 5m ratios.', eventMethod: 'Good over total.' },
};

test('events that tell another story stand below the number, with the difference', async () => {
  renderRows([COUNTED]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^18\.4%by events 65\.5%$/);
  expect(cell('cart', 'SLI')).toHaveTextContent(/^99\.918%events 99\.966%$/);
  await userEvent.setup().click(within(row('cart')).getByRole('button', { name: 'by events 65.5%' }));
  const facts = screen.getByTestId('toggletip-content');
  const words = (role: string) =>
    within(facts)
      .getAllByRole(role)
      .map(({ textContent }) => textContent);
  expect(Object.fromEntries(words('term').map((name, index) => [name, words('definition')[index]]))).toEqual({
    Left: '18.4%',
    Calculated: '1 − (1 − 0.999184) ÷ 0.001 = 18.4%',
    'In time': '7.9 of 43.2 min left (0.1% of 30d)',
    'In events': '808.6 of 1,235 bad events left (0.1% of 1,234,567; 426 were bad)',
    'Left by events': '65.5% (+47.1 points)',
    'SLI by events': '99.966%',
    'SLI from': 'Mean of 5m ratios.',
    'Events from': 'Good over total.',
  });
});

test('events that agree are told one click away', () => {
  renderRows([{ ...COUNTED, eventBudget: 0.19 }]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^18\.4%$/);
  expect(cell('cart', 'SLI')).toHaveTextContent(/^99\.918%$/);
  expect(within(row('cart')).getByRole('button', { name: '18.4%' })).toHaveAccessibleDescription(
    /Left by events: 19\.0% \(\+0\.6 points\)/
  );
});

test('events that are the only number do not make the SLO healthy', () => {
  renderRows([{ ...COUNTED, status: 'blind', sli: null, budget: null, dataState: 'noData', eventBudget: 1 }]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^— no data.*by events 100%$/);
  expect(within(row('cart')).queryByTestId('budget-bar')).not.toBeInTheDocument();
});

test('a narrow cell leaves the difference to the explanation', () => {
  renderRows([COUNTED], { width: 400 });
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^18\.4%by events 65\.5%$/);
});

test('without counted events the budget is told in percent and minutes', () => {
  renderRows([CART]);
  expect(within(row('cart')).getByRole('button', { name: '83.2%' })).toHaveAccessibleDescription(
    'Left: 83.2%\nCalculated: 1 − (1 − 0.9995) ÷ 0.001 = 50.0% by the SLI; recorded 83.2%\nIn time: 35.9 of 43.2 min left (0.1% of 30d)'
  );
});

test('times that were left out are told below the number, and which they are one click away', () => {
  const excluded = ['2026-11-20 22:00 to 2026-11-21 02:00: Move', '2026-11-22 02:00 to 2026-11-22 04:00: Patches'];
  renderRows([{ ...CART, details: { excluded } }]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^83\.2%2 excluded times$/);
  expect(within(row('cart')).getByRole('button', { name: '2 excluded times' })).toHaveAccessibleDescription(
    expect.stringContaining(`Excluded: ${excluded.join('\n')}`)
  );
});

test('a budget that its tool has recorded otherwise says so beside what the SLI gives', () => {
  renderRows([{ ...COUNTED, budget: 0.2 }]);
  expect(within(row('cart')).getByRole('button', { name: '20.0%' })).toHaveAccessibleDescription(
    /Calculated: 1 − \(1 − 0\.999184\) ÷ 0\.001 = 18\.4% by the SLI; recorded 20\.0%/
  );
});
