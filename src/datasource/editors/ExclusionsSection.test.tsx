import React, { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { ExclusionsSection } from './ExclusionsSection';
import { showListsInFull } from '../../shared/testing/lists';

showListsInFull();

/** The section as the settings show it: changes come back. */
function Live({ initial, readOnly, saved }: { initial: SloDataSourceOptions; readOnly: boolean; saved: jest.Mock }) {
  const [jsonData, setJsonData] = useState(initial);
  saved(jsonData);
  const options = { jsonData, readOnly } as DataSourceSettings<SloDataSourceOptions>;
  return <ExclusionsSection options={options} onOptionsChange={(next) => setJsonData(next.jsonData)} />;
}

function section(initial: SloDataSourceOptions = {}, readOnly = false): () => SloDataSourceOptions {
  const saved = jest.fn();
  render(<Live initial={initial} readOnly={readOnly} saved={saved} />);
  return () => saved.mock.lastCall[0];
}

// To look at the style of every ancestor before each click takes most of the time there is.
const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never });
const button = (name: string) => screen.getByRole('button', { name });
const entries = () => within(screen.getByRole('list', { name: 'Exclusions' })).getAllByRole('listitem');
/** In one go: a key at a time, the whole form is rendered for each. */
async function paste(field: HTMLElement, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}
const type = (name: RegExp, text: string) => paste(screen.getByRole('textbox', { name }), text);
/** Date and time fields are no text boxes, and take their value whole. */
const set = (name: RegExp, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } });

async function choose(name: RegExp, option: string): Promise<void> {
  // Only a part of a long list is there until it is narrowed down.
  await paste(screen.getByRole('combobox', { name }), option);
  await user.click(await screen.findByRole('option', { name: option }));
}

const move = { reason: 'Move', author: 'anna', from: '2026-11-20T22:00:00Z', to: '2026-11-21T02:00:00Z' };
const patches = {
  reason: 'Patches',
  weekly: { day: 'sunday', from: '02:00', to: '04:00', timeZone: 'Europe/Berlin' },
  match: { tier: ['1', '2'], region: 'eu' },
};

it('tells each exclusion in words', () => {
  section({ exclusions: [move, patches] });
  expect(entries().map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Move2026-11-20 22:00 to 2026-11-21 02:00 UTC · for all SLOs · decided by anna'),
    expect.stringContaining(
      'PatchesEvery Sunday from 02:00 to 04:00 (Europe/Berlin) · for SLOs with tier=1, tier=2, region=eu'
    ),
  ]);
});

it('adds one for one time, as provisioning would write it', async () => {
  const stored = section();
  await user.click(button('Add exclusion'));
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveFocus();
  await type(/^Reason/, 'Move');
  await type(/^Decided by/, 'anna');
  set(/^From/, '2026-11-20T22:00');
  set(/^To/, '2026-11-21T02:00');
  await type(/labels/, 'region=eu, tier=1, tier=2');
  await user.tab();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(stored()).toEqual({
    schemaVersion: 1,
    exclusions: [{ ...move, match: { region: 'eu', tier: ['1', '2'] } }],
  });
  await user.click(button('Done with exclusion 1'));
  expect(screen.queryByRole('textbox', { name: /^Reason/ })).not.toBeInTheDocument();
  expect(entries()[0]).toHaveTextContent('2026-11-20 22:00 to 2026-11-21 02:00');
});

it('adds one for every week', async () => {
  const stored = section();
  await user.click(button('Add exclusion'));
  await type(/^Reason/, 'Patches');
  await user.click(screen.getByRole('radio', { name: 'Every week' }));
  await choose(/^Day/, 'Sunday');
  set(/^From/, '02:00');
  set(/^To/, '04:00');
  expect(stored().exclusions).toEqual([{ reason: 'Patches', weekly: { ...patches.weekly, timeZone: 'UTC' } }]);
});

it('takes the zone whose clock is meant', async () => {
  const stored = section({ exclusions: [patches] });
  await user.click(button('Edit exclusion 1'));
  await choose(/^Time zone/, 'Europe/Paris');
  expect(stored().exclusions).toEqual([{ ...patches, weekly: { ...patches.weekly, timeZone: 'Europe/Paris' } }]);
});

