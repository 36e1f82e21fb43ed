/** The objectives that people choose, the loosest first. */
const LADDER_RATIOS = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999] as const;

/** Share of the error budget that must have been left: what was only just met last week is missed next week. */
const HEADROOM_RATIO = 0.2;

/** Failed events that the budget must have allowed: below that, a handful of failures would decide everything. */
const LEAST_ALLOWED_EVENTS = 10;

export interface CountedEvents {
  /** Events of the week, >= 0. */
  total: number;
  bad: number;
}

export type ObjectiveChoice =
  { state: 'ok'; objectiveRatio: number } | { state: 'tooFewEvents' } | { state: 'tooUnreliable' };

/**
 * The strictest usual objective that these events would have met with at least 20 % of the error budget left,
 * bad ÷ total ≤ 0.8 × (1 − objective), and whose budget would have allowed at least 10 bad events,
 * (1 − objective) × total ≥ 10, so that little traffic asks for no 99.99 %.
 */
export function chooseObjective({ total, bad }: CountedEvents): ObjectiveChoice {
  // The ladder's decimals are not exact in binary; an objective that fits to the event must not fail by that.
  const tolerance = 1e-9;
  const allowed = (objectiveRatio: number) => (1 - objectiveRatio) * total * (1 + tolerance);
  const steady = LADDER_RATIOS.filter((objectiveRatio) => allowed(objectiveRatio) >= LEAST_ALLOWED_EVENTS);
  const met = steady.filter((objectiveRatio) => bad <= (1 - HEADROOM_RATIO) * allowed(objectiveRatio));
  const objectiveRatio = met.at(-1);
  if (objectiveRatio !== undefined) {
    return { state: 'ok', objectiveRatio };
  }
  return { state: steady.length === 0 ? 'tooFewEvents' : 'tooUnreliable' };
}
