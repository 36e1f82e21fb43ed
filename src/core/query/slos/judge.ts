import { pairState } from '../../budget/alertPairs';
import { budgetRemainingRatio, burnRate } from '../../budget/budget';
import { mapMeasured, unmeasured, type Measured } from '../../budget/dataState';
import { DEFAULT_POLICY_RULES, type PolicyRules } from '../../budget/policyRules';
import { judgeStatus } from '../../budget/status';
import { isComposite, measuredSlos } from '../../slo/composite';
import type { Problem, Slo } from '../../slo/slo';
import { alertsAreOff } from '../../slo/watched';
import { readBudgetSeries, type BudgetPoint } from '../budgetSeries';
import { columnId, columnReader, instantValue } from '../columns';
import { countsEvents, isCountedByTool, termsOf } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers, Query } from '../port';
import { sliceNumbers } from '../slices/judge';
import { isSliced } from '../slices/plan';
import { readKeptBudget } from '../slots/keptBudget';
import { partReader } from '../union';
import { judgeComposite } from './compositeRow';
import { proveNoHealth } from './doubts';
import { eventTrend } from './eventTrend';
import { eventNumbers, isCounted, type EventNumbers } from './eventNumbers';
import { evidenceOf } from './evidence';
import { drawsEvents, isJudgedByKeptSlots } from './keptSlots';
import type { Numbers } from './numbers';
import { pairProblems } from './pairProblems';
import { planPast, readPast } from './past';
import { planSlos } from './plan';
import { policyVerdict } from './policyVerdict';
import { trendRequest, type SlosRequest } from './trendSources';
import { askedHistories } from './askedHistories';
import { isRated, recordedEvents } from './recordedEvents';
import type { Reading } from './reading';
import { recordedNumbers } from './recordedNumbers';
import { isRecorded } from './recordedPlan';
import type { EventWeighted, SloRow } from './row';

/** Share of the budget by which two ways to it may differ: rules are evaluated one after another, not at once. */
const SAME_BUDGET_RATIO = 0.01;

/**
 * What the answers say of every SLO, in the order of `slos`. Nothing is left out: an SLO without numbers is a row. Answers
 * of `planPast` may be among them; with those the exhaustion counts what leaves the windows.
 */
export function judgeSlos(
  request: SlosRequest,
  slos: readonly Slo[],
  answers: Answers,
  policies: PolicyRules = DEFAULT_POLICY_RULES
): SloRow[] {
  return slosJudge(request, slos, [...planSlos(request, slos), ...planPast(request, slos)], policies)(answers)();
}

/**
 * The same for answers that come one after another. Of `numbers`, the answers to the instant queries of `planSlos`, the
 * numbers at the end of the range are read once, whatever comes later.
 *
 * @param planned the queries of `planSlos` and `planPast`
 */
export function slosJudge(
  request: SlosRequest,
  slos: readonly Slo[],
  planned: readonly Query[],
  policies: PolicyRules
): (numbers: Answers) => (later?: Answers) => SloRow[] {
  const terms = termsOf(measuredSlos(slos));
  const evidence = evidenceOf(planned);
  const judged = slosAt(slos, request.toSeconds);
  const asked = askedHistories(request, judged);
  return (numbers) => {
    const known = new Map<JudgedSlo, Present>();
    return (later) => {
      const answers: Answers = later ? new Map([...numbers, ...later]) : numbers;
      const column = columnReader(answers);
      const reading: Reading = { request, policies, terms, column, part: partReader(planned, answers), evidence };
      return judged.map((slo): SloRow => {
        const row = isComposite(slo) ? judgeComposite(slo, reading) : judgeSlo(slo, known, reading);
        return asked.has(slo.id) ? row : { ...row, notAsked: ['history'] };
      });
    };
  };
}

/** What is known of an SLO at the end of the range, whatever its past. */
interface Present extends Pick<SloRow, 'budgetRemaining' | 'eventWeighted' | 'burnRates' | 'pairStates' | 'evidence'> {
  counted: EventNumbers | null;
  numbers: Numbers;
  /** Those that cast doubt on the numbers. */
  problems: readonly Problem[];
}

