import { errorBudgetRatio } from '../../budget/budget';
import { unmeasured, type Measured } from '../../budget/dataState';
import type { Slo } from '../../slo/slo';
import { budgetSeriesId, readBudgetEnd, readBudgetSeries, slidingMetric, type BudgetPoint } from '../budgetSeries';
import { columnReader, type ReadColumn } from '../columns';
import { countEvents } from '../events/count';
import { increaseId } from '../events/plan';
import { termKey, termsOf, type Terms } from '../events/terms';
import { readTrend } from '../events/trend';
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
  const terms = termsOf(slos);
  return slos.map((slo) =>
    slides(slo, request.unit) ? sliding(slo, request, column) : cumulative(slo, request, terms, part)
  );
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
  const metric = slidingMetric(slo);
  const column = slo.recorded && metric && read(budgetSeriesId(metric), slo.recorded);
  if (column?.state === 'failed') {
    return drawn([], { kind: 'unmeasured', what: unmeasured('error', column.reason) });
  }
  const end = readBudgetEnd(slo, request.toSeconds, read);
  const series = readBudgetSeries(slo, read);
  const points = end ? [...series.filter(({ timeSeconds }) => timeSeconds < end.timeSeconds), end] : series;
  if (points.every(({ value }) => value === null)) {
    return drawn(points, { kind: points.length > 0 ? 'undefined' : 'missing' });
  }
  return drawn(scaled(points, factor), null);
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
  const counts = countEvents(events, (selector) => read(increaseId(window.seconds), termKey(terms, selector)), []);
  const whole = { bad: counts.bad.value, total: counts.total.value };
  const trend = readTrend(request, slo, terms, read, whole);
  if (trend.state === 'stepChanged') {
    return absent({ kind: 'stepChanged', wantedSeconds: trend.wantedSeconds, gotSeconds: trend.gotSeconds });
  }
  if (trend.state !== 'ok') {
    const { errorRatio } = counts;
    return absent(
      errorRatio.state === 'noTraffic'
        ? { kind: 'noEvents' }
        : errorRatio.value === null
          ? { kind: 'unmeasured', what: errorRatio }
          : { kind: 'missing' }
    );
  }
  const factor = {
    percent: 1,
    minutes: budgetMinutes(slo) ?? NaN,
    events: errorBudgetRatio(objectiveRatio) * (whole.total ?? NaN),
  }[request.unit];
  return { slo, method: 'cumulative', points: scaled(trend.points, factor), absence: null };
}

/** The whole budget in minutes of full outage: (1 - objective) · window. */
function budgetMinutes({ objectiveRatio, window }: Slo): number | null {
  return objectiveRatio === null ? null : (errorBudgetRatio(objectiveRatio) * window.seconds) / 60;
}

function scaled(points: readonly BudgetPoint[], factor: number): BudgetPoint[] {
  return points.map(({ timeSeconds, value }) => ({ timeSeconds, value: value === null ? null : value * factor }));
}
