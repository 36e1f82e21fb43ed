import type { Slo } from '../../slo/slo';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { PointsBound } from '../points';
import type { Query } from '../port';
import { planSlots, usesWithinPoints, type SlotUse } from '../slots/plan';
import { shortestSlotSeconds, slotSource } from '../slots/source';
import { stretchOf } from '../slots/stretch';
import { planWhole } from '../slots/whole';

export interface EpisodesRequest extends PointsBound {
  /** End of the SLO windows whose episodes are found. */
  toSeconds: number;
}

/**
 * The slots of an SLO window that ends now, and those before it that its longest alert looks back on at its start. Null
 * where nothing tells slots.
 */
export function episodeSlots(slo: JudgedSlo, toSeconds: number): SlotUse | null {
  const source = slotSource(slo);
  if (!source) {
    return null;
  }
  const lookBackSeconds = Math.max(0, ...slo.pairs.map(({ longSeconds }) => longSeconds));
  const fromSeconds = toSeconds - slo.window.seconds - lookBackSeconds;
  return { slo, source, stretch: stretchOf(fromSeconds, toSeconds, shortestSlotSeconds(source)) };
}

/** The SLOs whose slots are asked for. */
export function episodeUses(slos: readonly JudgedSlo[], request: EpisodesRequest): ReadonlyMap<JudgedSlo, SlotUse> {
  return usesWithinPoints(slos, (slo) => episodeSlots(slo, request.toSeconds), request);
}

/**
 * What the episodes of SLO windows are found in: every slot of the windows, and the budget that they have spent. Range
 * queries by length of window and alert, instant queries by length of window and recorded metric, whatever the number of
 * SLOs.
 */
export function planEpisodes(request: EpisodesRequest, defined: readonly Slo[]): Query[] {
  const { toSeconds } = request;
  const slos = slosAt(defined, toSeconds);
  const uses = [...episodeUses(slos, request).values()];
  return [...planWhole(uses, slos, request), ...planSlots(uses, slos)];
}
