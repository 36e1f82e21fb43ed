import React from 'react';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Slo } from '../../core/slo/slo';
import type { SloDataSource } from '../datasource';
import type { SloQuery } from '../types';
import { QueryEditor } from './QueryEditor';
import { showListsInFull } from './testing';

const slos = [
  { service: 'orders', name: 'eu', owner: 'waiters', labels: { region: 'eu', provider: 'aws' } },
  { service: 'kitchen', name: 'us', labels: { region: 'us' } },
] as Array<Partial<Slo>>;
const datasource = { listSlos: () => Promise.resolve(slos), endSeconds: () => 0 } as unknown as SloDataSource;

async function editor(query: Partial<SloQuery> = {}) {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  render(
    <QueryEditor
      datasource={datasource}
      query={{ refId: 'A', schemaVersion: 1, queryType: 'slos', ...query }}
      onChange={onChange}
      onRunQuery={onRunQuery}
    />
  );
  // The choices arrive a moment after the editor.
  await act(() => Promise.resolve());
  return { onChange, onRunQuery, changed: () => onChange.mock.lastCall?.[0] as SloQuery };
}

/** Chooses from a list as a person does: opens it and clicks. */
async function choose(label: string, option: string | RegExp) {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

beforeAll(showListsInFull);

describe('query editor', () => {
  it.each([
    ['Services', 'kitchen', { services: ['kitchen'] }],
    ['SLOs', 'eu', { slos: ['eu'] }],
    ['Owners', 'waiters', { owners: ['waiters'] }],
    ['Window', '14d', { window: '14d' }],
  ])('filters by what is chosen under %s', async (label, option, expected) => {
    const { changed, onRunQuery } = await editor();
    await choose(label, option);
    expect(changed()).toMatchObject(expected);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('offers the labels that SLOs have, with their values', async () => {
    const { changed, onRunQuery } = await editor({ labels: [{ label: 'region', values: [] }] });
    await choose('is one of', 'us');
    expect(changed().labels).toEqual([{ label: 'region', values: ['us'] }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    await choose('Label 1', 'provider');
    expect(changed().labels).toEqual([{ label: 'provider', values: [] }]);
  });

  it('does not ask again for a filter that has only been begun', async () => {
    const { changed, onRunQuery } = await editor();
    await userEvent.click(screen.getByRole('button', { name: 'Filter by label' }));
    expect(changed().labels).toEqual([{ label: '', values: [] }]);
    expect(onRunQuery).not.toHaveBeenCalled();
  });

  it('offers one empty label filter at a time, and drops the one that is removed', async () => {
    const labels = [
      { label: 'region', values: ['eu'] },
      { label: '', values: [] },
    ];
    const { changed, onRunQuery } = await editor({ labels });
    expect(screen.getByRole('button', { name: 'Filter by label' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Remove label filter 1' }));
    expect(changed().labels).toEqual([{ label: '', values: [] }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes a template variable, and asks once it is entered rather than at every key', async () => {
    const { changed, onRunQuery } = await editor();
    await userEvent.type(screen.getByLabelText('Window'), '$window');
    expect(onRunQuery).not.toHaveBeenCalled();
    await userEvent.click(await screen.findByRole('option', { name: /\$window/ }));
    expect(changed().window).toBe('$window');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('goes back to the windows that the SLOs define', async () => {
    const { changed } = await editor({ window: '7d' });
    await choose('Window', 'As defined');
    expect(changed().window).toBe('');
  });

  it.each([
    ['7 days', /No duration such as 7d/],
    ['45d', null],
    ['$window', null],
    ['own', null],
  ])('judges the window %j', async (window, problem) => {
    await editor({ window });
    const alerts = await waitFor(() => screen.queryAllByRole('alert').map(({ textContent }) => textContent));
    expect(alerts).toEqual(problem === null ? [] : [expect.stringMatching(problem)]);
    expect(screen.getByLabelText('Window')).toHaveValue(window === 'own' ? 'As defined' : window);
  });

  it('offers the episodes', async () => {
    const { changed } = await editor();
    await choose('Show', /^Episodes/);
    expect(changed().queryType).toBe('episodes');
  });

  it('asks for the unit of a budget only', async () => {
    const { changed } = await editor({ queryType: 'budget' });
    expect(screen.getByRole('radio', { name: 'Percent' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Minutes' }));
    expect(changed().unit).toBe('minutes');
  });

  it('asks what annotations mark', async () => {
    const { changed } = await editor({ queryType: 'annotations' });
    expect(screen.getByRole('radio', { name: 'Episodes' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Exclusions' }));
    expect(changed().mark).toBe('exclusions');
  });

  it('asks how latency is told, and by which label', async () => {
    const { changed } = await editor({ queryType: 'latency' });
    expect(screen.getByRole('radio', { name: 'Share' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Quantiles' }));
    expect(changed().latency).toBe('quantiles');
    await choose('Group by', 'region');
    expect(changed().groupBy).toBe('region');
  });

  it('stops grouping', async () => {
    const { changed } = await editor({ queryType: 'latency', groupBy: 'zone' });
    expect(screen.getByLabelText('Group by')).toHaveValue('zone');
    await choose('Group by', 'Nothing');
    expect(changed().groupBy).toBe('');
  });

  it('groups no heatmap', async () => {
    await editor({ queryType: 'latency', latency: 'heatmap' });
    expect(screen.queryByLabelText('Group by')).not.toBeInTheDocument();
  });

  it('has no unit where no budget is shown', async () => {
    await editor({ queryType: 'slos' });
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });
});
