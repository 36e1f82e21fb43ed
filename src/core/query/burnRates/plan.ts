import { call, subquery } from '../../promql/ast';
import { print } from '../../promql/print';
import { isComposite } from '../../slo/composite';
import type { RatioMetric, RecordedSli, Slo } from '../../slo/slo';
import { watchedWindows } from '../../slo/watched';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { groupBy } from '../../groupBy';
import { metricKey, rangeColumn } from '../columns';
import { increase, leavesOf } from '../events/plan';
import { countsEvents, selectorsOf, termsOf } from '../events/terms';
import { SHORTEST_COUNT_SECONDS, slosAt, type JudgedSlo } from '../judgedSlo';
import { timesIn, withinPoints } from '../points';
import type { RangeQuery } from '../port';
import { planSlots, slotPoints, type SlotUse } from '../slots/plan';
import { stretchOf } from '../slots/stretch';
import { unionQueries } from '../union';

/** From this length on a window is added up of slots: to count it whole at every step would read each sample many times. */
const LONG_SECONDS = 3600;

/** Where the burn rates of one window of an SLO over a range come from. */
export type BurnLine = { windowSeconds: number } & (
  | {
      kind: 'recorded';
      ratio: RatioMetric;
      recorded: RecordedSli;
    }
  | { kind: 'counted' | 'slots' }
);

/** A step is a minute at least: samples are rarely closer. */
export function burnStep({ stepSeconds }: BudgetSeriesRequest): number {
  return Math.max(60, Math.ceil(stepSeconds / 60) * 60);
}

/** Whether a window is shorter than the distance of two points, each of which then tells its worst since the one before. */
export function tellsWorst({ windowSeconds }: BurnLine, request: BudgetSeriesRequest): boolean {
  return windowSeconds < burnStep(request);
}

/** The windows whose burn rates are drawn: those that its tool has recorded, or those of its alerts. Ascending. */
export function burnLines(slo: JudgedSlo, request: BudgetSeriesRequest): BurnLine[] {
  if (isComposite(slo)) {
    return [];
  }
  const { recorded, events } = slo;
  if (recorded && !countsEvents(slo)) {
    return [...recorded.ratios]
      .filter(([windowSeconds]) => windowSeconds < slo.window.seconds)
      .sort(([a], [b]) => a - b)
      .map(([windowSeconds, ratio]) => ({ kind: 'recorded', windowSeconds, ratio, recorded }));
  }
  return events === undefined
    ? []
    : [...watchedWindows(slo)]
        .sort((a, b) => a - b)
        .map((windowSeconds) => ({
          kind: windowSeconds < LONG_SECONDS && burnStep(request) < SHORTEST_COUNT_SECONDS ? 'counted' : 'slots',
          windowSeconds,
        }));
}

/** The SLOs whose lines are asked for. */
export function drawnSlos(slos: readonly JudgedSlo[], request: BudgetSeriesRequest): ReadonlySet<JudgedSlo> {
  const times = timesIn(burnRange(request));
  const wanted = slos.map((slo) => {
    const slots = burnSlots(slo, request);
    const series = burnLines(slo, request).map(({ kind }) =>
      kind === 'recorded' ? 1 : kind === 'counted' && slo.events ? new Set(selectorsOf(slo.events)).size : 0
    );
    const points = times * series.reduce<number>((sum, one) => sum + one, 0);
    return { what: slo, points: points + (slots ? slotPoints(slots) : 0) };
  });
  return withinPoints(wanted, request);
}

function burnRange(request: BudgetSeriesRequest) {
  return {
    kind: 'range' as const,
    startSeconds: request.fromSeconds,
    endSeconds: request.toSeconds,
    stepSeconds: burnStep(request),
  };
}

/** The slots that the longer windows of an SLO are added up of; null where there is nothing to add up. */
export function burnSlots(slo: JudgedSlo, request: BudgetSeriesRequest): SlotUse | null {
  const lengths = burnLines(slo, request).flatMap(({ kind, windowSeconds }) =>
    kind === 'slots' ? [windowSeconds] : []
  );
  if (lengths.length === 0) {
    return null;
  }
  const fromSeconds = request.fromSeconds - Math.max(...lengths);
  return {
    slo,
    source: { kind: 'events' },
    stretch: stretchOf(fromSeconds, request.toSeconds, SHORTEST_COUNT_SECONDS),
  };
}

export function recordedBurnId({ ratio }: { ratio: RatioMetric }, worst: boolean): string {
  return `burn:${worst ? 'worst:' : ''}${metricKey(ratio)}`;
}

export function countedBurnId({ windowSeconds }: { windowSeconds: number }): string {
  return `burn:counted:${windowSeconds}`;
}

/** Error ratios of every window over a range: a query per recorded metric, or per window that is counted. */
export function planBurnRates(request: BudgetSeriesRequest, defined: readonly Slo[]): RangeQuery[] {
  const slos = slosAt(defined, request.toSeconds);
  const terms = termsOf(slos);
  const stepSeconds = burnStep(request);
  const drawn = drawnSlos(slos, request);
  const lines = [...drawn].flatMap((slo) => burnLines(slo, request).map((line) => ({ slo, line })));
  const recorded = lines.flatMap(({ line }) => (line.kind === 'recorded' ? [line] : []));
  const counted = lines.filter(({ line }) => line.kind === 'counted');
  const overRange = burnRange(request);
  return [
    ...[...groupBy(recorded, (line) => recordedBurnId(line, tellsWorst(line, request))).entries()].map(
      ([id, users]): RangeQuery => {
        const [line] = users;
        const ratios = rangeColumn(
          line.ratio,
          users.map((user) => user.recorded)
        );
        const since = subquery(ratios, stepSeconds, 60);
        const worst = call(line.ratio.holds === 'bad' ? 'max_over_time' : 'min_over_time', since);
        return { id, promql: print(tellsWorst(line, request) ? worst : ratios), ...overRange };
      }
    ),
    ...[...groupBy(counted, ({ line }) => countedBurnId(line)).entries()].flatMap(([id, users]) => {
      const [{ line }] = users;
      const leaves = leavesOf(
        terms,
        users.map(({ slo }) => slo),
        (selector) => increase(selector, line.windowSeconds)
      );
      return unionQueries<RangeQuery>(id, leaves, (question) => ({ ...question, ...overRange }));
    }),
    ...planSlots(
      [...drawn].flatMap((slo) => burnSlots(slo, request) ?? []),
      slos
    ),
  ];
}
