import { errorBudgetRatio } from '../../budget/budget';
import { unmeasured, type Measured } from '../../budget/dataState';
import { isComposite, measuredSlos, memberSlo, type CompositeSlo } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import type { JudgedWindow } from '../../window/window';
import { budgetSeriesId, readBudgetEnd, readBudgetSeries, slidingMetric, type BudgetPoint } from '../budgetSeries';
import { columnReader, type ReadColumn } from '../columns';
import { compositeBudget } from '../events/compositeBudget';
import { countEvents } from '../events/count';
import { readKept } from '../events/kept';
import { spansWithin } from '../events/spans';
import { termsOf, type Terms } from '../events/terms';
import { readTrends } from '../events/trend';
import { slosAt, uncountable, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import { partReader, type ReadPart } from '../union';
import { readKeptBudget } from '../slots/keptBudget';
import type { SlottedSlo } from '../slos/recordedPlan';
import type { SlotReading } from '../slots/read';
import { isSlicedOnly } from '../slots/usable';
import { idealPoints, periodPoints, wholeTotal, type IdealPoint } from './periods';
import { drawnBudgets, drawsKeptSlots, planBudget, slides, type BudgetRequest } from './plan';

/** How the points were obtained. */
export type BudgetMethod =
  /** The tool's own series: every point looks back over the SLO window. */
  | 'sliding'
  /** As it was spent since the start of the SLO window that ends now: every point looks back to one time. */
  | 'cumulative'
  /** The same by recorded short ratios, without those of excluded times: each weighs the same. */
  | 'cumulativeSlots'
  /**
   * As it was spent since the start of the calendar period that runs at each point, of the budget of the whole period; for
   * one that still runs, of what that will be if as many events come as have come so far.
   */
  | 'byPeriod';

/** Why a budget is not drawn. */
export type BudgetAbsence =
  | { kind: 'stopped' | 'undefined' | 'missing' | 'notRecordedOverWindow' | 'eventsUnknown' | 'noEvents' | 'sliced' }
  | { kind: 'objectiveUnknown' }
  /** There would be too many points. */
  | { kind: 'tooMany' }
  /** The budget of a composite is a share only: its members count different events. */
  | { kind: 'shareOnly' }
  /** A number that it needs could not be had. */
  | { kind: 'unmeasured'; what: Measured }
  | { kind: 'stepChanged'; wantedSeconds: number; gotSeconds: number };

export interface BudgetOverTime {
  slo: JudgedSlo;
  method: BudgetMethod;
  /** In the unit that was asked for; ascending. */
  points: readonly BudgetPoint[];
  /**
   * For calendar periods what would be left if each were spent evenly: straight from the whole budget at its start to
   * nothing at its end. At the times of the points, and at the end of the newest period. Empty for other windows.
   */
  ideal: readonly IdealPoint[];
  /** Null where there are numbers. */
  absence: BudgetAbsence | null;
}

/** The budget of every SLO over time, in the order of `slos`; one without numbers says why. */
export function judgeBudget(request: BudgetRequest, defined: readonly Slo[], answers: Answers): BudgetOverTime[] {
  const slos = slosAt(defined, request.toSeconds);
  const column = columnReader(answers);
  const part = partReader(planBudget(request, defined), answers);
  const terms = termsOf(measuredSlos(slos));
  const drawn = drawnBudgets(request, slos);
  return slos.map((slo) => {
    if (!drawn.has(slo.id)) {
      return { slo, method: 'sliding', points: [], ideal: [], absence: { kind: 'tooMany' } };
    }
    if (isComposite(slo)) {
      return composed(slo, request, terms, part);
    }
    if (drawsKeptSlots(slo, request.unit)) {
      return keptSlots(slo, request, { terms, column, part });
    }
    return slides(slo, request.unit) ? sliding(slo, request, column) : counted(slo, request, terms, part);
  });
}

/** As its members spent it; one that had no events spent nothing, one that cannot be drawn keeps the composite from it. */
function composed(slo: JudgedSlo & CompositeSlo, request: BudgetRequest, terms: Terms, read: ReadPart): BudgetOverTime {
  const members = slo.composite.map((member) => ({
    weight: member.weight,
    ...counted(memberSlo<JudgedSlo>(slo, member), { ...request, unit: 'percent' }, terms, read),
  }));
  const method = members[0]?.method ?? 'cumulative';
  const absent = (absence: BudgetAbsence): BudgetOverTime => ({ slo, method, points: [], ideal: [], absence });
  if (request.unit !== 'percent') {
    return absent({ kind: 'shareOnly' });
  }
  const unseen = members.find(({ absence }) => absence !== null && absence.kind !== 'noEvents')?.absence;
  const drawn = members.filter(({ absence }) => absence === null);
  if (unseen || drawn.length === 0) {
    return absent(unseen ?? { kind: 'noEvents' });
  }
  return { slo, method, points: compositeBudget(drawn), ideal: drawn[0]?.ideal ?? [], absence: null };
}

function sliding(slo: JudgedSlo, request: BudgetRequest, read: ReadColumn): BudgetOverTime {
  const drawn = (points: readonly BudgetPoint[], absence: BudgetAbsence | null): BudgetOverTime => ({
    slo,
    method: 'sliding',
    points,
    ideal: [],
    absence,
  });
  // What is still recorded of an SLI that has stopped repeats its past as if it were now.
  if (slo.problems.some(({ kind }) => kind === 'sliStopped')) {
    return drawn([], { kind: 'stopped' });
  }
  const factor = request.unit === 'minutes' ? budgetMinutes(slo, slo.window.seconds) : 1;
  if (factor === null) {
    return drawn([], { kind: 'objectiveUnknown' });
  }
  const metric = slidingMetric(slo);
  const column = slo.recorded && metric && read(budgetSeriesId(metric), slo.recorded);
  if (column?.state === 'failed') {
    return drawn([], { kind: 'unmeasured', what: unmeasured('error', column.reason) });
  }
  const end = readBudgetEnd(slo, request.toSeconds, read);
  const points = readBudgetSeries(slo, request, read, end);
  if (points.every(({ value }) => value === null)) {
    return drawn(points, { kind: points.length > 0 ? 'undefined' : 'missing' });
  }
  return drawn(scaled(points, factor), null);
}

function keptSlots(slo: SlottedSlo, request: BudgetRequest, reading: SlotReading): BudgetOverTime {
  const drawn = (points: readonly BudgetPoint[], absence: BudgetAbsence | null): BudgetOverTime => ({
    slo,
    method: 'cumulativeSlots',
    points,
    ideal: [],
    absence,
  });
  const factor = request.unit === 'minutes' ? budgetMinutes(slo, slo.window.seconds) : 1;
  if (factor === null || slo.objectiveRatio === null) {
    return drawn([], { kind: 'objectiveUnknown' });
  }
  const read = readKeptBudget(request, slo, reading);
  return read.state === 'absent' ? drawn([], read.absence) : drawn(scaled(read.points, factor), null);
}

function counted(slo: JudgedSlo, request: BudgetRequest, terms: Terms, read: ReadPart): BudgetOverTime {
  const { events, objectiveRatio, window } = slo;
  const method = window.kind === 'rolling' ? 'cumulative' : 'byPeriod';
  const absent = (absence: BudgetAbsence): BudgetOverTime => ({ slo, method, points: [], ideal: [], absence });
  if (isSlicedOnly(slo)) {
    return absent({ kind: 'sliced' });
  }
  if (!events) {
    return absent({ kind: request.unit === 'events' ? 'eventsUnknown' : 'notRecordedOverWindow' });
  }
  if (objectiveRatio === null) {
    return absent({ kind: 'objectiveUnknown' });
  }
  const spans = spansWithin(window, request);
  const drawn = spans.map((span) => {
    const counts = countEvents(events, readKept(slo, span, terms, read), []);
    return { span, counts, total: wholeTotal(span, counts) };
  });
  const wholes = new Map(drawn.map(({ span, counts, total }) => [span, { bad: counts.bad.value, total }]));
  const trends = readTrends(request, slo, spans, terms, read, (span) => wholes.get(span) ?? { bad: null, total: null });
  const [changed] = trends.flatMap((trend) => (trend.state === 'stepChanged' ? [trend] : []));
  if (changed) {
    return absent({ kind: 'stepChanged', wantedSeconds: changed.wantedSeconds, gotSeconds: changed.gotSeconds });
  }
  const pieces = drawn.map(({ span, total }, index) => {
    const trend = trends[index];
    const whole = {
      percent: 1,
      minutes: budgetMinutes(slo, span.wholeSeconds) ?? NaN,
      events: errorBudgetRatio(objectiveRatio) * (total ?? NaN),
    }[request.unit];
    const own = scaled(trend?.state === 'ok' ? trend.points : [], whole);
    const points = window.kind === 'calendar' ? periodPoints(span, own, request) : own;
    const ideal = window.kind === 'calendar' && Number.isFinite(whole) ? idealPoints(span, points, whole, request) : [];
    return { points, ideal };
  });
  const points = pieces.flatMap((piece) => piece.points);
  if (points.every(({ value }) => value === null)) {
    return absent(absenceOf(drawn.at(-1)?.counts.errorRatio ?? null, window));
  }
  return { slo, method, points, ideal: pieces.flatMap(({ ideal }) => ideal), absence: null };
}

/** @param errorRatio of the newest stretch; null where there is none */
function absenceOf(errorRatio: Measured | null, window: JudgedWindow): BudgetAbsence {
  const what = errorRatio ?? uncountable(window);
  if (what === null || what.value !== null) {
    return { kind: 'missing' };
  }
  return what.state === 'noTraffic' && errorRatio ? { kind: 'noEvents' } : { kind: 'unmeasured', what };
}

/** The whole budget in minutes of full outage: (1 - objective) · window. */
function budgetMinutes({ objectiveRatio }: Slo, windowSeconds: number): number | null {
  return objectiveRatio === null ? null : (errorBudgetRatio(objectiveRatio) * windowSeconds) / 60;
}

function scaled(points: readonly BudgetPoint[], factor: number): BudgetPoint[] {
  return points.map(({ timeSeconds, value }) => ({ timeSeconds, value: value === null ? null : value * factor }));
}
