import { pairState } from '../../budget/alertPairs';
import { budgetRemainingRatio, burnRate } from '../../budget/budget';
import { mapMeasured, measured, partial, unmeasured, type Measured } from '../../budget/dataState';
import { judgeStatus } from '../../budget/status';
import type { Problem, Slo } from '../../slo/slo';
import { budgetSeriesId, readBudgetSeries, type BudgetPoint } from '../budgetSeries';
import { columnId, columnReader, instantValue, type ReadColumn } from '../columns';
import type { Answers, Query } from '../port';
import { coverageStepSeconds, planSlos, slotsId, type SlosRequest } from './plan';
import type { Evidence, SliMethod, SloRow } from './row';

/** Share of the budget by which two ways to it may differ: rules are evaluated one after another, not at once. */
const SAME_BUDGET_RATIO = 0.01;
/** Coverage from which a window counts as whole: a restart of Prometheus costs a slot or two. */
const WHOLE_WINDOW_RATIO = 0.99;

/** What the answers say of every SLO, in the order of `slos`. Nothing is left out: an SLO without numbers is a row. */
export function judgeSlos(request: SlosRequest, slos: readonly Slo[], answers: Answers): SloRow[] {
  const read = columnReader(answers);
  const promqlById = new Map(planSlos(request, slos).map((query) => [query.id, query]));
  return slos.map((slo) => judgeSlo(slo, request, read, promqlById));
}

function judgeSlo(slo: Slo, request: SlosRequest, read: ReadColumn, queries: ReadonlyMap<string, Query>): SloRow {
  const { sli: source, objectiveRatio } = slo;
  const problems: Problem[] = [...slo.problems];
  const errorRatios = new Map(
    [...source.errorRatioMetrics].map(([seconds, metric]) => [seconds, errorRatio(slo, metric, read, problems)])
  );
  const { errorRatio: windowRatio, method } = windowErrorRatio(slo, errorRatios, read, problems);

  const burnRates = new Map(
    [...errorRatios].map(([seconds, ratio]) => [seconds, perBudget(ratio, objectiveRatio, burnRate)])
  );
  const computed = perBudget(windowRatio, objectiveRatio, budgetRemainingRatio);
  const recorded =
    method.kind === 'recorded' ? instantValue(read(columnId(source.budgetRemainingMetric), slo), slo) : undefined;
  const budgetRemaining = preferRecorded(computed, recorded, problems);
  const doubtful = problems.some(({ kind }) => kind === 'valueOutOfRange' || kind === 'budgetDisagrees');
  const input = { windowSeconds: slo.window.seconds, budgetRemaining, burnRates, pairs: slo.pairs, doubtful };
  return {
    slo,
    atSeconds: request.toSeconds,
    sli: mapMeasured(windowRatio, (ratio) => 1 - ratio),
    method,
    budgetRemaining,
    burnRates,
    pairStates: slo.pairs.map((pair) => pairState(pair, burnRates)),
    verdict: judgeStatus(input),
    trend: request.trend ? trend(slo, request, read, budgetRemaining) : [],
    evidence: evidence(slo, method, queries),
    problems,
  };
}

/** The error ratio that a metric holds for this SLO, with the reason when it holds none. */
function errorRatio(slo: Slo, metric: string, read: ReadColumn, problems: Problem[]): Measured {
  const column = read(columnId(metric), slo);
  if (column.state === 'failed') {
    return unmeasured('error', column.reason);
  }
  const value = instantValue(column, slo);
  if (value === undefined) {
    const [known] = slo.problems.flatMap((problem) =>
      problem.kind === 'rulesStopped' || problem.kind === 'sliMissing' ? [problem] : []
    );
    return unmeasured('noData', known ?? { kind: 'seriesMissing', metric });
  }
  if (Number.isNaN(value)) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric });
  }
  // One impossible value is enough to say so; its siblings come from the same events.
  if ((value < 0 || value > 1) && !problems.some(({ kind }) => kind === 'valueOutOfRange')) {
    problems.push({ kind: 'valueOutOfRange', metric, value });
  }
  return column.warning === undefined
    ? measured(value)
    : partial(value, { kind: 'upstreamWarning', message: column.warning });
}

/**
 * The error ratio over the SLO window: the tool's own where it is a number; the mean of its slots with traffic where a
 * slot without traffic has turned it into NaN; nothing where the short ratios have stopped, because the recorded ratio
 * then speaks of the past only.
 */
