import type { Measured } from '../../budget/dataState';
import { budgetRemainingRatio, errorBudgetRatio } from '../../budget/budget';
import { print } from '../../promql/print';
import { measuredSlos } from '../../slo/composite';
import type { EventsSli } from '../../slo/events';
import type { RecordedMetric, RecordedSli } from '../../slo/slo';
import { column } from '../columns';
import { countNow } from '../events/plan';
import { selectorsOf } from '../events/terms';
import { isSliced, sliceExpr } from '../slices/plan';
import type { Evidence, SloRow } from '../slos/row';

/** What a step gives. */
export type Quantity = 'sli' | 'errorBudget' | 'budgetRemaining' | 'eventSli' | 'eventBudgetRemaining' | 'burnRate';

/**
 * By what it is computed:
 *
 * - `goodOfAll`: (all − bad) ÷ all, of counted events.
 * - `oneLessRecorded`: 1 − the recorded share of bad events; `recorded`: the recorded share of good ones.
 * - `meanOfSlots`: the mean of recorded short ratios, `slices` that of slices of time.
 * - `oneLessObjective`: 1 − objective.
 * - `budget`: 1 − (1 − SLI) ÷ (1 − objective).
 * - `recordedBudget`: the tool's own number, beside which that formula stands.
 * - `budgetOfMembers`: 1 − Σ weight × what each member has spent of its budget.
 * - `burnRate`: error ratio ÷ (1 − objective); `burnRateOfMembers`: Σ weight × burn rate of each member.
 */
export type Formula =
  | 'goodOfAll'
  | 'oneLessRecorded'
  | 'recorded'
  | 'meanOfSlots'
  | 'slices'
  | 'oneLessObjective'
  | 'budget'
  | 'recordedBudget'
  | 'budgetOfMembers'
  | 'burnRate'
  | 'burnRateOfMembers';

/** One number of a row and how it is computed from what stands beside it. */
export interface Step {
  quantity: Quantity;
  /** Over which it is; null for what is of no window. */
  windowSeconds: number | null;
  formula: Formula;
  /** The formula with its numbers, such as `1 − (1 − 0.9995) ÷ 0.001`; empty where a number of it is not known. */
  numbers: string;
  /** Null for what is known by definition and not measured. */
  measured: Measured | null;
  value: number | null;
  /** Queries that give the numbers; a mean of slots is asked for of several SLOs at once. */
  promql: string[];
}

/**
 * How the numbers of a row are computed, each from those that stand before it or from its PromQL. The error ratio of a burn
 * rate is that rate times the error budget, which is how the rate was made of it.
 */
export function calculationOf(row: SloRow): Step[] {
  return [...headlineSteps(row), ...eventSteps(row), ...burnRateSteps(row)];
}

function headlineSteps(row: SloRow): Step[] {
  const { slo, method, sli, budgetRemaining } = row;
  const { objectiveRatio, window, recorded } = slo;
  if (method.kind === 'composite') {
    return [membersStep(row)];
  }
  const own = recorded && method.kind === 'recorded' ? recorded.budgetRemaining : null;
  return [
    { quantity: 'sli', windowSeconds: window.seconds, measured: sli, value: sli.value, ...sliOf(row) },
    {
      quantity: 'errorBudget',
      windowSeconds: null,
      formula: 'oneLessObjective',
      numbers: objectiveRatio === null ? '' : `1 − ${text(objectiveRatio)}`,
      measured: null,
      value: objectiveRatio === null ? null : errorBudgetRatio(objectiveRatio),
      promql: [],
    },
    {
      quantity: 'budgetRemaining',
      windowSeconds: window.seconds,
      formula: own ? 'recordedBudget' : 'budget',
      numbers: budgetNumbers(sli, objectiveRatio, own !== null),
      measured: budgetRemaining,
      value: budgetRemaining.value,
      promql: recorded && own ? [seriesQuery(own, recorded)] : [],
    },
  ];
}

function sliOf(row: SloRow): Pick<Step, 'formula' | 'numbers' | 'promql'> {
  const { slo, method, sli, eventWeighted } = row;
  const { recorded, window } = slo;
  switch (method.kind) {
    case 'events':
      return {
        formula: 'goodOfAll',
        numbers: eventNumbers(eventWeighted),
        promql: slo.events ? countQueries(row, slo.events, window.seconds) : [],
      };
    case 'meanOfSlots':
      return { formula: 'meanOfSlots', numbers: '', promql: queriesOf(row, 'sli') };
    case 'slices':
      return { formula: 'slices', numbers: '', promql: queriesOf(row, 'sli') };
    default: {
      const ratio = recorded?.windowRatio;
      const promql = recorded && ratio ? [seriesQuery(ratio, recorded)] : queriesOf(row, 'sli');
      return ratio?.holds === 'bad'
        ? { formula: 'oneLessRecorded', numbers: sli.value === null ? '' : `1 − ${text(1 - sli.value)}`, promql }
        : { formula: 'recorded', numbers: sli.value === null ? '' : text(sli.value), promql };
    }
  }
}

