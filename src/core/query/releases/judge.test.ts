import { selector, type Selector } from '../../promql/ast';
import type { SloDefinition } from '../../slo/definition';
import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import type { Answers, RangeQuery, Series } from '../port';
import { judgeReleases } from './judge';
import { planBuildInfo, planVersions } from './plan';
import { countedDefinition } from '../events/testing';

const TO = 1_790_000_400;
const DAY = 86_400;
const request = { fromSeconds: TO - DAY, toSeconds: TO, stepSeconds: 600 };
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function sloOf(name: string, total: Selector = selector(name)): Slo {
  const definition: SloDefinition = countedDefinition({
    name,
    window: { kind: 'rolling', seconds: DAY },
    events: { counted: 'bad', part: [{ sign: 1, selector: selector('bad') }], total: [{ sign: 1, selector: total }] },
  });
  return mergeDefinitions(upstream, [], [definition])[0]!;
}

/** A series at each step of the range from a share of it until another. */
function series(labels: Record<string, string>, from = 0, until = 1): Series {
  const timesSeconds = Array.from({ length: DAY / 600 + 1 }, (_, index) => TO - DAY + index * 600).filter(
    (_, index) => index >= from * (DAY / 600) && index < until * (DAY / 600)
  );
  return { labels, timesSeconds, values: timesSeconds.map(() => 1) };
}

/** Answers each part of the queries with what its PromQL is mentioned to have. */
function answer(queries: readonly RangeQuery[], found: Record<string, readonly Series[]>): Answers {
  return new Map(
    queries.map(({ id, union }) => {
      const own = (union?.parts ?? []).flatMap(({ key, promql }) =>
        Object.entries(found)
          .filter(([mentioned]) => promql.includes(mentioned))
          .flatMap(([, some]) => some.map((one) => ({ ...one, labels: { ...one.labels, slo_part: key } })))
      );
      return [id, { state: 'ok', series: own, warnings: [] }];
    })
  );
}

function judged(slos: readonly Slo[], counted: Record<string, readonly Series[]>, info: readonly Series[] = []) {
  const versions = answer(planVersions(request, slos), counted);
  const beside = answer(planBuildInfo(request, slos, versions), { build_info: info });
  return judgeReleases(request, slos, versions, beside);
}

const versioned = [series({ version: '1.0', job: 'shop' }, 0, 0.75), series({ version: '1.1', job: 'shop' }, 0.5)];

it('asks for the versions of 250 metrics in three queries, and of one metric once for all its SLOs', () => {
  const slos = Array.from({ length: 250 }, (_, index) => sloOf(`metric_${index}`));
  expect(planVersions(request, slos)).toHaveLength(3);
  const shared = planVersions(request, [sloOf('a', selector('total')), sloOf('b', selector('total'))]);
  expect(shared.map(({ union }) => union?.parts.length)).toEqual([1]);
});

