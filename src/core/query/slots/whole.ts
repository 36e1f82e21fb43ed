import { budgetRemainingRatio } from '../../budget/budget';
import { planBudgetEnd, readBudgetEnd } from '../budgetSeries';
import { countEvents } from '../events/count';
import { readKept } from '../events/kept';
import { piecesOf, planPieces, runningSpan } from '../events/spans';
import { termsOf } from '../events/terms';
import { uncountable, type JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import type { SlotUse } from './plan';
import type { SlotReading, SlotsAbsence } from './read';

/** What is known of the whole SLO window better than its slots tell it. */
export type Whole =
  | {
      state: 'ok';
      /** What was counted in the window; null where only the slots tell. */
      total: number | null;
      /** Share of the budget that is spent; null where only the slots tell. */
      spentRatio: number | null;
    }
  | { state: 'absent'; absence: SlotsAbsence | { kind: 'noEvents' } };

/** Instant queries by length of window and recorded metric. @param slos as for `planSlots` */
export function planWhole(
  uses: readonly SlotUse[],
  slos: readonly JudgedSlo[],
  { toSeconds }: { toSeconds: number }
): InstantQuery[] {
  const counted = uses.flatMap(({ slo, source }) =>
    source.kind === 'events' && uncountable(slo.window) === null ? [slo] : []
  );
  const slotted = uses.flatMap(({ source }) => (source.kind === 'ratios' ? [source.slo] : []));
  return [
    ...planPieces(
      piecesOf(counted, ({ window }) => [runningSpan(window, toSeconds)]),
      termsOf(slos),
      toSeconds
    ),
    ...planBudgetEnd({ toSeconds }, slotted),
  ];
}

export function readWhole({ slo, source }: SlotUse, toSeconds: number, reading: SlotReading): Whole {
  const { terms, part, column } = reading;
  const what = uncountable(slo.window);
  if (what) {
    return { state: 'absent', absence: { kind: 'unmeasured', what } };
  }
  if (source.kind === 'ratios') {
    // The recorded budget counts what is excluded.
    const remaining = slo.excluded.length > 0 ? null : (readBudgetEnd(slo, toSeconds, column)?.value ?? null);
    return { state: 'ok', total: null, spentRatio: remaining === null ? null : 1 - remaining };
  }
  const { events, objectiveRatio, window } = slo;
  if (!events || objectiveRatio === null) {
    return { state: 'ok', total: null, spentRatio: null };
  }
  const { total, errorRatio } = countEvents(events, readKept(slo, runningSpan(window, toSeconds), terms, part), []);
  if (errorRatio.value === null) {
    const { state } = errorRatio;
    return {
      state: 'absent',
      absence: state === 'noTraffic' ? { kind: 'noEvents' } : { kind: 'unmeasured', what: errorRatio },
    };
  }
  return { state: 'ok', total: total.value, spentRatio: 1 - budgetRemainingRatio(errorRatio.value, objectiveRatio) };
}
