import type { AdHocVariableFilter, DataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { datasource, request, values } from './testedDataSource';
import { prometheus } from './testedRuntime';
import { slothStore } from './testing';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

beforeEach(() => {
  prometheus(slothStore(['availability', 'latency']));
});

async function filtered(...filters: AdHocVariableFilter[]) {
  const response = await lastValueFrom(datasource().query({ ...request({}), filters }));
  const notices = (response.data as DataFrame[]).flatMap(({ meta }) => meta?.notices ?? []).map(({ text }) => text);
  return { names: values(response, 'name'), notices, errors: response.errors?.map(({ message }) => message) ?? [] };
}

describe('ad-hoc filters', () => {
  it.each<[AdHocVariableFilter, string[]]>([
    [{ key: 'slo', operator: '=', value: 'latency' }, ['latency']],
    [{ key: 'slo', operator: '!~', value: 'lat.*' }, ['availability']],
    [{ key: 'slo', operator: '=|', value: 'latency', values: ['latency', 'other'] }, ['latency']],
    [{ key: 'region', operator: '=', value: 'us' }, []],
    [{ key: '', operator: '=', value: '' }, ['availability', 'latency']],
  ])('%j', async (filter, expected) => {
    const { names, notices, errors } = await filtered(filter);
    expect([...names].sort()).toEqual(expected);
    expect({ notices, errors }).toEqual({ notices: [], errors: [] });
  });

  it('say when no SLO has the label', async () => {
    const { names, notices } = await filtered({ key: 'pod', operator: '=', value: 'x' });
    expect(names).toEqual([]);
    expect(notices).toEqual([
      'No SLO has the label pod, so the filter on it compares with nothing. Recording rules may have dropped it.',
    ]);
  });

  it.each([
    [
      '<',
      '5',
      'The filter on slo compares by “<”, which SLOs cannot be compared by. Choose one of =, !=, =~, !~, =|, !=|.',
    ],
    ['=~', '(', 'The filter on slo: “(” is no regular expression.'],
  ])('refuse %s %s', async (operator, value, message) => {
    expect((await filtered({ key: 'slo', operator, value })).errors).toEqual([message]);
  });

  it('offer the labels of the SLOs, and what else tells them apart', async () => {
    const ds = datasource();
    expect(await ds.getTagKeys()).toEqual(['region', 'service', 'slo', 'tool', 'upstream'].map((text) => ({ text })));
    expect(await ds.getTagValues({ key: 'slo' })).toEqual(['availability', 'latency'].map((text) => ({ text })));
    expect(await ds.getTagValues({ key: 'pod' })).toEqual([]);
  });
});