function judgeSlo(slo: JudgedSlo, known: Map<JudgedSlo, Present>, reading: Reading): SloRow {
  const { request } = reading;
  const { window } = slo;
  const present = known.get(slo) ?? presentOf(slo, reading);
  known.set(slo, present);
  const { counted, numbers, problems, budgetRemaining, burnRates, eventWeighted, pairStates, evidence } = present;
  const past = readPast(slo, request.toSeconds, counted?.counts.total.value ?? null, reading);
  const verdict = judgeStatus({
    windowSeconds: window.seconds,
    ...(window.kind === 'calendar' ? { leftSeconds: window.endSeconds - request.toSeconds } : {}),
    ...(past === null ? {} : { past }),
    budgetRemaining,
    burnRates,
    pairs: slo.pairs,
    alertsAreOff: alertsAreOff(slo),
    doubtful: proveNoHealth(problems),
  });
  return {
    slo,
    atSeconds: request.toSeconds,
    sli: mapMeasured(numbers.windowErrorRatio, (ratio) => 1 - ratio),
    method: numbers.method,
    budgetRemaining,
    eventWeighted,
    burnRates,
    pairStates,
    verdict,
    policy: policyVerdict(slo, reading.policies, budgetRemaining, verdict),
    trend: request.trend ? trend(slo, counted, numbers, budgetRemaining, reading) : [],
    evidence,
    problems: [...problems, ...pairProblems(slo, eventWeighted)],
  };
}

function presentOf(slo: JudgedSlo, reading: Reading): Present {
  const { request, terms, part } = reading;
  const { objectiveRatio } = slo;
  const counted = isCounted(slo) ? eventNumbers(slo, request.toSeconds, terms, part) : null;
  const { numbers, problems } = headline(slo, counted, reading);
  const budgetOf = (ratio: Measured) => perBudget(ratio, objectiveRatio, budgetRemainingRatio);
  const burnRates = new Map(
    [...numbers.errorRatios].map(([seconds, ratio]) => [seconds, perBudget(ratio, objectiveRatio, burnRate)])
  );
  const eventWeighted: EventWeighted | null = counted
    ? {
        sli: mapMeasured(counted.windowErrorRatio, (ratio) => 1 - ratio),
        budgetRemaining: budgetOf(counted.windowErrorRatio),
        badEvents: counted.counts.bad,
        totalEvents: counted.counts.total,
      }
    : isRecorded(slo) && isRated(slo)
      ? recordedEvents(slo, numbers.windowErrorRatio, reading.column)
      : null;
  return {
    counted,
    numbers,
    budgetRemaining: preferRecorded(budgetOf(numbers.windowErrorRatio), slo, numbers, reading, problems),
    // With what the recorded budget adds to them.
    problems,
    burnRates,
    eventWeighted,
    pairStates: slo.pairs.map((pair) => pairState(pair, burnRates)),
    evidence: reading.evidence(slo, numbers),
  };
}

/**
 * The numbers that lead the row: those that the tool has recorded, since its alerts use them; those of the events where it
 * has recorded nothing. That it recorded nothing is explained by an SLO without a bad event, and by nothing else.
 */