it('looks at what slices of time and native histograms count too', () => {
  const { events, ...bare } = sloOf('total');
  const sliced: Slo = { ...bare, slices: { kind: 'mean', seconds: 300, events: events! } };
  const native: Slo = { ...bare, native: { upperBoundSeconds: 1, histogram: selector('duration') } };
  const [query] = planVersions(request, [sliced, native]);
  expect(query!.union?.parts.map(({ promql }) => /\((\w+)\[/.exec(promql)?.[1])).toEqual(['duration', 'total']);
});

it('looks at whole steps, and takes longer ones where many metrics are looked at', () => {
  const [few] = planVersions({ ...request, fromSeconds: TO - DAY + 17, toSeconds: TO + 17 }, [sloOf('total')]);
  expect(few).toMatchObject({ stepSeconds: 600 });
  // What is there at its start is known, so the first step of the range tells a release too.
  expect([few!.startSeconds, few!.endSeconds]).toEqual([TO - DAY, TO]);
  expect(few!.promql).toMatch(
    /^label_replace\(topk\(\d+, count by \(version, release, .*job\) \(last_over_time\(total\[10m\]\)\)\)/
  );
  const metrics = 1000;
  const slos = Array.from({ length: metrics }, (_, index) => sloOf(`metric_${index}`));
  const [many] = planVersions(request, slos);
  const points = ((many!.endSeconds - many!.startSeconds) / many!.stepSeconds) * metrics * 10;
  expect(points).toBeLessThanOrEqual(1_000_000);
  expect(points).toBeGreaterThan(900_000);
});

it('tells no release of a metric of which there is more than is read: what is cut off may have been there before', () => {
  const slos = [sloOf('total')];
  const times = DAY / 600 + 1;
  const bound = { ...request, mostPoints: 60 * times };
  const versions = Array.from({ length: 60 }, (_, index) => series({ version: String(index), job: 'shop' }));
  const told = (some: readonly Series[]) => {
    const queries = planVersions(bound, slos);
    expect(queries[0]!.promql).toContain('topk(60, ');
    return judgeReleases(bound, slos, answer(queries, { total: some }), new Map())[0]!;
  };
  expect(told(versions)).toMatchObject({
    state: 'absent',
    absence: { kind: 'tooManyVersions', most: 59 },
  });
  expect(told(versions.slice(1)).state).toBe('ok');
});

it('tells the versions of what is counted, and asks for no build information then', () => {
  const slos = [sloOf('total')];
  const versions = answer(planVersions(request, slos), { total: versioned });
  expect(planBuildInfo(request, slos, versions)).toEqual([]);
  expect(judged(slos, { total: versioned })).toEqual([
    {
      state: 'ok',
      slo: slos[0],
      releases: [
        {
          kind: 'new',
          label: 'version',
          value: '1.1',
          atSeconds: TO - DAY / 2,
          notBeforeSeconds: TO - DAY / 2 - 600,
          buildInfo: null,
        },
      ],
    },
  ]);
});

it('asks the build information of the jobs of what has no version, by the labels that both have', () => {
  const total = selector('total', [
    { label: 'service', operator: '=', value: 'a.b' },
    { label: 'code', operator: '=~', value: '2..|3..' },
    { label: 'env', operator: '!=', value: 'test' },
    { label: 'handler', operator: '!=', value: '' },
    { label: 'le', operator: '=', value: '+Inf' },
  ]);
  const slos = [sloOf('plain', total), sloOf('versioned', selector('known'))];
  const versions = answer(planVersions(request, slos), {
    'total{': [series({ job: 'shop' }), series({ job: 'web' })],
    known: versioned,
  });
  const queries = planBuildInfo(request, slos, versions);
  expect(queries.map(({ union }) => union?.parts.length)).toEqual([1]);
  expect(queries[0]!.promql).toContain(
    'count by (__name__, version, release, app_version, service_version) (last_over_time(' +
      '{__name__=~"(?:.+_)?build_info|target_info", job=~"shop|web", service=~"|a\\\\.b", code=~"|(?:2..|3..)", env!="test"}[10m]))'
  );
});

it('tells by which metric of build information it knows', () => {
  const info = versioned.map((one) => ({ ...one, labels: { ...one.labels, __name__: 'shop_build_info' } }));
  const [told] = judged([sloOf('total')], { total: [series({ job: 'shop' })] }, info);
  expect(told).toMatchObject({ state: 'ok', releases: [{ value: '1.1', buildInfo: 'shop_build_info' }] });
});

it('says why releases of an SLO cannot be seen', () => {
  const { events, ...bare } = sloOf('ratios');
  const slos = [
    bare,
    { ...bare, composite: [{ name: 'member', weight: 1, objectiveRatio: 0.9, events: events! }] },
    sloOf('nothing'),
    sloOf('plain'),
    sloOf('jobless'),
  ];
  const told = judged(slos, { plain: [series({ job: 'shop' })], jobless: [series({})] }, [
    series({ __name__: 'go_build_info' }),
  ]);
  expect(told.map((one) => one.state === 'absent' && one.absence)).toEqual([
    { kind: 'eventsUnknown' },
    { kind: 'composite' },
    { kind: 'unmeasured', what: expect.objectContaining({ state: 'noData' }) },
    { kind: 'noVersion' },
    { kind: 'noVersion' },
  ]);
});

it('says what failed, in either round', () => {
  const slos = [sloOf('total')];
  const failed = (queries: readonly RangeQuery[]): Answers =>
    new Map(queries.map(({ id }) => [id, { state: 'failed', message: 'too slow', cause: 'unavailable' }]));
  const error = { state: 'absent', absence: { kind: 'unmeasured', what: { state: 'error' } } };
  const first = failed(planVersions(request, slos));
  expect(planBuildInfo(request, slos, first)).toEqual([]);
  expect(judgeReleases(request, slos, first, new Map())).toMatchObject([error]);
  const versions = answer(planVersions(request, slos), { total: [series({ job: 'shop' })] });
  expect(judgeReleases(request, slos, versions, failed(planBuildInfo(request, slos, versions)))).toMatchObject([error]);
});
