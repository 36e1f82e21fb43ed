import { within } from '@testing-library/react';
import { AT, PERIOD, type Spec } from '../testing';
import { CART, cell, renderRows, row } from './testing';

const MONTHLY: Spec = {
  ...CART,
  budget: 0.5,
  window: 30 * 86_400,
  badEvents: 50,
  totalEvents: 100_000,
  burnRates: { '6h': 3 },
  details: { period: PERIOD, exhaustionRateWindow: '6h', atMilliseconds: AT },
};

test('an SLO of a calendar month names it, and says what its budget is a share of', () => {
  renderRows([MONTHLY]);
  expect(cell('cart', 'Objective')).toHaveTextContent(/^99\.9% per month$/);
  expect(within(cell('cart', 'Objective')).getByTitle(PERIOD.text)).toBeVisible();
  expect(within(row('cart')).getByRole('button', { name: '50.0%' })).toHaveAccessibleDescription(
    [
      'Left: 50.0% of the budget of the events so far',
      'Calculated: 1 − (1 − 0.9995) ÷ 0.001 = 50.0%',
      'Period: month, Europe/Berlin, Nov 1 – 30, 2026',
      'Budget: The budget is a share of the events so far.',
      'Next period begins: 2026-11-30 23:00:00 UTC',
      // Half of what is allowed was spent in 23.1341 of 30 days.
      'Whole period: 61.4% of the budget of the whole month, as lines over time draw it, if events come as they have so far',
      // One in a thousand of the 33,313 minutes since the month began in Berlin.
      'In time: 16.7 of 33.3 min left (0.1% of 23 d so far)',
      'In events: 50 of 100 bad events left (0.1% of 100,000; 50 were bad)',
    ].join('\n')
  );
});

test('a budget that lasts to the end of the period says so, with when the next one begins', () => {
  renderRows([MONTHLY, { ...MONTHLY, name: 'login', budget: -0.1 }, { ...MONTHLY, name: 'soon', exhaustion: 7200 }]);
  const renewal = 'The next period begins, with a new budget, at 2026-11-30 23:00:00 UTC.';
  expect(cell('cart', 'Exhaustion')).toHaveTextContent(/^not this period$/);
  expect(within(cell('cart', 'Exhaustion')).getByTitle(renewal)).toBeVisible();
  expect(cell('login', 'Exhaustion')).toHaveTextContent(/^spent$/);
  expect(within(cell('login', 'Exhaustion')).getByTitle(renewal)).toBeVisible();
  expect(cell('soon', 'Exhaustion')).toHaveTextContent(/^in 2 h$/);
  expect(within(cell('soon', 'Exhaustion')).getByTitle(/^Budget left × time since the period began/)).toBeVisible();
});
