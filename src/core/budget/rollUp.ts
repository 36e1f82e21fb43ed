import { budgetAtBest, mayBeHealthy } from './dataState';
import { compareBy, type Orderable } from './order';
import { AT_RISK_EXHAUSTION_SECONDS, AT_RISK_REMAINING_RATIO, STATUSES, type Status } from './status';

/** What a group needs to know of one SLO in it. */
export interface RollUpMember extends Orderable {
  /** Over its SLO window. */
  events: MemberEvents;
  /** When its SLO window begins, in epoch seconds; all end at the same time. */
  windowStartSeconds: number;
}

/**
 * Events of an SLO, or why it has none: only ratios are recorded of it, or slices of time are; it is a composite, whose
 * members have events of their own; they could not be counted.
 */
export type MemberEvents =
  { state: 'known'; bad: number; total: number } | { state: 'ratiosOnly' | 'composite' | 'notCounted' };

/** Why a group has no SLI; `slos` is how many of its members are the reason. */
export type NoSliReason =
  { kind: Exclude<MemberEvents['state'], 'known'>; slos: number } | { kind: 'differentWindows' } | { kind: 'noEvents' };

export type GroupSli = { state: 'known'; ratio: number } | { state: 'absent'; reason: NoSliReason };

/**
 * Several SLOs as one row, ordered like one: `id` and `name` are the value of the label, empty where the members have no
 * such label or have it empty, which is the same; `budgetRemaining` is the least of the members', `burnRate` the greatest and
 * `exhaustionSeconds` the soonest, of those that are known.
 */
export interface RollUp<T extends RollUpMember> extends Orderable {
  /** Worst first, at least one. */
  members: readonly [T, ...T[]];
  /** How many members are in each status. */
  counts: Readonly<Record<Status, number>>;
  sli: GroupSli;
  /** Over the windows of the members whose events are known, of which there are `countedSlos`; null where there are none. */
  badEvents: number | null;
  totalEvents: number | null;
  countedSlos: number;
  /** Share of all bad events of all groups that are known; null where none is known, or nothing was bad anywhere. */
  badShare: number | null;
  /** Share of all events of all groups that are known; null where none is. */
  trafficShare: number | null;
  /** The member with the least budget remaining; null where no budget is known. */
  leastBudget: T | null;
  budgetsAtRisk: number;
  budgetsUnknown: number;
}

/**
 * SLOs by the values of a label, each SLO in exactly one group, groups worst first. Depends on nothing but the members: not
 * on the order in which they come, which floating point sums would.
 *
 * - The worst status of the members is that of the group, so one that cannot be seen makes the group blind unless another
 *   burns, and a group is healthy only where all of it is.
 * - The SLI is good events over all events, each weighing the same, and only where the events of every member are known over
 *   the same window: a mean of ratios would weigh a quiet SLO like a busy one. Where members differ, the reason is told.
 * - Events are summed over the members that have some, and `countedSlos` says how many those are. An event counts once for
 *   every SLO that counts it: a request has part in an SLO of availability and in one of latency.
 * - Budgets are not added up, because they are shares of different wholes: the least is told, with whose it is, and how many
 *   are at risk.
 *
 * @param members each SLO once
 */
export function rollUp<T extends RollUpMember>(
  members: readonly T[],
  groupOf: (member: T) => string
): Array<RollUp<T>> {
  const byGroup = new Map<string, [T, ...T[]]>();
  for (const member of [...members].sort(compareBy('worst'))) {
    const known = byGroup.get(groupOf(member));
    if (known) {
      known.push(member);
    } else {
      byGroup.set(groupOf(member), [member]);
    }
  }
  const groups = [...byGroup]
    .map(([group, own]) => ({ ...numbersOf(group, own), events: sumOf(own) }))
    .sort(compareBy('worst'));
  const allBad = sum(groups.map(({ events }) => events.bad));
  const all = sum(groups.map(({ events }) => events.total));
  return groups.map(({ events: { bad, total, slos }, ...numbers }) => ({
    ...numbers,
    sli: sliOf(numbers.members, bad, total),
    badEvents: slos === 0 ? null : bad,
    totalEvents: slos === 0 ? null : total,
    countedSlos: slos,
    badShare: slos > 0 && allBad > 0 ? bad / allBad : null,
    trafficShare: slos > 0 && all > 0 ? total / all : null,
  }));
}

/**
 * Whether a budget is at risk, whatever else its SLO is: less than a tenth is left, or it is gone within 7 days at the
 * present rate. `unknown` where too little was seen of it to tell; what is spent even so is at risk.
 */
export function budgetRisk({
  budgetRemaining,
  exhaustionSeconds,
}: Pick<Orderable, 'budgetRemaining' | 'exhaustionSeconds'>): 'atRisk' | 'safe' | 'unknown' {
  if (budgetRemaining.value === null || !mayBeHealthy(budgetRemaining)) {
    return (budgetAtBest(budgetRemaining) ?? Infinity) <= 0 ? 'atRisk' : 'unknown';
  }
  return budgetRemaining.value < AT_RISK_REMAINING_RATIO ||
    (exhaustionSeconds !== null && exhaustionSeconds <= AT_RISK_EXHAUSTION_SECONDS)
    ? 'atRisk'
    : 'safe';
}

interface EventSum {
  bad: number;
  total: number;
  /** Whose events these are. */
  slos: number;
}

function sumOf(members: readonly RollUpMember[]): EventSum {
  const known = members.flatMap(({ events }) => (events.state === 'known' ? [events] : []));
  return { bad: sum(known.map(({ bad }) => bad)), total: sum(known.map(({ total }) => total)), slos: known.length };
}

function sliOf(members: readonly RollUpMember[], bad: number, total: number): GroupSli {
  for (const kind of ['notCounted', 'composite', 'ratiosOnly'] as const) {
    const slos = members.filter(({ events }) => events.state === kind).length;
    if (slos > 0) {
      return { state: 'absent', reason: { kind, slos } };
    }
  }
  if (members.some(({ windowStartSeconds }) => windowStartSeconds !== members[0]?.windowStartSeconds)) {
    return { state: 'absent', reason: { kind: 'differentWindows' } };
  }
  return total > 0 ? { state: 'known', ratio: 1 - bad / total } : { state: 'absent', reason: { kind: 'noEvents' } };
}

function numbersOf<T extends RollUpMember>(group: string, members: readonly [T, ...T[]]) {
  const [worst] = members;
  const counts = Object.fromEntries(
    STATUSES.map((status) => [status, members.filter((member) => member.status === status).length])
  ) as Record<Status, number>;
  const risks = members.map(budgetRisk);
  const [least] = members.filter(({ budgetRemaining }) => budgetRemaining.value !== null).sort(compareBy('budget'));
  const burnRates = members.flatMap(({ burnRate }) => burnRate ?? []);
  const exhaustions = members.flatMap(({ exhaustionSeconds }) => exhaustionSeconds ?? []);
  return {
    id: group,
    service: '',
    name: group,
    status: worst.status,
    members,
    counts,
    leastBudget: least ?? null,
    budgetRemaining: (least ?? worst).budgetRemaining,
    budgetsAtRisk: risks.filter((risk) => risk === 'atRisk').length,
    budgetsUnknown: risks.filter((risk) => risk === 'unknown').length,
    burnRate: burnRates.length === 0 ? null : Math.max(...burnRates),
    exhaustionSeconds: exhaustions.length === 0 ? null : Math.min(...exhaustions),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
