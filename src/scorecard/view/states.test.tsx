import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bar, CART, cell, renderRows, row } from './testing';

test.each([
  ['noData', 'no data'],
  ['error', 'error'],
  ['noTraffic', 'no traffic'],
])('without a number because of %s: a dash, the word, the reason, and nothing green', async (dataState, word) => {
  const reason = 'The series x has no sample.';
  const status = dataState === 'noTraffic' ? 'noTraffic' : 'blind';
  renderRows([
    { name: 'cart', status, sli: null, budget: null, dataState, dataStateReason: reason, burnRates: { '5m': null } },
  ]);
  expect(cell('cart', 'SLI')).toHaveTextContent(`— ${word}`);
  expect(cell('cart', 'Budget left')).toHaveTextContent(`— ${word}`);
  for (const column of ['Budget trend', 'Burn rate', 'Exhaustion']) {
    expect(cell('cart', column)).toHaveTextContent(/^—/);
  }
  expect(row('cart')).not.toHaveTextContent(/\d%.*\d%/);
  expect(within(row('cart')).queryByTestId('budget-bar')).not.toBeInTheDocument();

  await userEvent.setup().click(within(row('cart')).getByRole('button', { name: word }));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(reason);
});

test.each([
  ['blind', true],
  ['noTraffic', true],
  ['atRisk', false],
])('%s with a number that thresholds would paint green: doubtful %s', (status, doubtful) => {
  renderRows([{ name: 'cart', status, budget: 0.9 }]);
  expect(bar('cart')).toHaveAttribute('data-doubtful', String(doubtful));
  expect(bar('cart').firstElementChild?.getAttribute('style')?.includes('background-color')).toBe(!doubtful);
});

test('healthy without a number is not believed', () => {
  renderRows([{ name: 'cart', status: 'healthy', budget: null }]);
  expect(within(row('cart')).queryByText('Healthy')).not.toBeInTheDocument();
  expect(within(row('cart')).getByRole('button', { name: 'Blind' })).toHaveAccessibleDescription(
    /says healthy but has no number/
  );
});

test.each([
  ['gapsSkipped', 'gaps skipped'],
  ['partial', 'partial'],
])('%s shows the number and says what it is worth', (dataState, word) => {
  renderRows([{ ...CART, dataState, dataStateReason: 'Why.', details: { coverageRatio: 0.95 } }]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(`83.2%${word}`);
  expect(within(row('cart')).getByRole('button', { name: word })).toHaveAccessibleDescription('Why.');
  expect(bar('cart')).toHaveAttribute('data-doubtful', 'false');
});

test.each([
  ['partial', 0.89],
  ['gapsSkipped', 0.3],
  ['noData', null],
  ['noTraffic', null],
  ['error', null],
])('nothing is green in state %s with %s of the window seen, whatever the source says', (dataState, coverageRatio) => {
  for (const status of ['healthy', 'atRisk']) {
    const { unmount } = renderRows([{ name: 'cart', status, budget: 0.9, dataState, details: { coverageRatio } }]);
    expect(within(row('cart')).queryByText('Healthy')).not.toBeInTheDocument();
    expect(bar('cart')).toHaveAttribute('data-doubtful', 'true');
    unmount();
  }
});

test('a budget that is overspent already is red, however little of the window was seen', () => {
  renderRows([{ name: 'cart', status: 'breached', budget: -0.2, dataState: 'partial' }]);
  expect(bar('cart').firstElementChild).toHaveStyle({ backgroundColor: '#F2495C' });
});

test.each(['noTraffic', 'noData', 'partial', 'gapsSkipped', 'error'])(
  '%s has an icon, and words of the panel where the source gives none',
  async (dataState) => {
    renderRows([{ name: 'cart', status: 'blind', budget: null, dataState }]);
    const chip = within(cell('cart', 'Budget left')).getByRole('button');
    expect(chip.querySelector('svg')).not.toBeNull();
    expect(chip.title).toMatch(/^[A-Z].{20,}\.$/);
    await userEvent.setup().click(chip);
    expect(screen.getByTestId('toggletip-content')).toHaveTextContent(chip.title);
  }
);

test('data that begin within the window say since when', async () => {
  const details = { sinceMilliseconds: Date.UTC(2026, 10, 13, 1, 2, 3), coverageRatio: 0.37 };
  const dataStateReason = 'Recorded for 37 % of the window only.';
  renderRows([{ ...CART, status: 'blind', dataState: 'partial', dataStateReason, details }]);
  const chip = within(cell('cart', 'Budget left')).getByRole('button', { name: 'partial since Nov 13' });
  await userEvent.setup().click(chip);
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(
    'Recorded for 37 % of the window only. The data begin at 2026-11-13 01:02:03 UTC.'
  );
});
