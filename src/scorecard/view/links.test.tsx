import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, panelData, sloFrame, type Spec } from '../testing';
import { CART, cell, Panel, renderRows } from './testing';

const links = [
  { kind: 'dashboard', title: 'Cart', url: '/d/cart?var-service=cart' },
  { kind: 'other', title: 'evil', url: 'javascript:alert(1)' },
  { kind: 'runbook', title: '', url: 'https://runbooks.example/cart' },
];

test('links lead to the runbook in a new tab, and to dashboards with time and variables', () => {
  const values = { '${__url_time_range}': 'from=now-1h&to=now', '${__all_variables}': 'var-service=all&var-a=%24' };
  const replaceVariables = (text: string) => values[text as keyof typeof values] ?? text;
  render(<Panel data={panelData([sloFrame([{ ...CART, links }])])} replaceVariables={replaceVariables} />);
  const [runbook, dashboard, ...others] = within(cell('cart', 'SLO')).getAllByRole('link');
  expect(runbook).toHaveAccessibleName('Runbook (opens in a new tab)');
  expect(runbook).toHaveAttribute('href', 'https://runbooks.example/cart');
  expect(runbook).toHaveAttribute('target', '_blank');
  expect(runbook).toHaveAttribute('rel', 'noopener noreferrer');
  expect(dashboard).toHaveAccessibleName('Dashboard: Cart');
  expect(dashboard).toHaveAttribute('href', '/d/cart?var-service=cart&from=now-1h&to=now&var-a=%24');
  expect(dashboard).not.toHaveAttribute('target');
  expect(others).toEqual([]);
});

test('links are the runbook alone where there is little room, and stay as they are outside a dashboard', () => {
  const { rerender } = renderRows([{ ...CART, links }], { width: 400 });
  expect(screen.getAllByRole('link').map(({ title }) => title)).toEqual(['Runbook']);
  rerender(<Panel data={panelData([sloFrame([{ ...CART, links }])])} />);
  expect(screen.getByRole('link', { name: /Dashboard/ })).toHaveAttribute('href', '/d/cart?var-service=cart');
});

test('the name leads where its data link says, row by row', () => {
  const data = panelData([sloFrame([CART, { ...CART, id: 'b', name: 'basket' }])]);
  const name = data.series[0]!.fields.find((field) => field.name === 'name')!;
  name.config = { ...name.config, links: [{ title: 'Open the SLO', url: '/d/slo' }] };
  name.getLinks = ({ valueRowIndex = 0 }) => [
    { title: 'Open the SLO', href: `/d/slo?var-slo=${name.values[valueRowIndex]}`, target: '_self', origin: name },
  ];
  render(<Panel data={data} />);
  expect(screen.getByRole('link', { name: 'cart' })).toHaveAttribute('href', '/d/slo?var-slo=cart');
  expect(screen.getByRole('link', { name: 'basket' })).toHaveAttribute('href', '/d/slo?var-slo=basket');
});

test('the status leads where its data link says: by how long it has burned, and in why it is so', async () => {
  const burning: Spec = {
    ...CART,
    id: 'b',
    name: 'basket',
    status: 'burning',
    firingPair: 'page 5m/1h',
    burningSince: AT,
  };
  const data = panelData([sloFrame([CART, { ...burning, details: { atMilliseconds: AT, burningSinceSeen: true } }])]);
  const status = data.series[0]!.fields.find((field) => field.name === 'status')!;
  status.config = { ...status.config, links: [{ title: 'Open the incident', url: '/d/incident' }] };
  status.getLinks = ({ valueRowIndex = 0 }) => [
    { title: 'Open the incident', href: `/d/incident?row=${valueRowIndex}`, target: '_self', origin: status },
  ];
  render(<Panel data={data} />);
  expect(screen.getByRole('link', { name: /^for / })).toHaveAttribute('href', '/d/incident?row=1');
  await userEvent.setup().click(within(cell('cart', 'Status')).getByRole('button'));
  expect(screen.getByRole('link', { name: 'Open the incident' })).toHaveAttribute('href', '/d/incident?row=0');
});
