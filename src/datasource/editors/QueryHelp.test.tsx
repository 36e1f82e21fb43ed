import React from 'react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { migrateQuery } from '../query';
import { datasource } from '../testedDataSource';
import type { SloQuery } from '../types';
import { helpExamples } from './helpExamples';
import { QueryHelp } from './QueryHelp';

function help() {
  const onClickExample = jest.fn<void, [SloQuery]>();
  const query: SloQuery = {
    refId: 'B',
    schemaVersion: 1,
    queryType: 'latency',
    latency: 'heatmap',
    window: '7d',
    services: ['$service'],
    labels: [{ label: 'region', values: ['eu'] }],
  };
  render(<QueryHelp datasource={datasource()} query={query} onClickExample={onClickExample} />);
  return () => onClickExample.mock.lastCall![0];
}

describe('help', () => {
  it('has examples for everyone who asks', () => {
    help();
    for (const name of ['You keep services reliable', 'You are on call', 'You decide on a release']) {
      expect(within(screen.getByRole('region', { name })).getAllByRole('button').length).toBeGreaterThan(2);
    }
  });

  it('sets the query about the same SLOs', async () => {
    const clicked = help();
    await userEvent.click(screen.getByRole('button', { name: 'Which months kept the objective?' }));
    expect(clicked()).toEqual({
      refId: 'B',
      schemaVersion: 1,
      queryType: 'spent',
      per: 'month',
      services: ['$service'],
      labels: [{ label: 'region', values: ['eu'] }],
    });
  });

  it('has examples that stay what they are', () => {
    for (const { query } of helpExamples().flatMap(({ examples }) => examples)) {
      expect(migrateQuery({ refId: 'A', ...query })).toMatchObject(query);
    }
  });
});
