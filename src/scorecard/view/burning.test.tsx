import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { LoadingState } from '@grafana/data';
import { AT, panelData, sloFrame, type Spec } from '../testing';
import { cell, FAILED, Panel, renderRows } from './testing';

const MINUTE = 60_000;
const LOGIN: Spec = {
  name: 'login',
  status: 'burning',
  statusReason: 'Both windows burn: worth a page.',
  firingPair: 'page 5m/1h',
  burningSince: AT - 130 * MINUTE,
  burnRates: { '5m': 40, '1h': 20 },
  details: { atMilliseconds: AT, burningSinceSeen: true },
};

const status = (name: string) => cell(name, 'Status');

test('says for how long it has burned', () => {
  renderRows([LOGIN]);
  expect(status('login')).toHaveTextContent('Burningfor 2 h 10 min');
});

test('names the alert that fires where no burn rate is marked', () => {
  renderRows([LOGIN], { width: 400 });
  expect(status('login')).toHaveTextContent('Burningfor 2 h 10 minpage 5m/1h');
});

test('tells onset and alert one click away, in the time zone of the dashboard', async () => {
  renderRows([LOGIN]);
  await userEvent.setup().click(within(status('login')).getByRole('button'));
  // AT is 02:13:05 in UTC.
  expect(screen.getByTestId('toggletip-content')).toHaveTextContent(
    'Both windows burn: worth a page. Fires: page 5m/1h. Burning since 00:03:05 UTC.'
  );
});

test('an onset that nobody saw may be earlier', () => {
  renderRows([{ ...LOGIN, details: { atMilliseconds: AT, burningSinceSeen: false } }]);
  expect(status('login')).toHaveTextContent('over 2 h 10 min');
  expect(within(status('login')).getByRole('button')).toHaveAccessibleDescription(/since 00:03:05 UTC or before\.$/);
});

test('an onset without a word on whether it was seen is not taken for one', () => {
  renderRows([{ ...LOGIN, details: { atMilliseconds: AT } }]);
  expect(status('login')).toHaveTextContent('over 2 h 10 min');
});

test('an onset that nobody can tell leaves the alert', () => {
  renderRows([{ ...LOGIN, burningSince: null }]);
  expect(status('login')).toHaveTextContent(/^Burning$/);
  expect(within(status('login')).getByRole('button')).toHaveAccessibleDescription(/Fires: page 5m\/1h\.$/);
});

test('a breached row is not said to be so since the onset', () => {
  renderRows([{ ...LOGIN, status: 'breached', budget: -0.2 }]);
  expect(status('login')).toHaveTextContent(/^Breached$/);
  expect(within(status('login')).getByRole('button')).toHaveAccessibleDescription(/Burning since 00:03:05 UTC\.$/);
});

test('stays while the next answer is on its way, and goes with the numbers', () => {
  const answer = (spec: Spec) => sloFrame([spec]);
  const { rerender } = render(<Panel data={panelData([answer(LOGIN)])} />);
  const later = { atMilliseconds: AT + MINUTE };
  rerender(
    <Panel
      data={panelData([answer({ ...LOGIN, burningSince: null, details: later })], { state: LoadingState.Loading })}
    />
  );
  expect(status('login')).toHaveTextContent('for 2 h 11 min');
  rerender(<Panel data={panelData([], FAILED)} />);
  expect(status('login')).toHaveTextContent(/^Blindwas Burning at 02:14$/);
});

test('names the group that was hit, and none where none stands out', () => {
  renderRows([{ ...LOGIN, worstGroup: 'region: eu' }]);
  expect(status('login')).toHaveTextContent('Burningfor 2 h 10 minregion: eu');
});
