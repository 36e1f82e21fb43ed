import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { PolicySection } from './PolicySection';

/** The section as the settings show it: changes come back. */
function Live({ initial, readOnly, saved }: { initial: unknown; readOnly: boolean; saved: (now: unknown) => void }) {
  const [jsonData, setJsonData] = useState({ errorBudgetPolicy: initial } as SloDataSourceOptions);
  saved(jsonData.errorBudgetPolicy);
  const options = { jsonData, readOnly } as DataSourceSettings<SloDataSourceOptions>;
  return <PolicySection options={options} onOptionsChange={(next) => setJsonData(next.jsonData)} />;
}

function section(initial?: unknown, readOnly = false): () => unknown {
  const saved = jest.fn();
  render(<Live initial={initial} readOnly={readOnly} saved={saved} />);
  return () => saved.mock.lastCall[0];
}

const signOff = () => screen.getByRole('spinbutton', { name: /^Sign-off below/ });
const freeze = () => screen.getByRole('spinbutton', { name: /^Freeze at or below/ });
const exemptions = () => screen.getByRole('textbox', { name: /^Exempt from both/ });

it('shows the usual policy where none is configured', () => {
  section();
  expect(signOff()).toHaveAttribute('placeholder', '25');
  expect(signOff()).toHaveValue(null);
  expect(freeze()).toHaveAttribute('placeholder', '0');
  expect(exemptions()).toHaveValue('P0 fixes\nsecurity fixes');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('stores what is typed and nothing else, and goes back to the usual when it is emptied', async () => {
  const stored = section();
  await userEvent.type(signOff(), '30');
  await userEvent.type(freeze(), '5');
  expect(stored()).toEqual({ defaults: { signOffBelowPercent: 30, freezeAtOrBelowPercent: 5 } });
  await userEvent.clear(signOff());
  expect(stored()).toEqual({ defaults: { freezeAtOrBelowPercent: 5 } });
});

it('stores one exemption a line, without what typing leaves between them', async () => {
  const stored = section();
  await userEvent.clear(exemptions());
  expect(stored()).toEqual({ defaults: { exemptions: [] } });
  await userEvent.type(exemptions(), 'roll backs {enter}{enter}P0 fixes{enter}');
  expect(exemptions()).toHaveValue('roll backs \n\nP0 fixes\n');
  expect(stored()).toEqual({ defaults: { exemptions: ['roll backs', 'P0 fixes'] } });
  await userEvent.tab();
  expect(exemptions()).toHaveValue('roll backs\nP0 fixes');
});

it('says what is wrong', async () => {
  section();
  await userEvent.type(signOff(), '250');
  expect(screen.getByRole('alert')).toHaveTextContent(
    'defaults.signOffBelowPercent is 250; it must be between 0 and 100.'
  );
  await userEvent.clear(signOff());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  await userEvent.type(freeze(), '40');
  expect(screen.getByRole('alert')).toHaveTextContent('the sign-off begins below 25 %, after the freeze at 40 %');
});

it('shows provisioned rules with what they take from the defaults, and keeps them', async () => {
  const rules = [
    { match: { tier: ['1', '2'], region: 'eu' }, signOffBelowPercent: 50, exemptions: [] },
    { match: { tier: '3' }, freezeAtOrBelowPercent: 700 },
  ];
  const stored = section({ defaults: { freezeAtOrBelowPercent: 5 }, rules });
  const [, first, second] = within(screen.getByRole('table', { name: 'Rules by label' })).getAllByRole('row');
  const cells = (row: HTMLElement) =>
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  expect(cells(first!)).toEqual(['tier: 1 | 2, region: eu', '50 %', '5 %', 'nothing']);
  expect(cells(second!)).toEqual(['tier: 3', 'has an error, see below']);
  expect(screen.getByRole('alert')).toHaveTextContent('rules[1].freezeAtOrBelowPercent is 700');
  await userEvent.type(signOff(), '40');
  expect(stored()).toEqual({ defaults: { freezeAtOrBelowPercent: 5, signOffBelowPercent: 40 }, rules });
});

it('cannot be changed where the data source is provisioned', () => {
  section({ defaults: { signOffBelowPercent: 30 } }, true);
  for (const field of [signOff(), freeze(), exemptions()]) {
    expect(field).toBeDisabled();
  }
  expect(signOff()).toHaveValue(30);
});

it.each(['strict', null, ['a'], { defaults: 'strict' }, { rules: 7 }])(
  'survives a structure like %j',
  async (given) => {
    const stored = section(given);
    expect(exemptions()).toHaveValue('P0 fixes\nsecurity fixes');
    await userEvent.type(freeze(), '1');
    expect(stored()).toMatchObject({ defaults: { freezeAtOrBelowPercent: 1 } });
  }
);