/** The same by events, where they stand beside the number of the tool. */
function eventSteps(row: SloRow): Step[] {
  const { slo, method, eventWeighted } = row;
  const { window, events, objectiveRatio } = slo;
  if (!eventWeighted || method.kind === 'events') {
    return [];
  }
  const { sli, budgetRemaining } = eventWeighted;
  return [
    {
      quantity: 'eventSli',
      windowSeconds: window.seconds,
      formula: 'goodOfAll',
      numbers: eventNumbers(eventWeighted),
      measured: sli,
      value: sli.value,
      promql: events ? countQueries(row, events, window.seconds) : queriesOf(row, 'badEvents'),
    },
    {
      quantity: 'eventBudgetRemaining',
      windowSeconds: window.seconds,
      formula: 'budget',
      numbers: budgetNumbers(sli, objectiveRatio, false),
      measured: budgetRemaining,
      value: budgetRemaining.value,
      promql: [],
    },
  ];
}

function burnRateSteps(row: SloRow): Step[] {
  const { slo, method, burnRates } = row;
  const { objectiveRatio } = slo;
  return [...burnRates].map(([windowSeconds, rate]): Step => {
    const ofMembers = method.kind === 'composite';
    const known = !ofMembers && rate.value !== null && objectiveRatio !== null;
    return {
      quantity: 'burnRate',
      windowSeconds,
      formula: ofMembers ? 'burnRateOfMembers' : 'burnRate',
      numbers: known
        ? `${text(rate.value! * errorBudgetRatio(objectiveRatio))} ÷ ${text(errorBudgetRatio(objectiveRatio))}`
        : '',
      measured: rate,
      value: rate.value,
      promql: burnRateQueries(row, windowSeconds),
    };
  });
}

function burnRateQueries(row: SloRow, windowSeconds: number): string[] {
  const { slo, method } = row;
  const { recorded } = slo;
  const ratio = method.kind === 'events' ? undefined : recorded?.ratios.get(windowSeconds);
  if (recorded && ratio) {
    return [seriesQuery(ratio, recorded)];
  }
  if (isSliced(slo)) {
    return [print(sliceExpr(slo.slices, 'mean', windowSeconds))];
  }
  return distinct(
    measuredSlos([slo]).flatMap((one) => (one.events ? countQueries({ slo: one }, one.events, windowSeconds) : []))
  );
}

function membersStep({ slo, members = [], budgetRemaining, evidence }: SloRow): Step {
  const spent = members.map(({ weight, spent: { value } }) =>
    value === null ? null : `${text(weight)} × ${text(value)}`
  );
  return {
    quantity: 'budgetRemaining',
    windowSeconds: slo.window.seconds,
    formula: 'budgetOfMembers',
    // One without events has spent nothing.
    numbers: budgetRemaining.value === null ? '' : `1 − (${spent.filter((part) => part !== null).join(' + ')})`,
    measured: budgetRemaining,
    value: budgetRemaining.value,
    promql: queriesOf({ evidence }, 'budgetRemaining'),
  };
}

function eventNumbers(counted: SloRow['eventWeighted']): string {
  const bad = counted?.badEvents.value ?? null;
  const total = counted?.totalEvents.value ?? null;
  return bad === null || !total ? '' : `(${text(total)} − ${text(bad)}) ÷ ${text(total)}`;
}

function budgetNumbers({ value }: Measured, objectiveRatio: number | null, withResult: boolean): string {
  if (value === null || objectiveRatio === null) {
    return '';
  }
  const numbers = `1 − (1 − ${text(value)}) ÷ ${text(errorBudgetRatio(objectiveRatio))}`;
  return withResult ? `${numbers} = ${text(budgetRemainingRatio(1 - value, objectiveRatio))}` : numbers;
}

function countQueries({ slo }: Pick<SloRow, 'slo'>, events: EventsSli, windowSeconds: number): string[] {
  return distinct(selectorsOf(events).map((selector) => print(countNow([slo])(selector, windowSeconds))));
}

function seriesQuery(metric: RecordedMetric, recorded: RecordedSli): string {
  return print(column(metric, [recorded]));
}

function queriesOf({ evidence }: Pick<SloRow, 'evidence'>, role: Evidence['role']): string[] {
  return distinct(evidence.filter((one) => one.role === role).map(({ promql }) => promql));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Enough digits to compute the next number from it to six. */
const DIGITS = 10;

function text(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
