import {
  createDataFrame,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { forkJoin, lastValueFrom, map, mergeAll, of, toArray } from 'rxjs';
import type { SloDataSource } from './datasource';
import { datasource, last, OF_EVERY_TYPE, panel, request, settled, values } from './testedDataSource';
import { held, isCatalogue, mockSettings, prometheus } from './testedRuntime';
import { slothStore } from './testing';
import type { SloQuery } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

const names = (response: DataQueryResponse | undefined) => (response ? values(response, 'name') : []);
const targetOf = (target: object) => target as { instant: boolean; range: boolean; expr: string };

describe('requests', () => {
  const document = (index: number) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: slo-${index} }
spec:
  service: orders
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { spec: { query: 'orders_total{slo="${index}",code=~"5.."}' } } }
        total: { metricSource: { spec: { query: 'orders_total{slo="${index}"}' } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

  it('keep instants and ranges apart, and at most 100 counters in a query', async () => {
    const documents = [Array.from({ length: 120 }, (_, index) => document(index)).join('---\n')];
    const asked = prometheus({});
    await last(datasource({ upstreams: [{ uid: 'prom' }], documents }), {});
    const targets = asked.map((one) => one.targets.map(targetOf));
    for (const own of targets) {
      expect(new Set(own.map(({ instant, range }) => `${instant} ${range}`)).size).toBe(1);
    }
    const leaves = targets.flat().map(({ expr }) => expr.split(/ or /).length);
    // 240 counters.
    expect(Math.max(...leaves)).toBe(100);
    expect(
      targets
        .flat()
        .filter(({ range }) => range)
        .map(({ expr }) => expr.split(/ or /).length)
    ).toEqual(expect.arrayContaining([100, 100, 40]));
  });

  it('of two panels that ask the same are one, and of others do not cancel each other', async () => {
    prometheus(slothStore(['availability']));
    const { ids, release, counts } = held('prom', (asked) => !isCatalogue(asked));
    const ds = datasource();
    await ds.listSlos(ds.endSeconds());
    const panels = [
      panel(ds, {}),
      panel(ds, {}, 'Q2'),
      panel(ds, { queryType: 'budget' }, 'Q3'),
      panel(ds, { window: '7d' }, 'Q4'),
    ];
    await settled();
    const parents = (asked: readonly string[]) => asked.map((id) => id.split('-')[0]).sort();
    // The table asks for numbers, lines, what leaves the windows and alerts; the budget for its lines and their end.
    expect(parents(ids())).toEqual(['Q1', 'Q1', 'Q1', 'Q1', 'Q3', 'Q3', 'Q4', 'Q4']);
    for (const _ of ['numbers and lines', 'what follows']) {
      release();
      await settled();
    }
    expect(counts.cancelled).toBe(0);
    expect(panels.map(({ packets }) => packets.at(-1)?.state)).toEqual(panels.map(() => LoadingState.Done));
    expect(names(panels[1]?.packets.at(-1))).toEqual(['availability']);
  });

  it('of several queries of one panel do not cancel each other', async () => {
    prometheus(slothStore(['availability']));
    const { counts, release } = held('prom');
    const done = lastValueFrom(
      datasource()
        .query(request(...OF_EVERY_TYPE))
        .pipe(toArray())
    );
    for (let round = 0; round < 6; round++) {
      await settled();
      release();
      await settled();
    }
    const keys = (await done).filter(({ state }) => state === LoadingState.Done).map(({ key }) => key);
    expect(new Set(keys).size).toBe(OF_EVERY_TYPE.length);
    expect(counts.cancelled).toBe(0);
  });

  it('bring no more points of several data sources than of one, and a notice says what is left out', async () => {
    const store = slothStore(Array.from({ length: 120 }, (_, index) => `slo-${index}`));
    prometheus(store);
    mockSettings.mockImplementation(({ uid }: { uid: string }) => ({ uid, name: uid, type: 'prometheus' }));
    const leftOut = async (...uids: string[]) => {
      const { data } = await last(datasource({ upstreams: uids.map((uid) => ({ uid })) }), { queryType: 'episodes' });
      const [first] = (data as DataFrame[])[0]?.meta?.notices ?? [];
      return Number(/^(\d+) SLOs are left out/.exec(first?.text ?? '')?.[1]);
    };
    // 9504 slots each, of 1,000,000 points.
    expect(await leftOut('eu')).toBe(120 - 105);
    expect(await leftOut('eu', 'us')).toBe(2 * (120 - 52));
  });

  it('name no more SLOs over a range than are told', async () => {
    const requests = prometheus(slothStore(Array.from({ length: 300 }, (_, index) => `slo-${index}`)));
    await last(datasource(), { queryType: 'episodes' });
    const ranges = requests.flatMap(({ targets }) => targets.map(targetOf)).filter(({ range }) => range);
    expect(ranges.map(({ expr }) => expr.split('|').length)).toEqual([105]);
  });
});

describe('in a panel of mixed data sources', () => {
  /** As Grafana's own: a request and a key of their own for each data source, and all packets when the last is there. */
  function mixed(asked: DataQueryRequest<SloQuery>, sources: ReadonlyArray<Pick<SloDataSource, 'query'>>) {
    const runs = sources.map((source, index) =>
      source.query({ ...asked, requestId: `mixed-${index}-${asked.requestId}` }).pipe(
        map((response) => ({
          ...response,
          key: `mixed-${index}-${response.key ?? ''}`,
          state: LoadingState.Loading,
        })),
        toArray()
      )
    );
    return forkJoin(runs).pipe(
      map((all) => all.flat()),
      mergeAll(),
      toArray()
    );
  }

  it('frames are those of a panel of its own, beside those of the other data source', async () => {
    const requests = prometheus(slothStore(['availability', 'latency']));
    const other = {
      query: ({ requestId }: DataQueryRequest<SloQuery>) =>
        of({
          key: 'A',
          data: [createDataFrame({ refId: 'B', name: requestId, fields: [] })],
          state: LoadingState.Done,
        }),
    };
    const alone = await last(datasource(), {});
    requests.length = 0;
    const packets = await lastValueFrom(mixed(request({}), [datasource(), other]));
    const byKey = new Map(packets.map((packet) => [packet.key, packet.data as DataFrame[]]));
    expect([...byKey.keys()]).toEqual(['mixed-0-A', 'mixed-1-A']);
    const shown = [...byKey.values()].flat();
    expect(shown.map(({ refId }) => refId)).toEqual(['A', 'B']);
    expect(shown[0]!.fields.map(({ name }) => name)).toEqual(
      (alone.data[0] as DataFrame).fields.map(({ name }) => name)
    );
    expect(
      shown[0]!.fields.find(({ name }) => name === 'trend')!.values.map((trend: DataFrame) => trend.length)
    ).toEqual([4, 4]);
    expect(requests.filter((one) => !isCatalogue(one)).every((one) => one.requestId.startsWith('mixed-0-Q1-'))).toBe(
      true
    );
  });

  it('two of our data sources over one Prometheus do not cancel each other', async () => {
    prometheus(slothStore(['availability']));
    const { counts, release } = held('prom');
    const all = lastValueFrom(mixed(request({}), [datasource(), datasource()]));
    for (let round = 0; round < 4; round++) {
      await settled();
      release();
      await settled();
    }
    expect((await all).map(names)).toContainEqual(['availability']);
    expect(new Set((await all).map(({ key }) => key))).toEqual(new Set(['mixed-0-A', 'mixed-1-A']));
    expect(counts.cancelled).toBe(0);
  });
});