function headline(
  slo: JudgedSlo,
  counted: EventNumbers | null,
  reading: Reading
): { numbers: Numbers; problems: Problem[] } {
  if (counted && countsEvents(slo)) {
    const withoutErrors = counted.counts.bad.value !== null && counted.counts.bad.value <= 0;
    const own = slo.problems.filter(({ kind }) => kind !== 'sliMissing');
    const missed: Problem[] =
      own.length === slo.problems.length || withoutErrors
        ? []
        : [counted.counts.bad.value === null ? { kind: 'sliMissing' } : { kind: 'errorsNotRecorded' }];
    return { numbers: counted, problems: [...own, ...missed, ...counted.problems] };
  }
  if (isSliced(slo) && !isRecorded(slo)) {
    const sliced = sliceNumbers(slo, reading.request.toSeconds, reading.part);
    return { numbers: sliced, problems: [...slo.problems, ...sliced.problems] };
  }
  const own = isRecorded(slo) ? recordedNumbers(slo, reading.request.toSeconds, reading.column) : neverMeasured();
  // Where something is excluded, the tool's own number over the window is of another time; its slots, or else events, can
  // be taken out.
  const byEvents = isCountedByTool(slo) || (slo.excluded.length > 0 && !isJudgedByKeptSlots(slo));
  const numbers: Numbers =
    counted && (byEvents || beganLate(own, counted))
      ? { ...own, windowErrorRatio: counted.windowErrorRatio, method: counted.method }
      : own;
  return { numbers, problems: [...slo.problems, ...numbers.problems] };
}

/**
 * A tool that divides by errors records nothing before the first of them, and its own number is one of the time since. The
 * events are those of the whole window, where they find the errors that the tool has found.
 */
function beganLate(
  { windowErrorRatio }: Numbers,
  { counts, problems, windowErrorRatio: whole }: EventNumbers
): boolean {
  const agree = problems.length === 0 && (windowErrorRatio.value === 0 || (counts.bad.value ?? 0) > 0);
  return windowErrorRatio.reason?.kind === 'youngerThanWindow' && whole.state === 'measured' && agree;
}

function neverMeasured(): Numbers {
  const nothing = unmeasured('noData', { kind: 'notCountable' });
  return { errorRatios: new Map(), windowErrorRatio: nothing, method: { kind: 'none' }, problems: [] };
}

function perBudget(
  ratio: Measured,
  objectiveRatio: number | null,
  formula: (errorRatio: number, objectiveRatio: number) => number
): Measured {
  return objectiveRatio === null
    ? unmeasured('noData', { kind: 'objectiveUnknown' })
    : mapMeasured(ratio, (value) => formula(value, objectiveRatio));
}

/** The budget as the tool has recorded it, where the headline is the tool's: it is the number its users know. */
function preferRecorded(
  computed: Measured,
  { recorded: source }: Slo,
  { method }: Numbers,
  { column }: Reading,
  problems: Problem[]
): Measured {
  if (!source || method.kind !== 'recorded' || source.budgetRemaining === null) {
    return computed;
  }
  const { budgetRemaining } = source;
  const recorded = instantValue(column(columnId(budgetRemaining), source), budgetRemaining, source);
  if (computed.value === null || recorded === undefined || Number.isNaN(recorded)) {
    return computed;
  }
  if (Math.abs(recorded - computed.value) > SAME_BUDGET_RATIO * Math.max(1, Math.abs(computed.value))) {
    problems.push({ kind: 'budgetDisagrees', recorded, computed: computed.value });
  }
  return { ...computed, value: recorded };
}

/** Ended with the number of the row itself: a range query stops up to a step early. */
function trend(
  slo: JudgedSlo,
  counted: EventNumbers | null,
  { method }: Numbers,
  last: Measured,
  reading: Reading
): BudgetPoint[] {
  const { request, column } = reading;
  if (counted && drawsEvents(slo)) {
    return eventTrend(slo, counted, reading);
  }
  if (isJudgedByKeptSlots(slo) && method.kind === 'meanOfSlots') {
    const kept = readKeptBudget(trendRequest(request), slo, reading);
    return kept.state === 'ok' && last.value !== null ? [...kept.points] : [];
  }
  // The recorded budget counts what is excluded from the row's, or only the time that the tool has seen of it.
  if (slo.excluded.length > 0 || method.kind === 'events') {
    return [];
  }
  const end = { timeSeconds: request.toSeconds, value: last.value };
  const points = readBudgetSeries(slo, trendRequest(request), column, end);
  // What is recorded of an SLI that has stopped repeats its past, and a line of NaN says nothing.
  const worthless = last.state === 'noData' || points.every((point) => point === end || point.value === null);
  return worthless ? [] : points;
}
