import type { AlertSeverity } from '../../budget/alertPairs';
import { costOfOneBad } from '../../budget/episodes';
import { runningSums } from '../../budget/slots';
import { worstFiringPair } from '../../budget/status';
import { columnReader } from '../columns';
import { termsOf } from '../events/terms';
import type { Answers, RangeQuery } from '../port';
import { planSlots, usesWithinLimit, type SlotUse } from '../slots/plan';
import { readSlots } from '../slots/read';
import { shortestSlotSeconds, slotSource, type SlotSource } from '../slots/source';
import { stretchOf, type Stretch } from '../slots/stretch';
import type { JudgedSlo } from '../judgedSlo';
import type { SloRow } from '../slos/row';
import { partReader } from '../union';

/** What a burn has cost since its onset, in whole slots: what happened in the last minutes is not among it. */
export interface BurnCost {
  /** Share of the budget of the SLO window; null where nobody knows how many events that window had. */
  costRatio: number | null;
  /** Null where only ratios are recorded. */
  badEvents: number | null;
}

/**
 * The slots since the onset of what fires: range queries for pages and for tickets by recorded metric, whatever the number
 * of SLOs; none where nothing fires.
 *
 * @param rows with their onsets
 */
export function planCosts(toSeconds: number, rows: readonly SloRow[]): RangeQuery[] {
  const uses = [...usesOf(toSeconds, rows).values()];
  return planSlots(
    uses,
    rows.map(({ slo }) => slo)
  );
}

/** What the burns have cost, by the id of their SLOs. An SLO that does not burn, or whose cost nobody can tell, has none. */
export function readCosts(toSeconds: number, rows: readonly SloRow[], answers: Answers): Map<string, BurnCost> {
  const uses = usesOf(toSeconds, rows);
  const reading = {
    terms: termsOf(rows.map(({ slo }) => slo)),
    column: columnReader(answers),
    part: partReader(planCosts(toSeconds, rows), answers),
  };
  return new Map(
    rows.flatMap((row) => {
      const use = uses.get(row.slo);
      const read = use && readSlots(use, reading);
      return use && row.onset && read?.state === 'ok' && read.slots.some((slot) => slot !== null)
        ? [
            [
              row.slo.id,
              costOf(row, use, runningSums(read.slots).bad(slotAt(row.onset.atSeconds, use), use.stretch.slots)),
            ],
          ]
        : [];
    })
  );
}

function slotAt(seconds: number, { stretch: { startSeconds, slotSeconds } }: SlotUse): number {
  return Math.max(0, Math.floor((seconds - startSeconds) / slotSeconds));
}

function costOf({ slo, eventWeighted, budgetRemaining }: SloRow, { source, stretch }: SlotUse, bad: number): BurnCost {
  const seenRatio = budgetRemaining.coverageRatio ?? 1;
  const total =
    source.kind === 'events'
      ? (eventWeighted?.totalEvents.value ?? null)
      : (slo.window.seconds / stretch.slotSeconds) * seenRatio;
  return {
    costRatio:
      slo.objectiveRatio === null || total === null || total <= 0
        ? null
        : bad * costOfOneBad(slo.objectiveRatio, total),
    badEvents: source.kind === 'events' ? bad : null,
  };
}

/** Those of pages begin with the first page, those of tickets, which may be days older, with the first ticket. */
function usesOf(toSeconds: number, rows: readonly SloRow[]): ReadonlyMap<JudgedSlo, SlotUse> {
  const burns = new Map<JudgedSlo, { severity: AlertSeverity; source: SlotSource }>();
  const firstSeconds = { page: Infinity, ticket: Infinity };
  for (const { slo, burnRates, onset } of rows) {
    const severity = worstFiringPair({ pairs: slo.pairs, burnRates })?.severity;
    const source = slotSource(slo);
    if (severity && source && onset) {
      burns.set(slo, { severity, source });
      firstSeconds[severity] = Math.min(firstSeconds[severity], onset.atSeconds);
    }
  }
  return usesWithinLimit([...burns.keys()], (slo) => {
    const burn = burns.get(slo);
    if (!burn) {
      return null;
    }
    const stretch: Stretch = stretchOf(firstSeconds[burn.severity], toSeconds, shortestSlotSeconds(burn.source));
    return { slo, source: burn.source, stretch };
  });
}
