import React from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SloDataSourceOptions } from '../types';
import { SuggestionsSection } from './SuggestionsSection';

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    getInstanceSettings: ({ uid }: { uid: string }) =>
      uid === 'gone' ? undefined : { uid, name: `prom-${uid}`, type: uid === 'loki' ? 'loki' : 'prometheus' },
  }),
}));
jest.mock('../../shared/suggestions/Suggestions', () => ({
  Suggestions: ({ upstream, onAccept }: { upstream: { uid: string }; onAccept: (documents: string) => void }) => (
    <button onClick={() => onAccept(`kind: ${upstream.uid}\n`)}>accept</button>
  ),
}));

function section(jsonData: SloDataSourceOptions, readOnly = false) {
  const changed = jest.fn();
  const options = { jsonData, readOnly } as DataSourceSettings<SloDataSourceOptions>;
  render(<SuggestionsSection options={options} onOptionsChange={changed} />);
  return changed;
}

async function accept() {
  await userEvent.click(screen.getByRole('button', { name: 'Suggest SLOs from prom-eu' }));
  await userEvent.click(screen.getByRole('button', { name: 'accept' }));
}

const upstreams = [{ uid: 'eu' }];

describe('the section of suggestions', () => {
  it('offers every upstream that can be asked, and asks none by itself', () => {
    section({ upstreams: [{ uid: 'eu' }, { uid: '' }, { uid: 'gone' }, { uid: 'loki' }, { uid: 'us' }] });
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Suggest SLOs from prom-eu',
      'Suggest SLOs from prom-us',
    ]);
  });

  it('is not there without upstreams', () => {
    section({});
    expect(screen.queryByText('Suggest SLOs from metrics')).not.toBeInTheDocument();
  });

  it.each<[string, SloDataSourceOptions['documents'], SloDataSourceOptions['documents']]>([
    ['starts the documents', undefined, 'kind: eu\n'],
    ['goes on after the documents', 'kind: SLO\n', 'kind: SLO\n---\nkind: eu\n'],
    ['adds to a list of documents', [{ kind: 'SLO' }], [{ kind: 'SLO' }, 'kind: eu\n']],
  ])('%s', async (_, documents, expected) => {
    const changed = section({ upstreams, ...(documents === undefined ? {} : { documents }) });
    await accept();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(changed.mock.lastCall[0].jsonData).toEqual({ schemaVersion: 1, upstreams, documents: expected });
  });

  it('shows the text where the data source cannot be changed', async () => {
    const changed = section({ upstreams }, true);
    await accept();
    expect(changed).not.toHaveBeenCalled();
    expect(screen.getByText('kind: eu')).toBeInTheDocument();
    expect(screen.getByText(/in the file that provisions it/)).toBeInTheDocument();
  });
});
