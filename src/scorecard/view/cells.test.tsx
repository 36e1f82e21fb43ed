import React from 'react';
import { FieldMatcherID, MappingType } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, panelData, sloFrame } from '../testing';
import { bar, CART, cell, Panel, renderRows, row } from './testing';

const RATES = { '5m': 38.2, '1h': 21.4, '6h': 0.24 };

test('a healthy SLO: every number as its unit wants it, and a bar in the colour of the threshold', () => {
  renderRows([{ ...CART, objective: 0.9995, sli: 0.99991234, labels: { region: 'eu' } }]);
  expect(within(row('cart')).getByRole('button', { name: 'Healthy' })).toHaveAccessibleDescription(
    'No alert pair fires.'
  );
  expect(cell('cart', 'Objective')).toHaveTextContent(/^99\.95% over 30d$/);
  expect(cell('cart', 'SLI')).toHaveTextContent(/^99\.9912%$/);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^83\.2%$/);
  expect(cell('cart', 'Exhaustion')).toHaveTextContent(/^not at this rate$/);
  expect(cell('cart', 'SLO')).toHaveTextContent('cartshopregion: eu');
  expect(bar('cart')).toHaveAttribute('data-doubtful', 'false');
  expect(bar('cart').firstElementChild).toHaveStyle({ backgroundColor: '#73BF69' });
});

test('a burning SLO: the windows that fire say so, and the reason is one click away', async () => {
  const pairs = [{ severity: 'page', short: '5m', long: '1h', factor: 14.4, state: 'firing' }];
  const statusReason = 'Burn rate above 14.4 over both 5m and 1h.';
  renderRows([
    CART,
    { name: 'login', status: 'burning', statusReason, burnRates: RATES, exhaustion: 273_600, details: { pairs } },
  ]);
  expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['loginshop', 'cartshop']);
  expect(cell('login', 'Burn rate')).toHaveTextContent(
    '5m 38x above 14.4: worth a page1h 21x above 14.4: worth a page6h 0.24x'
  );
  expect(cell('login', 'Burn rate')).not.toHaveTextContent('6h 0.24x above');
  expect(cell('login', 'Exhaustion')).toHaveTextContent(/^in 3 d 4 h$/);

  await userEvent.setup().click(within(row('login')).getByRole('button', { name: 'Burning' }));
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(statusReason);
});

test('burn rates tell how they are calculated, and of what there is none why', async () => {
  const pairs = [{ severity: 'page', short: '5m', long: '1h', factor: 14.4, state: 'firing' }];
  renderRows([
    { name: 'login', status: 'burning', burnRates: { ...RATES, '3d': null }, details: { pairs } },
    { ...CART, objective: null },
  ]);
  const user = userEvent.setup();
  const facts = () =>
    Array.from(screen.getByTestId('toggletip-content').querySelectorAll('dt, dd'), (part) => part.textContent);
  await user.click(within(cell('login', 'Burn rate')).getByRole('button'));
  expect(facts().slice(0, 6)).toEqual([
    '5m',
    '3.82% bad ÷ 0.1% allowed = 38x\nabove 14.4: worth a page',
    '1h',
    '2.14% bad ÷ 0.1% allowed = 21x\nabove 14.4: worth a page',
    '6h',
    '0.024% bad ÷ 0.1% allowed = 0.24x',
  ]);
  expect(facts().slice(6, 8)).toEqual(['3d', expect.stringMatching(/does not exist/)]);
  await user.keyboard('{Escape}');
  // Without an objective there is nothing to divide by.
  await user.click(within(cell('cart', 'Burn rate')).getByRole('button'));
  expect(facts().slice(4, 6)).toEqual(['6h', '0.20x']);
});

test('rows of more than one upstream say from which they come', () => {
  const { unmount } = renderRows([
    { ...CART, upstream: 'prom-eu' },
    { name: 'login', upstream: 'prom-us' },
  ]);
  expect(within(cell('cart', 'SLO')).getByTitle('from prom-eu')).toHaveTextContent('prom-eu');
  expect(within(cell('login', 'SLO')).getByTitle('from prom-us')).toBeVisible();
  unmount();
  renderRows([
    { ...CART, upstream: 'prom-eu' },
    { name: 'login', upstream: 'prom-eu' },
  ]);
  expect(screen.queryByText('prom-eu')).not.toBeInTheDocument();
});

