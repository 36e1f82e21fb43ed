import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { mergeDefinitions } from '../../src/core/slo/merge';
import type { Slo } from '../../src/core/slo/slo';
import { readConfigured } from '../../src/datasource/documents/read';
import { absent } from '../../demo/series';
import { startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { counterSeries, gaugeSeries, type EventsInStep, type Grid, type HistorySeries } from './seriesHistory';

// A history that ends at one time, without rules, so that every number is the same however long a test takes.

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A multiple of an hour, so that slots of five minutes lie on it. */
export const AT = 1_762_608_000 - (1_762_608_000 % HOUR);
export const grid: Grid = { startSeconds: AT - 31 * DAY, stepSeconds: MINUTE, length: 31 * 1440 + 1 };
export const END = grid.length - 1;
/** The mark so many seconds before the end. */
export const ago = (seconds: number) => END - seconds / MINUTE;
/** The mark at which a window of 30 days begins. */
export const START = ago(30 * DAY);

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

export interface PitfallHistory {
  url: string;
  /** The one number that a query gives at the end; undefined where it gives none. */
  value(promql: string): Promise<number | undefined>;
  /** Every SLO that is recorded or defined by the documents, at the end. */
  slos(documents?: string): Promise<Slo[]>;
  rows(documents?: string): Promise<SloRow[]>;
  stop(): Promise<void>;
}

export async function startPitfalls(history: readonly HistorySeries[]): Promise<PitfallHistory> {
  const { url, stop } = await startEvaluatedRules({ files: {}, grid, history });
  const value = async (promql: string) => {
    const answer = (await askHttp(url, [{ kind: 'instant', id: 'q', promql, atSeconds: AT }])).get('q');
    if (answer?.state !== 'ok' || answer.series.length > 1) {
      throw new Error(`${promql}: ${JSON.stringify(answer)}`);
    }
    return answer.series[0]?.values[0];
  };
  const slos = async (documents = '') => {
    const catalogue = readCatalogue(upstream, AT, await askHttp(url, planCatalogue(AT)));
    const { definitions, problems } = readConfigured(documents);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (catalogue.state === 'failed' || catalogue.failures.length > 0 || errors.length > 0) {
      throw new Error(JSON.stringify(catalogue.state === 'failed' ? catalogue : [catalogue.failures, errors]));
    }
    return mergeDefinitions(upstream, catalogue.slos, definitions);
  };
  const rows = async (documents?: string) => {
    const own = await slos(documents);
    const request = { fromSeconds: AT - 10 * DAY, toSeconds: AT, trend: true };
    return judgeSlos(request, own, await askHttp(url, planSlos(request, own)));
  };
  return { url, value, slos, rows, stop };
}

/** The row of a name, which must be the only one. */
export function named(rows: readonly SloRow[], name: string): SloRow {
  const found = rows.filter(({ slo }) => slo.name === name);
  expect([name, found.length]).toEqual([name, 1]);
  return found[0]!;
}

/** Counters of a job by code: what is not bad is good. */
export function requests(job: string, total: EventsInStep, bad: EventsInStep): HistorySeries[] {
  const counter = (code: string, events: EventsInStep) =>
    counterSeries(grid, { __name__: 'http_requests_total', job, code }, events);
  return [counter('200', (index) => total(index) - bad(index)), counter('500', bad)];
}

export interface RecordedBySloth {
  id: string;
  objectivePercent: number;
  periodDays?: number;
  labels?: Readonly<Record<string, string>>;
  /** Error ratios by window as Sloth names it; the longest is that of the period. */
  ratios: Readonly<Record<string, (index: number) => number>>;
  budgetRemaining: (index: number) => number;
}

/** What Sloth records of an SLO, in its names. What is not needed of the past is left out. */
export function recordedBySloth(slo: RecordedBySloth): HistorySeries[] {
  const own = { sloth_id: slo.id, sloth_service: 'shop', sloth_slo: slo.id, ...slo.labels };
  const late = (value: number) => (index: number) => (index < ago(HOUR) ? absent : value);
  const series = (name: string, valueAt: (index: number) => number, labels = {}) =>
    gaugeSeries({ __name__: name, ...own, ...labels }, valueAt);
  return [
    series('sloth_slo_info', late(1), { sloth_objective: String(slo.objectivePercent), sloth_version: 'v0.16.0' }),
    series('slo:objective:ratio', late(slo.objectivePercent / 100)),
    series('slo:time_period:days', late(slo.periodDays ?? 30)),
    series('slo:period_error_budget_remaining:ratio', slo.budgetRemaining),
    ...Object.entries(slo.ratios).map(([window, valueAt]) =>
      series(`slo:sli_error:ratio_rate${window}`, valueAt, { sloth_window: window })
    ),
  ];
}

/** A number that was recorded in the last hour only. */
export const lately = (value: number) => (index: number) => (index < ago(HOUR) ? absent : value);

/** The same number for all windows that Sloth's own pairs look at but the shortest. */
export function pairRatios(value: number): RecordedBySloth['ratios'] {
  return Object.fromEntries(['30m', '1h', '2h', '6h', '1d', '3d'].map((window) => [window, lately(value)]));
}

/** An OpenSLO document of an SLO over 30 days that counts bad events, or good ones where it says so. */
export function openSlo(
  name: string,
  target: number,
  { good, bad, total }: { good?: string; bad?: string; total: string }
): string {
  const metric = (query: string) => `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;
  return `---
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: ${target} }]
  indicator:
    metadata: { name: ${name} }
    spec:
      ratioMetric:
        counter: true
        ${good === undefined ? `bad: ${metric(bad ?? '')}` : `good: ${metric(good)}`}
        total: ${metric(total)}
`;
}

/** The same for the requests of a job. */
export function openSloOfJob(job: string, target: number): string {
  const selector = (code = '') => `http_requests_total{job="${job}"${code}}`;
  return openSlo(job, target, { bad: selector(', code=~"5.."'), total: selector() });
}
