import { errorBudgetRatio } from '../../budget/budget';
import { unmeasured, type Measured } from '../../budget/dataState';
import { isComposite, measuredSlos, type CompositeSlo } from '../../slo/composite';
import type { EventsSli } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import { budgetSeriesId, readBudgetSeries, type BudgetPoint } from '../budgetSeries';
import { columnId, columnReader, instantValue, type ReadColumn } from '../columns';
import { compositeTrend } from '../events/compositeTrend';
import { countEvents, type EventCounts } from '../events/count';
import { increaseId } from '../events/plan';
import { termKey, termsOf, type Terms } from '../events/terms';
import { readTrend, type Trend } from '../events/trend';
import type { Answers } from '../port';
import { partReader, type ReadPart } from '../union';
import { planBudget, slides, type BudgetRequest } from './plan';

/** How the points were obtained. */
export type BudgetMethod =
  /** The tool's own series: every point looks back over the SLO window. */
  | 'sliding'
  /** As it was spent since the start of the SLO window that ends now: every point looks back to one time. */
  | 'cumulative';

/** Why a budget is not drawn. */
export type BudgetAbsence =
  | { kind: 'stopped' | 'undefined' | 'missing' | 'notRecordedOverWindow' | 'eventsUnknown' | 'noEvents' }
  | { kind: 'objectiveUnknown' }
  /** The budget of a composite is a share only: its members count different events. */
  | { kind: 'shareOnly' }
  /** A number that it needs could not be had. */
  | { kind: 'unmeasured'; what: Measured }
  | { kind: 'stepChanged'; wantedSeconds: number; gotSeconds: number };

export interface BudgetOverTime {
  slo: Slo;
  method: BudgetMethod;
  /** In the unit that was asked for; ascending. */
  points: readonly BudgetPoint[];
  /** Null where there are numbers. */
  absence: BudgetAbsence | null;
}

/** The budget of every SLO over time, in the order of `slos`; one without numbers says why. */
export function judgeBudget(request: BudgetRequest, slos: readonly Slo[], answers: Answers): BudgetOverTime[] {
  const column = columnReader(answers);
  const part = partReader(planBudget(request, slos), answers);
  const terms = termsOf(measuredSlos(slos));
  return slos.map((slo) => {
    if (isComposite(slo)) {
      return ofComposite(slo, request, terms, part);
    }
    return slides(slo, request.unit) ? sliding(slo, request, column) : cumulative(slo, request, terms, part);
  });
}

function ofComposite(slo: CompositeSlo, request: BudgetRequest, terms: Terms, read: ReadPart): BudgetOverTime {
  const drawn = (points: readonly BudgetPoint[], absence: BudgetAbsence | null): BudgetOverTime => ({
    slo,
    method: 'cumulative',
    points,
    absence,
  });
  if (request.unit !== 'percent') {
    return drawn([], { kind: 'shareOnly' });
  }
  const trend = compositeTrend(request, slo, terms, read);
  if (trend.state === 'ok') {
    return drawn(trend.points, null);
  }
  const ratios = slo.composite.map(({ events }) => countWindow(events, slo.window.seconds, terms, read).errorRatio);
  const unseen = ratios.find(({ value, state }) => value === null && state !== 'noTraffic');
  const counted = ratios.find(({ value }) => value !== null);
  return drawn([], trendAbsence(trend, unseen ?? counted ?? unmeasured('noTraffic', { kind: 'noEvents' })));
}

function sliding(slo: Slo, request: BudgetRequest, read: ReadColumn): BudgetOverTime {
  const drawn = (points: readonly BudgetPoint[], absence: BudgetAbsence | null): BudgetOverTime => ({
    slo,
    method: 'sliding',
    points,
    absence,
  });
  // What is still recorded of an SLI that has stopped repeats its past as if it were now.
  if (slo.problems.some(({ kind }) => kind === 'sliStopped')) {
    return drawn([], { kind: 'stopped' });
  }
  const factor = request.unit === 'minutes' ? budgetMinutes(slo) : 1;
  if (factor === null) {
    return drawn([], { kind: 'objectiveUnknown' });
  }
  const column = slo.recorded && read(budgetSeriesId(slo.recorded.budgetRemainingMetric ?? ''), slo.recorded);
  if (column?.state === 'failed') {
    return drawn([], { kind: 'unmeasured', what: unmeasured('error', column.reason) });
  }
  const points = withEnd(readBudgetSeries(slo, read), slo, request.toSeconds, read);
  if (points.every(({ value }) => value === null)) {
    return drawn(points, { kind: points.length > 0 ? 'undefined' : 'missing' });
  }
  return drawn(scaled(points, factor), null);
}

function withEnd(
  points: readonly BudgetPoint[],
  { recorded }: Slo,
  toSeconds: number,
  read: ReadColumn
): BudgetPoint[] {
  const metric = recorded?.budgetRemainingMetric;
  const value = recorded && metric != null ? instantValue(read(columnId(metric), recorded), recorded) : undefined;
  const before = points.filter(({ timeSeconds }) => timeSeconds < toSeconds);
  return value === undefined
    ? [...points]
    : [...before, { timeSeconds: toSeconds, value: Number.isFinite(value) ? value : null }];
}

function cumulative(slo: Slo, request: BudgetRequest, terms: Terms, read: ReadPart): BudgetOverTime {
  const absent = (absence: BudgetAbsence): BudgetOverTime => ({ slo, method: 'cumulative', points: [], absence });
  const { events, objectiveRatio, window } = slo;
  if (!events) {
    return absent({ kind: request.unit === 'events' ? 'eventsUnknown' : 'notRecordedOverWindow' });
  }
  if (objectiveRatio === null) {
    return absent({ kind: 'objectiveUnknown' });
  }
  const counts = countWindow(events, window.seconds, terms, read);
  const whole = { bad: counts.bad.value, total: counts.total.value };
  const trend = readTrend(request, slo, terms, read, whole);
  if (trend.state !== 'ok') {
    return absent(trendAbsence(trend, counts.errorRatio));
  }
  const factor = {
    percent: 1,
    minutes: budgetMinutes(slo) ?? NaN,
    events: errorBudgetRatio(objectiveRatio) * (whole.total ?? NaN),
  }[request.unit];
  return { slo, method: 'cumulative', points: scaled(trend.points, factor), absence: null };
}

function countWindow(events: EventsSli, windowSeconds: number, terms: Terms, read: ReadPart): EventCounts {
  return countEvents(events, (selector) => read(increaseId(windowSeconds), termKey(terms, selector)), []);
}

/** Why events give no line, where this is their ratio over the window. */
function trendAbsence(trend: Exclude<Trend, { state: 'ok' }>, errorRatio: Measured): BudgetAbsence {
  if (trend.state === 'stepChanged') {
    return { kind: 'stepChanged', wantedSeconds: trend.wantedSeconds, gotSeconds: trend.gotSeconds };
  }
  if (errorRatio.state === 'noTraffic') {
    return { kind: 'noEvents' };
  }
  return errorRatio.value === null ? { kind: 'unmeasured', what: errorRatio } : { kind: 'missing' };
}

/** The whole budget in minutes of full outage: (1 - objective) · window. */
function budgetMinutes({ objectiveRatio, window }: Slo): number | null {
  return objectiveRatio === null ? null : (errorBudgetRatio(objectiveRatio) * window.seconds) / 60;
}

function scaled(points: readonly BudgetPoint[], factor: number): BudgetPoint[] {
  return points.map(({ timeSeconds, value }) => ({ timeSeconds, value: value === null ? null : value * factor }));
}
