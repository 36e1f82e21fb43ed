/** What was counted in one slot of time; where only a ratio is known, each slot weighs the same: the ratio out of 1. */
export interface SlotCount {
  bad: number;
  /** 0 where there was no traffic. */
  total: number;
}

/** Sums over slots from `from` up to and without `to`; slots without a number add nothing. */
export interface RunningSums {
  bad(from: number, to: number): number;
  total(from: number, to: number): number;
  /** NaN where there was no traffic. */
  badRatio(from: number, to: number): number;
}

export function runningSums(slots: ReadonlyArray<SlotCount | null>): RunningSums {
  const bad = new Float64Array(slots.length + 1);
  const total = new Float64Array(slots.length + 1);
  slots.forEach((slot, index) => {
    bad[index + 1] = (bad[index] ?? 0) + (slot?.bad ?? 0);
    total[index + 1] = (total[index] ?? 0) + (slot?.total ?? 0);
  });
  const between = (sums: Float64Array, from: number, to: number) => (sums[to] ?? 0) - (sums[from] ?? 0);
  return {
    bad: (from, to) => between(bad, from, to),
    total: (from, to) => between(total, from, to),
    badRatio: (from, to) => between(bad, from, to) / between(total, from, to),
  };
}
