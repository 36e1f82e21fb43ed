import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, panelData, sloFrame, type Spec } from '../testing';
import { CELLS } from './columns';
import { FAILED, Panel, row } from './testing';

const SPECS: Spec[] = Array.from({ length: 9 }, (_, index) => ({
  name: `slo-${index}`,
  budget: 0.1 + index / 20,
  burnRates: { '6h': 0.5 },
  trend: [0.9, 0.5],
  details: { atMilliseconds: AT },
}));
/** A refresh half a minute later, in frames of its own, in which some SLOs are otherwise. */
const later = (changed: Record<string, Partial<Spec>> = {}) =>
  panelData([
    sloFrame(SPECS.map((spec) => ({ ...spec, details: { atMilliseconds: AT + 30_000 }, ...changed[spec.name] }))),
  ]);
const first = () => panelData([sloFrame(SPECS)]);

afterEach(() => jest.restoreAllMocks());

test('a refresh draws those rows anew that have changed', () => {
  const drawn = jest.spyOn(CELLS, 'sli');
  const { rerender } = render(<Panel data={first()} />);
  expect(new Set(drawn.mock.calls.map(([props]) => props.row.name)).size).toBe(9);
  drawn.mockClear();
  rerender(<Panel data={later()} />);
  expect(drawn).not.toHaveBeenCalled();
  rerender(<Panel data={later({ 'slo-3': { sli: 0.7 } })} />);
  expect(drawn.mock.calls.map(([props]) => props.row.name)).toEqual(['slo-3']);
  drawn.mockClear();
  rerender(<Panel data={later({ 'slo-3': { sli: 0.7 } })} width={700} />);
  expect(drawn).toHaveBeenCalledTimes(9);
});

describe('a row that got worse', () => {
  const WORSE = { 'slo-4': { status: 'burning' }, 'slo-5': { status: 'atRisk' } };
  const mark = (name: string) => within(row(name)).queryByText(/^worse: was/);

  test('says so until somebody points at it, and others go on saying it', async () => {
    const { rerender } = render(<Panel data={first()} />);
    rerender(<Panel data={later(WORSE)} />);
    expect(mark('slo-4')).toHaveTextContent('worse: was Healthy');
    expect(mark('slo-5')).toBeVisible();
    expect(mark('slo-3')).not.toBeInTheDocument();
    rerender(<Panel data={later(WORSE)} />);
    expect(mark('slo-4')).toBeVisible();
    await userEvent.setup().hover(within(row('slo-4')).getByText('slo-4'));
    expect(mark('slo-4')).not.toBeInTheDocument();
    expect(mark('slo-5')).toBeVisible();
  });

  test('says so until the keyboard comes to it', async () => {
    const { rerender } = render(<Panel data={first()} />);
    rerender(<Panel data={later({ 'slo-4': { status: 'burning' } })} />);
    const user = userEvent.setup();
    await user.type(screen.getByRole('searchbox', { name: 'Search SLOs' }), '{Enter}');
    expect(row('slo-4')).toContainElement(document.activeElement as HTMLElement);
    expect(mark('slo-4')).not.toBeInTheDocument();
  });

  test('says from where it came at first, and nothing any more once it is as well as then', () => {
    const { rerender } = render(<Panel data={first()} />);
    rerender(<Panel data={later({ 'slo-4': { status: 'atRisk' } })} />);
    rerender(<Panel data={later({ 'slo-4': { status: 'burning' } })} />);
    expect(mark('slo-4')).toHaveTextContent('worse: was Healthy');
    rerender(<Panel data={later()} />);
    expect(mark('slo-4')).not.toBeInTheDocument();
  });

  test('is none that a failed refresh has no answer for', () => {
    const { rerender } = render(<Panel data={first()} />);
    rerender(<Panel data={panelData([], FAILED)} />);
    expect(screen.queryByText(/^worse: was/)).not.toBeInTheDocument();
    rerender(<Panel data={later()} />);
    expect(screen.queryByText(/^worse: was/)).not.toBeInTheDocument();
  });
});
