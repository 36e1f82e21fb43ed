/** Which of the groups that events are told apart by was hit: a region, or a version. */

/** What was counted of a group. */
export interface GroupCount {
  /** Value of the label. */
  value: string;
  bad: number;
  total: number;
}

/** A group with its shares, as fractions. */
export interface GroupShares {
  value: string;
  /** Share of all bad events. */
  badRatio: number;
  /** Share of all events. */
  trafficRatio: number;
}

/** A group of one label among the others of it. */
export interface RankedGroup extends GroupShares {
  label: string;
  standsOut: boolean;
}

/** How many times the error ratio of all others a group must have to stand out. */
const LEAST_TIMES = 2;
/**
 * How many standard deviations more of the bad events it must have than its share of the traffic gives it by chance
 * (binomial): a handful of bad events always lies somewhere.
 */
const LEAST_DEVIATIONS = 3;

/**
 * Of the groups that stand out the one whose share of the bad events exceeds its share of the traffic the most; the biggest
 * group has most of the bad events of any outage. Null where none stands out, and where nothing is told apart.
 */
export function mainGroup(groups: readonly GroupCount[]): GroupShares | null {
  const [first] = rankGroups(groups).filter((group) => group.standsOut);
  return first ? { value: first.value, badRatio: first.badRatio, trafficRatio: first.trafficRatio } : null;
}

/** All groups with the one first whose share of the bad events exceeds its share of the traffic the most. */
export function rankGroups(groups: readonly GroupCount[]): Array<GroupShares & { standsOut: boolean }> {
  const allBad = groups.reduce((sum, { bad }) => sum + bad, 0);
  return sharesOf(groups)
    .map((shares) => ({ ...shares, standsOut: standsOut(shares, allBad) }))
    .sort((a, b) => excessOf(b) - excessOf(a));
}

function standsOut(shares: GroupShares, allBad: number): boolean {
  const { badRatio, trafficRatio } = shares;
  const deviation = Math.sqrt((trafficRatio * (1 - trafficRatio)) / allBad);
  return (
    trafficRatio < 1 &&
    badRatio * (1 - trafficRatio) >= LEAST_TIMES * (1 - badRatio) * trafficRatio &&
    excessOf(shares) > LEAST_DEVIATIONS * deviation
  );
}

/**
 * The group that served what was bad: the one that stands out, or else the one that most of the bad events came from, as
 * does a version that replaced the one before it everywhere. Null where there is no such.
 */
export function carrier(groups: readonly GroupCount[]): GroupShares | null {
  return mainGroup(groups) ?? sharesOf(groups).find(({ badRatio }) => badRatio > 0.5) ?? null;
}

/** How much more of the bad events than of the traffic a group has. */
export function excessOf({ badRatio, trafficRatio }: GroupShares): number {
  return badRatio - trafficRatio;
}

/** Empty where nothing was bad. */
function sharesOf(groups: readonly GroupCount[]): GroupShares[] {
  const sum = (of: (group: GroupCount) => number) => groups.reduce((all, group) => all + of(group), 0);
  const [allBad, all] = [sum(({ bad }) => bad), sum(({ total }) => total)];
  return allBad > 0 && all > 0
    ? groups.map(({ value, bad, total }) => ({ value, badRatio: bad / allBad, trafficRatio: total / all }))
    : [];
}
