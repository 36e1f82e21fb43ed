import { createDataFrame, DataTopic, type DataFrame } from '@grafana/data';
import { lastValueFrom, NEVER, of, take, toArray, type Observable } from 'rxjs';
import type { Answer, Answers, Query, RangeQuery } from '../../core/query/port';
import { judgedSlo } from '../../core/query/testing';
import type { Slo } from '../../core/slo/slo';
import type { SloQuery } from '../types';
import { LATENCY } from './latency';
import type { Asked, AskedRange } from './queryKind';

const HOUR = 3600;
const range: AskedRange = { fromSeconds: 0, toSeconds: 2 * HOUR, stepSeconds: HOUR, zone: 'UTC' };
const KEY = 'h_bucket';

function slo(name: string, bucket: boolean): Slo {
  const selector = (metric: string) => ({ type: 'selector' as const, metric, matchers: [] });
  const le = { label: 'le', operator: '=' as const, value: '0.3' };
  return judgedSlo(
    name,
    bucket
      ? {
          events: {
            counted: 'good',
            part: [{ sign: 1, selector: { ...selector('h_bucket'), matchers: [le] } }],
            total: [{ sign: 1, selector: selector('h_count') }],
          },
        }
      : {}
  );
}

/** An upstream with one histogram of two requests a slot, one of them within 0.3. */
function answer(query: Query): Answer {
  const series = (le: string, value: number) => ({
    labels: { slo_part: KEY, ...(query.kind === 'range' ? { le } : {}) },
    timesSeconds: query.kind === 'range' ? [HOUR, 2 * HOUR] : [2 * HOUR],
    values: query.kind === 'range' ? [value, value] : [value],
  });
  return { state: 'ok', series: [series('0.3', 1), series('+Inf', 2)], warnings: [] };
}

const exemplar = createDataFrame({
  refId: 'exemplars',
  name: 'exemplar',
  meta: { dataTopic: DataTopic.Annotations },
  fields: [],
});

function setup(part: Partial<SloQuery>, exemplars: Observable<DataFrame[]> = of([exemplar])) {
  const asked: Query[][] = [];
  const forExemplars: RangeQuery[] = [];
  const target: SloQuery = { refId: 'B', schemaVersion: 1, queryType: 'latency', ...part };
  const told = LATENCY.ask({
    target,
    range,
    slos: [slo('fast', true), slo('up', false)],
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    known: [],
    grafanaAlerting: of({ alerts: { state: 'ok', value: [] }, alertmanager: null }),
    options: {},
    askUpstream: (queries): Observable<Answers> => {
      asked.push([...queries]);
      return of(new Map(queries.map((query) => [query.id, answer(query)])));
    },
    rules: { state: 'unreadable', cause: 'missing', message: '' },
    release: null,
    askExemplars: (query) => {
      forExemplars.push(query);
      return exemplars;
    },
  } satisfies Asked);
  return { target, told, asked, forExemplars };
}

it('asks for sizes and then for buckets', async () => {
  const { told, asked, forExemplars, target } = setup({});
  const { state, found, sent } = await lastValueFrom(told);
  expect(state).toBe('done');
  expect(asked.map((queries) => queries.map(({ kind }) => kind))).toEqual([['instant'], ['range']]);
  expect(sent).toEqual(asked.flat());
  expect(sent[1]!.promql).toBe(
    'label_replace(topk(500000, sum by (le) (increase(h_bucket[1h]))), "slo_part", "h_bucket", "", "")'
  );
  expect(forExemplars).toEqual([]);
  const [frame, ...others] = LATENCY.frames(target, range, [found]);
  expect(others).toEqual([]);
  expect(frame!.fields[1]!.values).toEqual([0.5, 0.5]);
  expect(frame!.meta?.notices?.at(-1)?.text).toMatch(/^1 SLO is left out/);
});

it.each(['quantiles', 'heatmap'] as const)('puts exemplars beside %s, under the id of the query', async (latency) => {
  const { told, forExemplars, target } = setup({ latency });
  const { found, sent } = await lastValueFrom(told);
  expect(sent.at(-1)).toBe(forExemplars[0]);
  expect(forExemplars).toMatchObject([
    { kind: 'range', promql: 'group(h_bucket)', startSeconds: 0, endSeconds: 2 * HOUR },
  ]);
  const frames = LATENCY.frames(target, range, [found]);
  expect(frames.map(({ refId, meta }) => [refId, meta?.dataTopic])).toEqual([
    ['B', undefined],
    ['B', 'annotations'],
  ]);
});

it('does not wait for exemplars', async () => {
  const { told, target } = setup({ latency: 'quantiles' }, NEVER);
  const [first] = await lastValueFrom(told.pipe(take(1), toArray()));
  expect(first!.state).toBe('loading');
  expect(LATENCY.frames(target, range, [first!.found])).toHaveLength(1);
});

it('groups by the label of the query', async () => {
  const { told } = setup({ groupBy: 'region' });
  const { sent } = await lastValueFrom(told);
  expect(sent[1]!.promql).toContain('sum by (le, region)');
});