it('says what is missing once it was passed, and not before', async () => {
  section();
  await user.click(button('Add exclusion'));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  await user.tab();
  expect(screen.getByRole('alert')).toHaveTextContent('Give a reason.');
  await user.click(button('Done with exclusion 1'));
  expect(entries()[0]).toHaveTextContent('Exclusion 1 has no reason, and excludes nothing without one.');
  expect(entries()[0]).toHaveTextContent('Exclusion 1 has no “from”, and excludes nothing without it.');
});

it.each([
  [{ ...move, to: '2026-11-20T22:04:00Z' }, 'It must be at least five minutes after the start.'],
  [{ ...move, to: '2026-11-20T21:00:00Z' }, 'It must be later than the start.'],
  [{ ...move, from: '2026-11-20 22:00' }, '“2026-11-20 22:00” is no time with its offset. Choose it anew.'],
  [{ ...move, match: { tier: 1 } }, '“{"tier":1}” is no list of labels with a text each.'],
  [{ ...patches, weekly: { ...patches.weekly, day: 'so' } }, 'Choose a day.'],
  [{ ...patches, weekly: { ...patches.weekly, from: '25:00' } }, 'Give a time of the day.'],
  [{ ...patches, weekly: { ...patches.weekly, timeZone: 'Berlin' } }, 'Choose a time zone.'],
])('says beside the field what is wrong with what is configured: %j', async (wrong, words) => {
  section({ exclusions: [move, wrong] });
  expect(entries()[1]).toHaveTextContent(/Exclusion 2/);
  await user.click(button('Edit exclusion 2'));
  expect(screen.getByRole('alert')).toHaveTextContent(words);
});

it('keeps what it does not show, and the other exclusions', async () => {
  const stored = section({ exclusions: [{ ...move, ticket: 'OPS-1' }, patches], documents: 'x' });
  await user.click(button('Edit exclusion 1'));
  await user.clear(screen.getByRole('textbox', { name: /^Decided by/ }));
  const { author: _, ...rest } = move;
  expect(stored()).toEqual({ schemaVersion: 1, exclusions: [{ ...rest, ticket: 'OPS-1' }, patches], documents: 'x' });
});

it('gives the times back to those who change their mind', async () => {
  const stored = section({ exclusions: [move] });
  await user.click(button('Edit exclusion 1'));
  await user.click(screen.getByRole('radio', { name: 'Every week' }));
  expect(stored().exclusions).toEqual([
    { reason: 'Move', author: 'anna', weekly: { day: '', from: '', to: '', timeZone: 'UTC' } },
  ]);
  await user.click(screen.getByRole('radio', { name: 'Once' }));
  expect(stored().exclusions).toEqual([move]);
});

it('removes one', async () => {
  const stored = section({ exclusions: [move, patches] });
  await user.click(button('Remove exclusion 1'));
  expect(stored().exclusions).toEqual([patches]);
});

it('takes no more than are read', () => {
  section({ exclusions: Array.from({ length: 101 }, () => move) });
  expect(button('Add exclusion')).toBeDisabled();
  expect(screen.getByText('There are 101 exclusions; the first 100 count.')).toBeInTheDocument();
});

it('stores the tag of annotations, and nothing where it is empty', async () => {
  const stored = section();
  await type(/tag/, 'slo-exclusion');
  expect(stored().exclusionTag).toBe('slo-exclusion');
  await user.clear(screen.getByRole('textbox', { name: /tag/ }));
  expect(stored().exclusionTag).toBeUndefined();
});

it('cannot be changed where the data source is provisioned', () => {
  section({ exclusions: [move, { reason: 'x' }], exclusionTag: 'off' }, true);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /tag/ })).toBeDisabled();
  expect(entries()[1]).toHaveTextContent('Exclusion 2 has no “from”');
});

it.each(['text', { a: 1 }, ['text'], [null], [{ ...patches, weekly: 'sunday' }]])(
  'survives a structure like %j',
  async (given) => {
    const stored = section({ exclusions: given });
    await user.click(button('Add exclusion'));
    await type(/^Reason/, 'Move');
    expect((stored().exclusions as unknown[]).at(-1)).toEqual({ reason: 'Move', from: '', to: '' });
  }
);
