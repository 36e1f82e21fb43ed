import React from 'react';
import { render, screen } from '@testing-library/react';
import { panelData, sloFrame } from '../testing';
import { CART, cell, Panel, row } from './testing';

const data = panelData([sloFrame([{ ...CART, trend: [0.5, 0.4] }])]);
const headings = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

test('columns are those chosen, in that order, and what is left out is told one click away', () => {
  render(<Panel data={data} options={{ columns: ['budget', 'slo', 'status'] }} />);
  expect(headings()).toEqual(['Budget left', 'SLO', 'Status']);
  expect(cell('cart', 'Budget left')).toHaveTextContent(/^83\.2%$/);
  expect(cell('cart', 'SLO')).toHaveAttribute('role', 'rowheader');
  expect(screen.getByRole('button', { name: '83.2%' })).toHaveAccessibleDescription(/Exhaustion: not at this rate/);
});

test('compact rows and text for the wall say the same', () => {
  const { rerender } = render(<Panel data={data} />);
  const told = row('cart').textContent;
  rerender(<Panel data={data} options={{ density: 'compact' }} />);
  expect(row('cart')).toHaveTextContent(told ?? '');
  rerender(<Panel data={data} width={2400} options={{ textSize: 'wall' }} />);
  expect(row('cart')).toHaveTextContent(told ?? '');
});
