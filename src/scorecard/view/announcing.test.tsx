import React from 'react';
import { render, screen } from '@testing-library/react';
import { panelData, request, sloFrame, type Spec } from '../testing';
import { FAILED, Panel } from './testing';

const shop = (statuses: string[]): Spec[] => statuses.map((status, index) => ({ name: `slo-${index}`, status }));
const data = (statuses: string[]) => panelData([sloFrame(shop(statuses))]);
const log = () => screen.getByRole('log', { name: 'Changes of status' });

test('what a refresh has changed is told in one sentence, the worst of it by name', () => {
  const { rerender } = render(<Panel data={data(['healthy', 'healthy', 'burning'])} />);
  expect(log()).toBeEmptyDOMElement();
  rerender(<Panel data={data(['healthy', 'burning', 'burning'])} />);
  expect(log()).toHaveTextContent(/^shop slo-1 is now Burning\.$/);
  rerender(<Panel data={data(['blind', 'healthy', 'healthy'])} />);
  expect(log()).toHaveTextContent(/^shop slo-0 is now Blind; 2 more changed\.$/);
  rerender(<Panel data={data(['blind', 'healthy', 'healthy'])} />);
  expect(log()).toBeEmptyDOMElement();
});

test('neither a refresh that fails nor another question is a change', () => {
  const { rerender } = render(<Panel data={data(['healthy'])} />);
  rerender(<Panel data={panelData([], FAILED)} />);
  expect(log()).toBeEmptyDOMElement();
  const other = { ...data(['burning']), request: request([{ refId: 'B' }]) };
  rerender(<Panel data={other} />);
  expect(log()).toBeEmptyDOMElement();
});
