import { inAnySpelling } from '../../latency/bounds';
import { aggregate, call, range, type Expr, type Matcher, type Selector } from '../../promql/ast';
import { escapeRegex, matchAny } from '../../promql/escape';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { countedSelector } from '../counted';
import { VERSION_LABELS } from '../events/groupCounts';
import { atMost, MOST_POINTS, timesIn } from '../points';
import type { Answers, RangeQuery, Series } from '../port';
import { MOST_POINTS_IN_RANGE } from '../slots/stretch';
import { partReader, unionQueries, type Leaf } from '../union';

export const VERSIONS_ID = 'releases:versions';
export const BUILD_INFO_ID = 'releases:buildInfo';

/** How many versions and jobs a metric is thought to have at a time while nobody has counted them. */
const SERIES_EXPECTED = 10;

/** What a version is gone after: that of Prometheus itself, since one failed scrape ends no version. */
const LOOK_BACK_SECONDS = 300;

/** Metrics that say of a target what runs in it: Prometheus's convention, and that of OpenTelemetry. */
const BUILD_INFO: Matcher = { label: '__name__', operator: '=~', value: '(?:.+_)?build_info|target_info' };

export interface CountedMetric {
  /** Tells it in a union. */
  key: string;
  selector: Selector;
}

/** Each metric that SLOs count, by its text: several may count the same. */
export function countedMetrics(slos: readonly Slo[]): ReadonlyMap<string, CountedMetric> {
  const byText = new Map(
    slos.flatMap((slo) => {
      const counted = countedSelector(slo);
      return counted ? [[print(counted), counted] as const] : [];
    })
  );
  const texts = [...byText].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    texts.map(([text, counted], index) => [text, { key: String(index), selector: inAnySpelling(counted) }])
  );
}

/**
 * The versions in what SLOs count, at each step of the range: range queries of at most 100 metrics each. The step is that of
 * the request, longer where many metrics are looked at.
 */
export function planVersions(request: BudgetSeriesRequest, slos: readonly Slo[]): RangeQuery[] {
  const counted = countedMetrics(slos);
  const times = timesOf(request, counted.size);
  const most = mostSeries(request, counted);
  return asked(VERSIONS_ID, times, [...counted.values()], (selector) =>
    atMost(most, aggregate('count', [...VERSION_LABELS, 'job'], seen(selector, times)))
  );
}

/**
 * Of what is counted without a version the build information of its jobs: range queries as above, none where every metric
 * has one. They follow the answers to `planVersions`.
 */
export function planBuildInfo(request: BudgetSeriesRequest, slos: readonly Slo[], versions: Answers): RangeQuery[] {
  const read = partReader(planVersions(request, slos), versions);
  const counted = countedMetrics(slos);
  const times = timesOf(request, counted.size);
  const asking = [...counted.values()].flatMap(({ key, selector }) => {
    const answer = read(VERSIONS_ID, key);
    const series = answer.state === 'ok' ? answer.series : [];
    const jobs = jobsOf(series);
    return series.some(hasVersion) || jobs.length === 0 ? [] : [{ key, selector: buildInfo(selector, jobs) }];
  });
  const most = mostSeries(request, counted);
  return asked(BUILD_INFO_ID, times, asking, (selector) =>
    atMost(most, aggregate('count', ['__name__', ...VERSION_LABELS], seen(selector, times)))
  );
}

type Times = Pick<RangeQuery, 'startSeconds' | 'endSeconds' | 'stepSeconds'>;

/** A service has so many versions and jobs at a time now and then, and hardly ever all services at once. */
const LEAST_SERIES = 50;

/**
 * Series of one metric that are read at a time: what the bound leaves room for, and at least 50, since most metrics have a
 * few; one of as many may have more.
 */
export function mostSeries(request: BudgetSeriesRequest, { size }: ReadonlyMap<string, CountedMetric>): number {
  const points = Math.max(1, size) * timesIn(timesOf(request, size));
  return Math.max(LEAST_SERIES, Math.floor((request.mostPoints ?? MOST_POINTS) / points));
}

/** Whole steps, as upstreams floor both ends of a range. */
function timesOf(
  { fromSeconds, toSeconds, stepSeconds, mostPoints = MOST_POINTS }: BudgetSeriesRequest,
  metrics: number
): Times {
  const most = Math.min(MOST_POINTS_IN_RANGE, mostPoints / SERIES_EXPECTED / Math.max(1, metrics));
  const least = Math.ceil((toSeconds - fromSeconds) / most / 60) * 60;
  const step = Math.max(60, stepSeconds, least);
  const floor = (seconds: number) => Math.floor(seconds / step) * step;
  return { startSeconds: floor(fromSeconds), endSeconds: floor(toSeconds), stepSeconds: step };
}

/** Every series of which there was a sample since the step before; it keeps the names, which the info is told apart by. */
function seen(selector: Selector, { stepSeconds }: Times): Expr {
  return call('last_over_time', range(selector, Math.max(LOOK_BACK_SECONDS, stepSeconds)));
}

function asked(
  unionId: string,
  times: Times,
  metrics: readonly CountedMetric[],
  expr: (selector: Selector) => Expr
): RangeQuery[] {
  const leaves = metrics.map(({ key, selector }): Leaf => ({ key, expr: expr(selector) }));
  return unionQueries<RangeQuery>(unionId, leaves, (question) => ({ kind: 'range', ...question, ...times }));
}

/** The jobs of what is counted; none where nothing tells one. */
export function jobsOf(series: readonly Series[]): string[] {
  return [...new Set(series.map(({ labels }) => labels['job'] ?? '').filter((job) => job !== ''))].sort();
}

export function hasVersion({ labels }: Series): boolean {
  return VERSION_LABELS.some((label) => labels[label]);
}

/** The build information of the jobs that agrees with a selector in all labels that both have. */
function buildInfo({ matchers }: Selector, jobs: readonly string[]): Selector {
  const own = matchers.filter(({ label }) => !['__name__', 'job', 'le'].includes(label)).flatMap(orAbsent);
  return { type: 'selector', matchers: [BUILD_INFO, matchAny('job', jobs), ...own] };
}

/** The matcher that a series without the label passes too. */
function orAbsent({ label, operator, value }: Matcher): Matcher[] {
  switch (operator) {
    case '=':
      return [{ label, operator: '=~', value: `|${escapeRegex(value)}` }];
    case '=~':
      return [{ label, operator, value: `|(?:${value})` }];
    case '!=':
      return value === '' ? [] : [{ label, operator, value }];
    case '!~':
      return [{ label, operator, value }];
  }
}
