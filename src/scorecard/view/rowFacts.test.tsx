import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, type Spec } from '../testing';
import { CART, cell, renderRows, row } from './testing';

const FULL: Spec = {
  ...CART,
  ...{ owner: 'team-checkout', tool: 'Sloth', exhaustion: 7200, burnRates: { '5m': 40, '6h': 3 } },
  ...{ policy: 'freeze', policyReason: 'The budget is spent.' },
  labels: { cluster: 'c1', region: 'eu' },
  details: {
    atMilliseconds: AT,
    exhaustionRateWindow: '6h',
    pairs: [{ severity: 'page', short: '5m', long: '6h', factor: 2, state: 'firing' }],
    readFrom: ['budget:ratio{sloth_id="cart"}'],
  },
};

async function facts(button: HTMLElement): Promise<Record<string, string | undefined>> {
  await userEvent.setup().click(button);
  const opened = within(screen.getByTestId('toggletip-content'));
  const values = opened.getAllByRole('definition').map(({ textContent }) => textContent ?? '');
  return Object.fromEntries(opened.getAllByRole('term').map(({ textContent }, index) => [textContent, values[index]]));
}

test('the number says who is called, which tool has made it, and from which series it is read', async () => {
  renderRows([FULL]);
  const told = await facts(within(row('cart')).getByRole('button', { name: '83.2%' }));
  expect(told).toMatchObject({
    Owner: 'team-checkout',
    Tool: 'Sloth',
    'Read from': 'budget:ratio{sloth_id="cart"} in eu',
  });
  expect(Object.keys(told)).not.toContain('Exhaustion');
});

const NARROW = {
  Exhaustion:
    'in 2 h. Budget left × SLO window ÷ burn rate of the last 6h. What the rolling window pays back is not counted.',
  Releases: 'Freeze. The budget is spent.',
  'Burn rate': '5m 40x (above 2: worth a page), 6h 3.0x (above 2: worth a page)',
  SLI: '99.950%',
  Labels: 'cluster: c1, region: eu',
};

test.each(['Healthy', '83.2%'])('what a narrow row leaves out is one tap on %s away', async (name) => {
  renderRows([FULL], { width: 400 });
  expect(await facts(within(row('cart')).getByRole('button', { name }))).toMatchObject(NARROW);
});

test('also by keyboard, and where there is no number', async () => {
  renderRows([{ ...FULL, status: 'blind', budget: null, sli: null, dataState: 'noData' }], { width: 400 });
  const [, budget] = within(row('cart')).getAllByRole('button');
  budget?.focus();
  await userEvent.setup().keyboard('{Enter}');
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent('cluster: c1, region: eu');
});

test.each([1600, 400])('the owner stands beside the service at %i pixels', (width) => {
  renderRows([FULL], { width });
  expect(within(cell('cart', 'SLO')).getByTitle('Owner: team-checkout')).toHaveTextContent('team-checkout');
});

test('where an SLO runs comes before its other labels', () => {
  const labels = { app: 'a', cluster: 'prod-eu-central-1-blue', env: 'b', provider: 'aws', region: 'eu', zone: 'z' };
  renderRows([{ ...CART, labels }]);
  expect(cell('cart', 'SLO')).toHaveTextContent(
    'cartshopregion: euprovider: awscluster: prod-eu-central-1-blueapp: a+2'
  );
});

test('rows of more than one tool say which it is', () => {
  const { unmount } = renderRows([FULL, { name: 'login', tool: 'Pyrra' }]);
  expect(cell('login', 'SLO')).toHaveTextContent('loginshopTool: Pyrra');
  unmount();
  renderRows([FULL, { name: 'login', tool: 'Sloth' }]);
  expect(screen.queryByText('Sloth')).not.toBeInTheDocument();
});

test.each([
  [{ burnRates: { '5m': 1 } }, 'No burn rate of about the last 6h is known.'],
  [{ burnRates: { '6h': 5 } }, 'The source does not say when.'],
  [
    { budget: null, dataState: 'noData', dataStateReason: 'The series x has no sample.' },
    'The series x has no sample.',
  ],
])('an exhaustion that nobody knows says why: %j', async (spec, reason) => {
  renderRows([{ name: 'cart', status: 'blind', ...spec }]);
  await userEvent.setup().click(within(cell('cart', 'Exhaustion')).getByRole('button'));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(reason);
});

test('a budget that what leaves the window pays back lasts', () => {
  const details = { exhaustionRateWindow: '6h', exhaustionCountsPayback: true };
  renderRows([{ ...CART, burnRates: { '6h': 1.2 }, exhaustion: null, details }]);
  expect(cell('cart', 'Exhaustion')).toHaveTextContent(/^not at this rate$/);
});

test.each([
  [{ details: { trendReason: 'Only recorded budgets are drawn here.' } }, 'Only recorded budgets are drawn here.'],
  [{}, 'The source gives no trend.'],
  [{ status: 'blind', budget: null, dataState: 'noData', dataStateReason: 'Gone.' }, 'Gone.'],
])('a trend that is not there says why: %j', async (spec, reason) => {
  renderRows([{ ...CART, ...spec }]);
  await userEvent.setup().click(within(cell('cart', 'Budget trend')).getByRole('button'));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(reason);
});