test.each([
  [-0.4, '-40.0%', 'left: 6.66'],
  [-9, '-900.0%', 'left: 0%; width: 33.33'],
])('overspent by %s: the whole number, and a bar to the left of zero', (budget, text, place) => {
  renderRows([{ name: 'cart', status: 'breached', budget }]);
  expect(cell('cart', 'Budget left')).toHaveTextContent(text);
  expect(cell('cart', 'Exhaustion')).toHaveTextContent('spent');
  const drawn = bar('cart').firstElementChild;
  expect(drawn).toHaveStyle({ backgroundColor: '#F2495C' });
  expect(drawn?.getAttribute('style')).toContain(place);
});

test('the trend is told in words', () => {
  renderRows([{ ...CART, trend: [0.9, 0.412, null, 0.8321] }]);
  expect(
    within(row('cart')).getByRole('img', { name: 'Budget remaining: first 90.0%, last 83.2%, lowest 41.2%' })
  ).toBeVisible();
});

test('problems are marked, and told one click away', async () => {
  const problems = [
    { severity: 'warning', text: 'window assumed' },
    { severity: 'error', text: 'no SLI' },
  ];
  renderRows([{ ...CART, details: { problems } }]);
  await userEvent.setup().click(within(row('cart')).getByRole('button', { name: '2 problems' }));
  expect(
    within(screen.getByTestId('toggletip-content'))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
  ).toEqual(['window assumed', 'no SLI']);
});

test('overrides win: unit, decimals, mappings and the text for no value', () => {
  const override = (options: string, id: string, value: unknown) => ({
    matcher: { id: FieldMatcherID.byName, options },
    properties: [{ id, value }],
  });
  const mapping = { type: MappingType.SpecialValue, options: { match: 'null', result: { text: 'nothing yet' } } };
  const overrides = [
    override('objective', 'unit', 'short'),
    override('sli', 'decimals', 1),
    override('budgetRemaining', 'mappings', [mapping]),
    override('burnRate', 'noValue', 'n/a'),
    override('exhaustion', 'unit', 'h'),
  ];
  const frame = sloFrame([
    { ...CART, sli: 0.99123, exhaustion: 5 },
    { name: 'gone', status: 'blind', budget: null, burnRates: { '6h': null } },
  ]);
  render(<Panel data={panelData([frame], {}, overrides)} />);
  expect(cell('cart', 'Objective')).toHaveTextContent('0.999 over');
  expect(cell('cart', 'SLI')).toHaveTextContent(/^99\.1%$/);
  expect(cell('gone', 'Budget left')).toHaveTextContent('nothing yet');
  expect(cell('cart', 'Exhaustion')).toHaveTextContent('in 5 h');
});

test.each([
  [true, 'At the burn rate of the last 6h, counting what leaves the rolling window until then.'],
  [false, 'Budget left × SLO window ÷ burn rate of the last 6h. What the rolling window pays back is not counted.'],
])('the exhaustion says whether what leaves the window is counted: %s', (exhaustionCountsPayback, title) => {
  renderRows([{ ...CART, exhaustion: 3600, details: { exhaustionRateWindow: '6h', exhaustionCountsPayback } }]);
  expect(within(cell('cart', 'Exhaustion')).getByTitle(title)).toBeVisible();
});

test('hostile names and labels stay text', () => {
  const evil = '<img src=x onerror="alert(1)">';
  renderRows([
    { name: evil, service: '<b>s</b>', labels: { '<i>': '{{x}}</i>' }, details: { problems: [{ text: evil }] } },
  ]);
  expect(screen.getByRole('rowheader')).toHaveTextContent(`${evil}1 problem<b>s</b><i>: {{x}}</i>`);
  expect(document.querySelector('img, b, i')).toBeNull();
});

test.each([
  [1600, 8],
  [800, 5],
  [400, 3],
  [300, 3],
])('at %i pixels %i columns stay, with as many cells in a row', (width, count) => {
  renderRows(
    [
      {
        ...CART,
        burnRates: { '5m': 1, '30m': 1, '1h': 1, '2h': 1, '6h': 0.2, '1d': 1, '3d': 1 },
        details: { atMilliseconds: AT },
      },
    ],
    { width }
  );
  expect(screen.getAllByRole('columnheader')).toHaveLength(count);
  expect(row('cart').children).toHaveLength(count);
  expect(within(row('cart')).getByRole('button', { name: 'Healthy' })).toBeVisible();
  expect(row('cart')).toHaveTextContent('83.2%');
});
