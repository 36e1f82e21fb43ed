import { SHORTEST_COUNT_SECONDS, type JudgedSlo } from '../judgedSlo';
import { isRecorded, isSlotted, type SlottedSlo } from '../slos/recordedPlan';

/** What slots are made of: events, each of which weighs the same, or recorded ratios, where each of those does. */
export type SlotSource = { kind: 'events' } | { kind: 'ratios'; slo: SlottedSlo };

/** Where the slots of an SLO come from: its events where they can be counted, because only they tell a cost in events. */
export function slotSource(slo: JudgedSlo): SlotSource | null {
  if (slo.events) {
    return { kind: 'events' };
  }
  return isRecorded(slo) && isSlotted(slo) ? { kind: 'ratios', slo } : null;
}

/** The shortest slots that a source has, in whole minutes at least. */
export function shortestSlotSeconds(source: SlotSource): number {
  const own = source.kind === 'events' ? SHORTEST_COUNT_SECONDS : source.slo.recorded.slot.seconds;
  return Math.max(60, Math.ceil(own));
}
