import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { panelData, sloFrame, type Spec } from '../testing';
import { Panel, renderRows } from './testing';

const SPECS: Spec[] = [
  { name: 'cart', budget: 0.8 },
  { name: 'login', status: 'burning', budget: 0.9 },
  { name: 'mail', status: 'blind', budget: null, dataState: 'noData' },
];
const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent?.replace(/shop$/, ''));
const heading = (name: string) => screen.getByRole('columnheader', { name });
const button = (name: string) => screen.getByRole('button', { name });

test('worst first is the order that one finds, and it is explained', () => {
  renderRows(SPECS);
  expect(names()).toEqual(['login', 'mail', 'cart']);
  expect(heading('Status')).toHaveAttribute('aria-sort', 'descending');
  expect(heading('Budget left')).not.toHaveAttribute('aria-sort');
  expect(button('Status')).toHaveAccessibleDescription(/^Worst first: burning, blind, breached/);
});

test('a heading sorts, by keyboard too, and a refresh keeps the order', async () => {
  const user = userEvent.setup();
  const { rerender } = renderRows(SPECS);
  await user.click(button('Budget left'));
  expect(names()).toEqual(['cart', 'login', 'mail']);
  expect(heading('Budget left')).toHaveAttribute('aria-sort', 'ascending');
  expect(heading('Status')).not.toHaveAttribute('aria-sort');
  expect(screen.getByRole('grid', { name: 'SLOs by Budget left' })).toBeVisible();
  await user.keyboard('{Enter}');
  expect(names()).toEqual(['login', 'cart', 'mail']);
  rerender(<Panel data={panelData([sloFrame(SPECS.map((spec) => ({ ...spec, status: 'healthy' })))])} />);
  expect(names()).toEqual(['login', 'cart', 'mail']);
  await user.keyboard(' ');
  expect(heading('Status')).toHaveAttribute('aria-sort', 'descending');
});

test('a question that comes anew keeps the order', async () => {
  const { rerender } = render(<Panel data={panelData([sloFrame(SPECS)])} />);
  await userEvent.setup().click(button('SLO'));
  rerender(<Panel data={panelData([sloFrame([])])} />);
  rerender(<Panel data={panelData([sloFrame(SPECS)])} />);
  expect(names()).toEqual(['cart', 'login', 'mail']);
});
