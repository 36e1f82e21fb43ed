import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, panelData, sloFrame } from '../testing';
import { POLICY_ICONS } from './policyWords';
import { CART, cell, FAILED, Panel, renderRows } from './testing';

const REASON = 'The error budget of the window is spent: no releases. Exempt: P0 fixes, security fixes.';

function chip(name: string): HTMLElement {
  return within(cell(name, 'Releases')).getByRole('button');
}

test.each([
  ['freeze', { status: 'breached', budget: -0.4 }, 'Freeze'],
  ['signOff', { status: 'atRisk', budget: 0.2 }, 'Sign-off'],
  ['normal', { status: 'healthy', budget: 0.8 }, 'Normal'],
  ['unknown', { status: 'blind', budget: null, dataState: 'noData' }, 'Cannot tell'],
])('%s: a word with an icon, and the reason one click away', async (policy, seen, word) => {
  renderRows([{ name: 'cart', policy, policyReason: REASON, ...seen }]);
  expect(chip('cart')).toHaveAccessibleName(word);
  expect(chip('cart')).toHaveAccessibleDescription(REASON);
  expect(chip('cart').querySelector('svg')).not.toBeNull();
  await userEvent.setup().click(chip('cart'));
  const opened = screen.getByTestId('toggletip-content');
  expect(opened).toHaveTextContent(`Releases: ${word}`);
  expect(opened).toHaveTextContent(REASON);
});

test('the icons of all states differ', () => {
  expect(new Set(Object.values(POLICY_ICONS)).size).toBe(4);
});

test('a source without a policy has no such column', () => {
  renderRows([CART]);
  expect(screen.queryByRole('columnheader', { name: 'Releases' })).not.toBeInTheDocument();
});

test('a row of another source without a policy has a dash', () => {
  const frames = [sloFrame([{ ...CART, policy: 'normal' }]), sloFrame([{ name: 'login' }], 'B')];
  render(<Panel data={panelData(frames)} />);
  expect(chip('cart')).toHaveAccessibleName('Normal');
  expect(cell('login', 'Releases')).toHaveTextContent('—');
});

test.each([
  ['burning', 0.8, 'measured'],
  ['breached', -0.1, 'measured'],
  ['blind', null, 'noData'],
  ['healthy', 0.8, 'partial'],
  ['healthy', 0.8, 'error'],
])('normal beside %s, a budget of %s and %s is not believed', (status, budget, dataState) => {
  renderRows([{ name: 'cart', status, budget, dataState, policy: 'normal', policyReason: 'All is well.' }]);
  expect(chip('cart')).toHaveAccessibleName('Cannot tell');
  expect(chip('cart')).toHaveAccessibleDescription(/does not bear that out/);
});

test('a state that the panel does not know is none', () => {
  renderRows([{ ...CART, policy: 'open' }]);
  expect(chip('cart')).toHaveAccessibleName('Cannot tell');
});

test('a source that gives no reason is helped out', () => {
  renderRows([{ name: 'cart', status: 'breached', budget: -0.4, policy: 'freeze' }]);
  expect(chip('cart')).toHaveAccessibleDescription('The error-budget policy stops releases.');
});

test('what was said before a refresh failed does not hold any more', () => {
  const frame = sloFrame([{ ...CART, policy: 'normal', details: { atMilliseconds: AT } }]);
  const { rerender } = render(<Panel data={panelData([frame])} />);
  expect(chip('cart')).toHaveAccessibleName('Normal');
  rerender(<Panel data={panelData([], FAILED)} />);
  expect(chip('cart')).toHaveAccessibleName('Cannot tell');
  expect(chip('cart')).toHaveAccessibleDescription(/no number now/);
});
