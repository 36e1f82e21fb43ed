import React from 'react';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { panelData, sloFrame, type Spec } from '../testing';
import { layOut, Panel, placed, renderRows } from './testing';

const ROW = 50;

beforeEach(() => layOut({ viewport: 600, row: ROW }));
afterEach(() => jest.restoreAllMocks());

const slos = (count: number): Spec[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `slo-${String(index).padStart(4, '0')}`,
    status: index === 250 ? 'burning' : 'healthy',
  }));

const drawn = () => screen.getAllByRole('rowheader').map(({ textContent }) => (textContent ?? '').slice(0, 8));
const table = () => screen.getByRole('grid', { name: 'SLOs, worst first' });

test.each([1, 100])('of %i rows all are drawn', (count) => {
  renderRows(slos(count));
  expect(drawn()).toHaveLength(count);
  expect(table()).toHaveAttribute('aria-rowcount', String(count + 1));
});

test('of 5,000 rows those in view are drawn, and each says which it is', async () => {
  renderRows(slos(5000));
  expect(drawn()[0]).toBe('slo-0250');
  await placed();
  const [header, first, second] = screen.getAllByRole('row');
  expect(table()).toHaveAttribute('aria-rowcount', '5001');
  expect(header).toHaveAttribute('aria-rowindex', '1');
  expect(first).toHaveAttribute('aria-rowindex', '2');
  expect(within(first ?? document.body).getByText('Burning')).toBeVisible();
  expect(second).toHaveAttribute('aria-rowindex', '3');
  expect(drawn().slice(0, 3)).toEqual(['slo-0250', 'slo-0000', 'slo-0001']);
  expect(drawn().length).toBeLessThan(40);
});

test('scrolling draws others, and a refresh keeps the place', async () => {
  const specs = slos(1000);
  const { rerender } = render(<Panel data={panelData([sloFrame(specs)])} />);
  await placed();
  const viewport = table().parentElement;
  if (!viewport) {
    throw new Error('nothing to scroll');
  }
  act(() => {
    viewport.scrollTop = 500 * ROW;
    fireEvent.scroll(viewport);
  });
  const shown = drawn();
  expect(shown).toContain('slo-0460');
  expect(shown).not.toContain('slo-0000');
  rerender(<Panel data={panelData([sloFrame(specs.map((spec) => ({ ...spec, budget: 0.4 })))])} />);
  expect(drawn()).toEqual(shown);
});

test('a printed page says that it may lack rows', () => {
  renderRows(slos(150));
  expect(screen.getByText('150 SLOs; those that the panel has no room for are not printed.')).toBeInTheDocument();
});
