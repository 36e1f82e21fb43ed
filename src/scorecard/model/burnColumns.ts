import type { BurnRate, ScoreRow } from './row';

/** Columns that fit beside the rest of the table on a common screen; as many as the pairs of most tools look at. */
const MOST_COLUMNS = 7;
/** How many times longer or shorter the window of a rate may be than that of the column it stands in. */
const MOST_APART = 2;

export interface BurnColumn {
  window: string;
  seconds: number;
}

/**
 * The windows that most rows have, shortest first. Tools that scale their windows with the SLO's bring many of their own,
 * which would leave no room for anything else.
 */
export function burnColumns(rows: readonly ScoreRow[]): BurnColumn[] {
  const users = new Map<number, { column: BurnColumn; rows: number }>();
  for (const { burnRates } of rows) {
    for (const { window, windowSeconds } of burnRates) {
      const known = users.get(windowSeconds);
      users.set(windowSeconds, {
        column: known?.column ?? { window, seconds: windowSeconds },
        rows: (known?.rows ?? 0) + 1,
      });
    }
  }
  return [...users.values()]
    .sort((a, b) => b.rows - a.rows || a.column.seconds - b.column.seconds)
    .slice(0, MOST_COLUMNS)
    .map(({ column }) => column)
    .sort((a, b) => a.seconds - b.seconds);
}

/**
 * The burn rates of a row by the seconds of the column that each stands in: that of its window, or else the nearest free
 * one of at most twice or half the length. Those that fire come first.
 */
export function placeBurnRates(
  columns: readonly BurnColumn[],
  burnRates: readonly BurnRate[]
): ReadonlyMap<number, BurnRate> {
  const placed = new Map<number, BurnRate>();
  const exact = new Map(burnRates.map((rate) => [rate.windowSeconds, rate]));
  for (const { seconds } of columns) {
    const own = exact.get(seconds);
    if (own) {
      placed.set(seconds, own);
    }
  }
  const others = burnRates.filter(({ windowSeconds }) => !placed.has(windowSeconds));
  for (const rate of [...others].sort((a, b) => Number(b.fires !== null) - Number(a.fires !== null))) {
    const [nearest] = columns
      .filter(({ seconds }) => !placed.has(seconds) && apart(seconds, rate.windowSeconds) <= MOST_APART)
      .sort((a, b) => apart(a.seconds, rate.windowSeconds) - apart(b.seconds, rate.windowSeconds));
    if (nearest) {
      placed.set(nearest.seconds, rate);
    }
  }
  return placed;
}

function apart(oneSeconds: number, otherSeconds: number): number {
  return Math.max(oneSeconds, otherSeconds) / Math.min(oneSeconds, otherSeconds);
}
