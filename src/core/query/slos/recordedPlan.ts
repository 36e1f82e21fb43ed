import { aggregate, binary, call, number, subquery, type Expr } from '../../promql/ast';
import { lookedAt } from '../../promql/idioms';
import { print } from '../../promql/print';
import type { RatioSlot, RecordedMetric, RecordedSli } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import { column, columnId, metricKey } from '../columns';
import { COVERAGE_LOOKS } from '../coverage';
import type { JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';

/** An SLO of which a tool has recorded something. */
export type RecordedSlo = JudgedSlo & { recorded: RecordedSli };

export function isRecorded(slo: JudgedSlo): slo is RecordedSlo {
  return slo.recorded !== undefined;
}

/** One whose short ratios are recorded throughout its window. */
export type SlottedSlo = JudgedSlo & { recorded: RecordedSli & { slot: RatioSlot } };

export function isSlotted(slo: RecordedSlo): slo is SlottedSlo {
  return slo.recorded.slot !== null;
}

/**
 * What tools have recorded of these SLOs at one time: one instant query per recorded metric, whatever the number of SLOs;
 * two per window length for the coverage, two more where the ratio over the window has to be made of its slots.
 */
export function planRecorded(slos: readonly RecordedSlo[], toSeconds: number): InstantQuery[] {
  const queries: InstantQuery[] = [];
  const instant = (id: string, expr: Expr) =>
    queries.push({ kind: 'instant', id, promql: print(expr), atSeconds: toSeconds });

  const uses = slos.flatMap(({ recorded }) => metricsOf(recorded).map((metric) => ({ metric, recorded })));
  for (const users of groupBy(uses, ({ metric }) => metricKey(metric)).values()) {
    const [{ metric }] = users;
    instant(columnId(metric), column(metric, recordedOf(users)));
  }
  const slotted = slos.filter(isSlotted);
  for (const users of groupBy(slotted, (slo) => slotsId('recorded', slo)).values()) {
    const [{ recorded, window }] = users;
    const slots = column(recorded.slot.ratio, recordedOf(users));
    const looked = (expr: Expr) => subquery(expr, window.seconds, coverageStepSeconds(users[0]));
    instant(slotsId('recorded', users[0]), call('count_over_time', looked(slots)));
    instant(slotsId('begin', users[0]), call('min_over_time', looked(lookedAt(aggregate('group', 'all', slots)))));
  }
  for (const users of groupBy(slotted.filter(ratioFromSlots), (slo) => slotsId('mean', slo)).values()) {
    const [{ recorded, window }] = users;
    const { ratio, seconds } = recorded.slot;
    const withTraffic = subquery(binary(column(ratio, recordedOf(users)), '>=', number(0)), window.seconds, seconds);
    instant(slotsId('mean', users[0]), call('avg_over_time', withTraffic));
    instant(slotsId('withTraffic', users[0]), call('count_over_time', withTraffic));
  }
  return queries;
}

/** Whether the ratio over the window is made of its slots: the tool's own is NaN, or is one of another window. */
function ratioFromSlots({ recorded }: RecordedSlo): boolean {
  return recorded.poisoned || recorded.windowRatio === null;
}

/** Seconds between two looks; never finer than the slots themselves. */
export function coverageStepSeconds({ recorded, window }: SlottedSlo): number {
  return Math.max(recorded.slot.seconds, window.seconds / COVERAGE_LOOKS);
}

/**
 * What is asked about the short ratios of a window: how many were recorded and since when, which tells the coverage, and
 * where the ratio is made of them the mean and the number of those with traffic. SLOs of one window share the answers.
 */
export function slotsId(part: 'recorded' | 'begin' | 'mean' | 'withTraffic', { recorded, window }: SlottedSlo): string {
  return `slots:${part}:${metricKey(recorded.slot.ratio)}:${window.seconds}`;
}

function recordedOf(users: ReadonlyArray<{ recorded: RecordedSli }>): RecordedSli[] {
  return users.map(({ recorded }) => recorded);
}

function metricsOf({ ratios, windowRatio, budgetRemaining, slot }: RecordedSli): RecordedMetric[] {
  const all = [...ratios.values(), windowRatio, budgetRemaining, slot?.ratio];
  return all.filter((metric) => metric !== null && metric !== undefined);
}
