import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { showListsInFull } from '../../shared/testing/lists';
import { policyOf, POLICY } from '../../core/release/policy/testing';
import type { SloQuery } from '../types';
import { choicesArrive, choose, dataSourceWith, offered } from './editorTesting';
import { ReleaseFields } from './ReleaseFields';

async function fields(query: Partial<SloQuery> = {}, versions: () => Promise<string[]> = async () => ['v2', 'v1']) {
  const datasource = dataSourceWith({ variables: ['$release'] });
  jest.spyOn(datasource, 'listPolicies').mockResolvedValue([policyOf(POLICY)]);
  jest.spyOn(datasource, 'listReleases').mockImplementation(versions);
  const onChange = jest.fn();
  render(
    <ReleaseFields
      id="x"
      datasource={datasource}
      query={{ refId: 'A', schemaVersion: 1, queryType: 'release', ...query }}
      onChange={onChange}
    />
  );
  await choicesArrive();
  return onChange;
}

beforeAll(showListsInFull);

it('offers the policies, and the versions of the one that is chosen', async () => {
  const onChange = await fields();
  await choose('Policy', 'shop');
  expect(onChange).toHaveBeenLastCalledWith({ policy: 'shop' });
});

it('offers versions and variables, and takes every other version for no baseline', async () => {
  const onChange = await fields({ policy: 'shop', version: 'v2', baseline: 'v1' });
  expect(await offered('Version')).toEqual(['$release', 'v2', 'v1']);
  await choose('Version', 'v1');
  expect(onChange).toHaveBeenLastCalledWith({ version: 'v1' });
  await choose('Baseline', 'Every other version');
  expect(onChange).toHaveBeenLastCalledWith({ baseline: '' });
});

it('asks once a start is written, and not at every key', async () => {
  const onChange = await fields({ policy: 'shop', version: 'v2' });
  await userEvent.type(screen.getByLabelText('Start'), '1790000000');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(onChange).toHaveBeenLastCalledWith({ start: '1790000000' });
  await userEvent.type(screen.getByLabelText('Attempt'), '2{Enter}');
  expect(onChange).toHaveBeenLastCalledWith({ attempt: '2' });
});

it('says why no versions are offered', async () => {
  await fields({ policy: 'shop' }, () => Promise.reject(new Error('queue is full')));
  expect(await screen.findByText('queue is full')).toBeVisible();
});