function windowErrorRatio(
  slo: Slo,
  errorRatios: ReadonlyMap<number, Measured>,
  read: ReadColumn,
  problems: Problem[]
): { errorRatio: Measured; method: SliMethod } {
  const { windowErrorRatioMetric, slot } = slo.sli;
  const recorded: SliMethod = { kind: 'recorded', metric: windowErrorRatioMetric };
  const own = errorRatio(slo, windowErrorRatioMetric, read, problems);
  const current = errorRatios.get(slot.seconds);
  if (own.state === 'error' || current?.state === 'error') {
    return { errorRatio: own.state === 'error' ? own : (current ?? own), method: recorded };
  }
  if (current?.state === 'noData' && own.state !== 'noData') {
    return { errorRatio: unmeasured('noData', { kind: 'sliStopped', metric: slot.metric }), method: recorded };
  }
  if (own.state !== 'noTraffic') {
    return { errorRatio: own.state === 'measured' ? withCoverage(own, slo, read) : own, method: recorded };
  }
  const method: SliMethod = { kind: 'meanOfSlots', metric: slot.metric, slotSeconds: slot.seconds };
  return { errorRatio: healedErrorRatio(slo, read), method };
}

/** Sloth's rule gives a number from however few slots there are, so how many there are is part of the number. */
function withCoverage(own: Measured, slo: Slo, read: ReadColumn): Measured {
  const slots = read(slotsId('recorded', slo), slo);
  if (slots.state === 'failed') {
    return unmeasured('error', slots.reason);
  }
  const coverageRatio = coverage(instantValue(slots, slo) ?? 0, slo);
  return own.value === null || coverageRatio >= WHOLE_WINDOW_RATIO
    ? own
    : partial(own.value, { kind: 'windowNotCovered', coverageRatio }, coverageRatio);
}

function coverage(looks: number, slo: Slo): number {
  return Math.min(1, looks / (slo.window.seconds / coverageStepSeconds(slo)));
}

function healedErrorRatio(slo: Slo, read: ReadColumn): Measured {
  const { sli, window } = slo;
  if (!sli.poisoned) {
    return unmeasured('gapsSkipped', { kind: 'newlyPoisoned', metric: sli.windowErrorRatioMetric });
  }
  const mean = read(slotsId('mean', slo), slo);
  const traffic = read(slotsId('withTraffic', slo), slo);
  const slots = read(slotsId('recorded', slo), slo);
  for (const column of [mean, traffic, slots]) {
    if (column.state === 'failed') {
      return unmeasured('error', column.reason);
    }
  }
  const value = instantValue(mean, slo);
  const withTraffic = instantValue(traffic, slo) ?? 0;
  const slotsInWindow = window.seconds / sli.slot.seconds;
  if (value === undefined || Number.isNaN(value)) {
    return unmeasured('noTraffic', { kind: 'ratioUndefined', metric: sli.windowErrorRatioMetric });
  }
  return {
    state: 'gapsSkipped',
    value,
    // A slot known to have had no traffic has been seen; only a slot that was never recorded is missing.
    coverageRatio: coverage(instantValue(slots, slo) ?? 0, slo),
    reason: { kind: 'gapsSkipped', slots: withTraffic, slotsInWindow, slotSeconds: sli.slot.seconds },
  };
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

function preferRecorded(computed: Measured, recorded: number | undefined, problems: Problem[]): Measured {
  if (computed.value === null || recorded === undefined || Number.isNaN(recorded)) {
    return computed;
  }
  if (Math.abs(recorded - computed.value) > SAME_BUDGET_RATIO * Math.max(1, Math.abs(computed.value))) {
    problems.push({ kind: 'budgetDisagrees', recorded, computed: computed.value });
  }
  return { ...computed, value: recorded };
}

/** Ended with the number of the row itself: a range query stops up to a step early. */
function trend(slo: Slo, request: SlosRequest, read: ReadColumn, last: Measured): BudgetPoint[] {
  const points = readBudgetSeries(slo, read);
  const before = points.filter(({ timeSeconds }) => timeSeconds < request.toSeconds);
  // What is recorded of an SLI that has stopped repeats its past, and a line of NaN says nothing.
  const worthless = last.state === 'noData' || points.every(({ value }) => value === null);
  return worthless ? [] : [...before, { timeSeconds: request.toSeconds, value: last.value }];
}

function evidence(slo: Slo, method: SliMethod, queries: ReadonlyMap<string, Query>): Evidence[] {
  const { windowErrorRatioMetric, budgetRemainingMetric, errorRatioMetrics } = slo.sli;
  const recorded = method.kind === 'recorded';
  const wanted: Array<[Evidence['role'], string]> = [
    ['sli', recorded ? columnId(windowErrorRatioMetric) : slotsId('mean', slo)],
    ['budgetRemaining', recorded ? columnId(budgetRemainingMetric) : slotsId('mean', slo)],
    ...[...errorRatioMetrics.values()].map((metric): [Evidence['role'], string] => ['burnRate', columnId(metric)]),
    ['trend', budgetSeriesId(budgetRemainingMetric)],
  ];
  return wanted.flatMap(([role, id]) => {
    const query = queries.get(id);
    return query ? [{ role, promql: query.promql }] : [];
  });
}
