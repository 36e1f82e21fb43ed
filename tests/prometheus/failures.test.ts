import { from, lastValueFrom } from 'rxjs';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import type { FailureCause } from '../../src/core/failure';
import type { Answer, InstantQuery, Query, RangeQuery } from '../../src/core/query/port';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { askParts, Offenders } from '../../src/shared/delegate/askParts';
import { askHttp } from './http';
import { startTrial, type TrialPrometheus } from './trialPrometheus';

const AT = 1_762_608_000;
const MINUTES = 2 * 24 * 60;
/** More than two days of a counter that has a sample every hour, and less than those of one that has one every minute. */
const MOST_SAMPLES = 2000;

let strict: TrialPrometheus;
let hasty: TrialPrometheus;

beforeAll(async () => {
  [strict, hasty] = await Promise.all([
    startTrial({ more: [`--query.max-samples=${MOST_SAMPLES}`] }),
    startTrial({ more: ['--query.timeout=1ms'] }),
  ]);
  await write(strict, ['seldom_total', 'rare_total'], 60);
  await write(strict, ['frequent_total'], 1);
}, 60_000);

afterAll(() => Promise.all([strict.stop(), hasty.stop()]), 30_000);

/** Counters of two days, with 1 of 100 requests failing, and a sample every so many minutes. */
async function write({ api }: TrialPrometheus, metrics: readonly string[], everyMinutes: number): Promise<void> {
  const columns = metrics.flatMap((__name__) =>
    ['200', '500'].map((code) =>
      outgoing({ labels: { __name__, code }, valueAt: (minute) => 10 + minute * (code === '500' ? 1 : 99) }, false)
    )
  );
  const times = Array.from({ length: MINUTES / everyMinutes + 1 }, (_, step) => ({
    index: step * everyMinutes,
    share: 0,
    milliseconds: (AT - MINUTES * 60 + step * everyMinutes * 60) * 1000,
  }));
  await api.write(encodeWrite(columns, times).body);
}

const instant = (promql: string): InstantQuery => ({ kind: 'instant', id: 'q', promql, atSeconds: AT });
const everySecond: RangeQuery = {
  kind: 'range',
  id: 'q',
  promql: 'vector(1)',
  startSeconds: AT - 86_400,
  endSeconds: AT,
  stepSeconds: 1,
};

function ask({ api }: TrialPrometheus, queries: readonly Query[]) {
  return lastValueFrom(askParts(queries, new Offenders(), (asked) => from(askHttp(api.url, asked))));
}

async function failure(upstream: TrialPrometheus, query: Query): Promise<Answer | undefined> {
  return (await ask(upstream, [query])).get('q');
}

it.each<[string, Query, FailureCause, RegExp]>([
  ['bad PromQL', instant('sum(seldom_total'), 'badQuery', /1:17: parse error: unclosed left parenthesis/],
  [
    'many-to-many matching',
    instant('seldom_total / on() rare_total'),
    'refused',
    /found duplicate series for the match group .*many-to-many matching not allowed/,
  ],
  [
    'too many samples',
    instant('count_over_time(frequent_total[2d])'),
    'tooManySamples',
    /query processing would load too many samples into memory/,
  ],
  ['too many points', everySecond, 'tooManyPoints', /exceeded maximum resolution of 11,000 points per timeseries/],
])('tells %s from what else Prometheus may say', async (_, query, cause, message) => {
  expect(await failure(strict, query)).toMatchObject({
    state: 'failed',
    cause,
    message: expect.stringMatching(message),
  });
});

it('knows a timeout', async () => {
  // Prometheus looks at the clock between two steps, and not while it takes one.
  expect(await failure(hasty, instant('count_over_time(vector(1)[1d:1s]) + vector(1)'))).toMatchObject({
    state: 'failed',
    cause: 'timeout',
    message: 'query timed out in expression evaluation',
  });
});

const document = (name: string, metric: string, code: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { spec: { query: '${metric}{code=~"${code}"}' } } }
        total: { metricSource: { spec: { query: ${metric} } } }
  timeWindow: [{ duration: 2d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.9 }]
`;

it('costs an SLO whose expression Prometheus refuses its own numbers only, and names the expression', async () => {
  const { definitions } = readConfigured(
    [
      document('seldom', 'seldom_total', '5..'),
      // No regular expression, which only Prometheus finds out.
      document('misspelt', 'seldom_total', '5['),
      document('frequent', 'frequent_total', '5..'),
      document('rare', 'rare_total', '5..'),
    ].join('---\n')
  );
  const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], definitions, new Map());
  const request = { fromSeconds: AT - 3600, toSeconds: AT, trend: false };
  const rows = judgeSlos(request, slos, await ask(strict, planSlos(request, slos)));
  const row = (name: string) => rows.find(({ slo }) => slo.name === name)!;

  expect(row('seldom').sli.value).toBeCloseTo(0.99, 4);
  expect(row('rare').sli.value).toBeCloseTo(0.99, 4);
  expect(row('misspelt')).toMatchObject({
    verdict: { status: 'blind' },
    sli: {
      state: 'error',
      value: null,
      reason: {
        cause: 'badQuery',
        promql: expect.stringContaining('seldom_total{code=~"5["}'),
        message: expect.stringContaining('error parsing regexp'),
      },
    },
  });
  expect(row('frequent')).toMatchObject({
    verdict: { status: 'blind' },
    sli: {
      state: 'error',
      value: null,
      reason: {
        cause: 'tooManySamples',
        promql: expect.stringContaining('frequent_total'),
        message: expect.stringContaining('would load too many samples'),
      },
    },
  });
});
