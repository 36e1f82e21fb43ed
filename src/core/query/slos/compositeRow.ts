import { burnsFastEnough, pairState } from '../../budget/alertPairs';
import { burnRate } from '../../budget/budget';
import { compositeBurn, leastBurn, type MemberBurn } from '../../budget/composite';
import { mapMeasured, unmeasured, type Measured } from '../../budget/dataState';
import { judgeStatus } from '../../budget/status';
import { memberSlo, type CompositeMember, type CompositeSlo } from '../../slo/composite';
import type { Problem } from '../../slo/slo';
import { watchedWindows } from '../../slo/watched';
import type { BudgetPoint } from '../budgetSeries';
import { policyVerdict } from './policyVerdict';
import { compositeBudget } from '../events/compositeBudget';
import type { JudgedSlo } from '../judgedSlo';
import { proveNoHealth } from './doubts';
import { eventNumbers, type EventNumbers } from './eventNumbers';
import { eventTrend } from './eventTrend';
import { lowTrafficProblems, pairProblems } from './pairProblems';
import type { Reading } from './reading';
import type { MemberRow, SloRow } from './row';

type JudgedComposite = JudgedSlo & CompositeSlo;

interface MeasuredMember {
  member: CompositeMember;
  own: JudgedSlo;
  numbers: EventNumbers;
}

/**
 * A composite SLO: budget remaining = 1 - Σ weight · burn rate of a member over the SLO window, and over each window of the
 * alerts Σ weight · burn rate; `compositeBurn` has the source. It has no SLI: the errors of its members are shares of
 * different events, which no single share stands for.
 */
export function judgeComposite(slo: JudgedComposite, reading: Reading): SloRow {
  const { request, terms, part } = reading;
  const members = slo.composite.map((member): MeasuredMember => {
    const own = memberSlo<JudgedSlo>(slo, member);
    return { member, own, numbers: eventNumbers(own, request.toSeconds, terms, part) };
  });
  const spent = members.map((one) => burnOf(one, one.numbers.windowErrorRatio));
  const budgetRemaining = mapMeasured(compositeBurn(spent), (share) => 1 - share);
  const burnRates = ratesOf(members, slo);
  const problems = [...slo.problems, ...members.flatMap(problemsOf)];
  const input = {
    windowSeconds: slo.window.seconds,
    ...(slo.window.kind === 'calendar' ? { leftSeconds: slo.window.endSeconds - request.toSeconds } : {}),
    budgetRemaining,
    burnRates,
    pairs: slo.pairs,
    doubtful: proveNoHealth(problems),
  };
  const verdict = judgeStatus(input);
  return {
    slo,
    atSeconds: request.toSeconds,
    sli: unmeasured('noData', { kind: 'noSliOfItsOwn' }),
    method: { kind: 'composite' },
    budgetRemaining,
    eventWeighted: null,
    burnRates,
    members: members.map((one, index) => memberRow(one, spent[index]?.burn)),
    pairStates: slo.pairs.map((pair) => pairState(pair, burnRates)),
    verdict,
    policy: policyVerdict(slo, reading.policies, budgetRemaining, verdict),
    trend: request.trend ? trend(members, reading) : [],
    evidence: reading.evidence(slo, { method: { kind: 'composite' } }),
    problems: [
      ...problems,
      ...pairProblems({ ...slo, objectiveRatio: strictest(slo) }, null),
      ...members.flatMap((one) => singleFailures(one, slo)),
    ],
  };
}

/** Objective of an SLO that would burn as fast as the composite does when every event of every member is bad. */
function strictest({ composite }: CompositeSlo): number {
  return 1 - 1 / composite.reduce((sum, { weight, objectiveRatio }) => sum + weight * burnRate(1, objectiveRatio), 0);
}

function burnOf({ member }: MeasuredMember, errorRatio: Measured): MemberBurn {
  const { name, weight, objectiveRatio } = member;
  return { name, weight, burn: mapMeasured(errorRatio, (ratio) => burnRate(ratio, objectiveRatio)) };
}

/**
 * The burn rates over the windows of the alerts. Where a member cannot be seen, the others may burn enough to fire a pair by
 * themselves, and a page must not wait: both windows of that pair then tell the least that is burned. Else the rate stays
 * unknown, because nobody knows what the whole burns.
 */
function ratesOf(members: readonly MeasuredMember[], { pairs }: JudgedComposite): Map<number, Measured> {
  const windows = [...new Set(members.flatMap(({ numbers }) => [...numbers.errorRatios.keys()]))];
  const rates = windows.map((seconds) => {
    const burns = members.flatMap((one) => {
      const ratio = one.numbers.errorRatios.get(seconds);
      return ratio ? [burnOf(one, ratio)] : [];
    });
    const whole = compositeBurn(burns);
    return { seconds, whole, least: leastBurn(burns) ?? whole };
  });
  const leastOf = new Map(rates.map(({ seconds, least }) => [seconds, least.value]));
  const fires = pairs.filter((pair) =>
    [pair.shortSeconds, pair.longSeconds].every((seconds) => {
      const rate = leastOf.get(seconds);
      return rate != null && burnsFastEnough(pair, rate);
    })
  );
  const proven = watchedWindows({ pairs: fires });
  return new Map(rates.map(({ seconds, whole, least }) => [seconds, proven.has(seconds) ? least : whole]));
}

function problemsOf({ member: { name }, numbers }: MeasuredMember): Problem[] {
  const own = numbers.problems.map((problem): Problem => ({ kind: 'ofMember', member: name, problem }));
  return numbers.windowErrorRatio.state === 'noTraffic' ? [{ kind: 'memberIdle', member: name }, ...own] : own;
}

/** A pair of the composite that a single bad event of the member fires. */
function singleFailures({ member, numbers }: MeasuredMember, slo: JudgedComposite): Problem[] {
  const { name, weight, objectiveRatio } = member;
  return lowTrafficProblems({ ...slo, objectiveRatio }, numbers.counts.total.value ?? 0, weight).map(
    (problem): Problem => ({ kind: 'ofMember', member: name, problem })
  );
}

function memberRow({ member, numbers }: MeasuredMember, spent: Measured | undefined): MemberRow {
  const { name, weight, objectiveRatio } = member;
  return {
    name,
    weight,
    objectiveRatio,
    sli: mapMeasured(numbers.windowErrorRatio, (ratio) => 1 - ratio),
    spent: spent ?? numbers.windowErrorRatio,
    badEvents: numbers.counts.bad,
    totalEvents: numbers.counts.total,
  };
}

/** Empty where a member that has events cannot be drawn. */
function trend(members: readonly MeasuredMember[], reading: Reading): BudgetPoint[] {
  const drawn = members
    .filter(({ numbers }) => numbers.windowErrorRatio.state !== 'noTraffic')
    .map(({ member, own, numbers }) => ({ weight: member.weight, points: eventTrend(own, numbers, reading) }));
  return drawn.some(({ points }) => points.length === 0) ? [] : compositeBudget(drawn);
}
