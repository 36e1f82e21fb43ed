import { mayBeHealthy, unmeasured, type DataState, type Measured } from './dataState';

/** A burn rate of one member of a composite SLO over some window. */
export interface MemberBurn {
  name: string;
  /** Above 0. */
  weight: number;
  burn: Measured;
}

/** Worst first, among those that give a number. */
const WORST_FIRST: readonly DataState[] = ['partial', 'gapsSkipped', 'measured'];

/**
 * The burn rate of a composite SLO: the sum over its members of weight · burn rate, where a member's burn rate is its error
 * ratio over its own error budget. Over the SLO window that is the share of the budget that is spent.
 *
 * Source: OpenSLO v1, notes on composite SLOs, budgeting method Occurrences: the composite burns at the rate of its
 * members, and a weight, 1 by default, multiplies the rate of its member. So weights are factors and no shares: they are
 * not normalised, two members of weight 1 that each spend half their budgets have spent all of the composite's.
 *
 * The state is the worst of the members': one that cannot be seen makes the sum unknown. A member without traffic burns
 * nothing; only where all have none is there no traffic.
 */
export function compositeBurn(members: readonly MemberBurn[]): Measured {
  const unseen =
    members.find(({ burn }) => burn.state === 'error') ??
    members.find(({ burn }) => burn.state !== 'noTraffic' && burn.value === null);
  if (unseen) {
    return ofMember(unseen);
  }
  const burning = members.flatMap(({ name, weight, burn }) =>
    burn.value === null ? [] : [{ name, weight, burn, value: weight * burn.value }]
  );
  const [worst] = [...burning].sort((a, b) => rank(a.burn) - rank(b.burn));
  return worst
    ? { ...ofMember(worst), value: burning.reduce((sum, { value }) => sum + value, 0) }
    : unmeasured('noTraffic', { kind: 'noEvents' });
}

/**
 * What a composite burns at least where a member cannot be seen: the burn of the others, since nobody burns less than
 * nothing. Null where all can be seen.
 */
export function leastBurn(members: readonly MemberBurn[]): Measured | null {
  const unseen = members.find(({ burn }) => burn.state !== 'noTraffic' && burn.value === null);
  if (!unseen) {
    return null;
  }
  const { value } = compositeBurn(members.filter(({ burn }) => burn.state === 'noTraffic' || burn.value !== null));
  return value === null ? null : { state: 'partial', value, reason: { kind: 'memberUnseen', member: unseen.name } };
}

/** What one member alone may not prove is told first, then the worse state, then the lesser coverage. */
function rank(burn: Measured): number {
  return (mayBeHealthy(burn) ? 10 : 0) + WORST_FIRST.indexOf(burn.state) + Math.min(1, burn.coverageRatio ?? 0) / 2;
}

function ofMember({ name, burn }: MemberBurn): Measured {
  return burn.reason === undefined
    ? burn
    : { ...burn, reason: { kind: 'ofMember', member: name, reason: burn.reason } };
}
