import { aggregate, call, range, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { parseBound } from '../../latency/bounds';
import { decideNoRegression } from '../../release/assessment/decidePair';
import type { Decided } from '../../release/assessment/decided';
import { shareCriterion } from '../../release/assessment/decideShare';
import type { CountsEvidence } from '../../release/assessment/evidence';
import { blockSeconds } from '../../release/counter';
import { planShare, type Plan } from '../../release/plan';
import type { NoRegression, PolicyCriterion, ReleasePolicy } from '../../release/policy/policy';
import type { EventCount, EventsSli } from '../../slo/events';
import type { Answers, InstantQuery } from '../port';

/** A release before it starts. */
export interface AheadRequest {
  policy: ReleasePolicy;
  attempt: number;
  atSeconds: number;
  /** Share of the service's traffic that the release will get, in (0, 1]. */
  trafficShareRatio: number;
}

/**
 * What stands in the way of a PASS.
 *
 * - `never`: at last week's errors no number of events is enough.
 * - `notInSoak`: they do not come before the soak ends.
 * - `noTraffic`: none came last week.
 * - `noBaseline`: all of the traffic goes to the release, so that nothing is left to compare it with.
 * - `unknown`: nobody knows last week's events.
 */
export type AheadWarning = 'never' | 'notInSoak' | 'noTraffic' | 'noBaseline' | 'unknown';

export interface CriterionAhead {
  id: string;
  kind: PolicyCriterion['kind'];
  required: boolean;
  /** Events of the release a second, as last week's; null where it counts none or nobody knows. */
  eventsPerSecond: number | null;
  /** Share of the error budget that last week's events spent. */
  budgetShareRatio: number | null;
  /** Null where no events decide. */
  plan: Plan | null;
  warning: AheadWarning | null;
}

export interface ReleaseAhead {
  criteria: readonly CriterionAhead[];
  /** From the start until a PASS is possible, about: the least soak, or what the slowest required criterion takes. Null: never. */
  passSeconds: number | null;
  /** False where the policy cannot pass within its soak. */
  possible: boolean;
}

const WEEK_SECONDS = 7 * 86_400;

/** Last week's events of everything that a policy counts, whatever version they were of. One round, instant. */
export function planAhead({ policy, atSeconds }: AheadRequest): InstantQuery[] {
  return policy.criteria.flatMap((criterion) => {
    const ask = (role: string, promql: string): InstantQuery => ({
      kind: 'instant',
      id: `ahead|${criterion.id}|${role}`,
      promql,
      atSeconds,
    });
    switch (criterion.kind) {
      case 'successRatio':
      case 'noRegression': {
        const { part, total } = criterion.events;
        const terms = (role: string, count: EventCount) =>
          count.map(({ selector }, index) => ask(`${role}${index}`, lastWeek(selector, [])));
        return [...terms('part', part), ...terms('total', total)];
      }
      case 'latency':
        return [ask('buckets', lastWeek(criterion.buckets, ['le']))];
      default:
        return [];
    }
  });
}

function lastWeek(selector: Selector, by: readonly string[]): string {
  return print(aggregate('sum', by, call('increase', range(selector, WEEK_SECONDS))));
}

/** How long the release takes to pass about, were its traffic and errors those of last week. */
export function judgeAhead(request: AheadRequest, answers: Answers): ReleaseAhead {
  const { soak } = request.policy;
  const criteria = request.policy.criteria.map((criterion) => ahead(request, criterion, answers));
  const required = criteria.filter((one) => one.required);
  const seconds = required.map(({ plan, kind }) =>
    kind === 'headroom' ? null : plan === null ? 0 : plan.expectedSeconds
  );
  const stops = required.some(({ warning }) => warning !== null);
  const passSeconds = seconds.some((one) => one === null || !Number.isFinite(one))
    ? null
    : Math.max(soak.atLeastSeconds, ...seconds.map((one) => one ?? 0));
  return {
    criteria,
    passSeconds: required.length === 0 ? null : passSeconds,
    possible: required.length > 0 && !stops && passSeconds !== null && passSeconds <= soak.atMostSeconds,
  };
}

interface Week {
  events: number;
  bad: number;
}

function ahead(request: AheadRequest, criterion: PolicyCriterion, answers: Answers): CriterionAhead {
  const { id, kind, required } = criterion;
  const about = { id, kind, required, eventsPerSecond: null, budgetShareRatio: null, plan: null };
  if (criterion.kind === 'headroom') {
    return { ...about, warning: 'never' };
  }
  if (criterion.kind !== 'successRatio' && criterion.kind !== 'latency' && criterion.kind !== 'noRegression') {
    return { ...about, warning: null };
  }
  const week = criterion.kind === 'latency' ? weekOfBuckets(criterion, answers) : weekOf(id, criterion.events, answers);
  if (week === null || week.events <= 0) {
    return { ...about, warning: week === null ? 'unknown' : 'noTraffic' };
  }
  const { policy, trafficShareRatio } = request;
  const allPerSecond = week.events / WEEK_SECONDS;
  const budget = criterion.kind === 'noRegression' ? criterion.errorBudgetRatio : 1 - criterion.objectiveRatio;
  const expectation = {
    eventsPerSecond: allPerSecond * trafficShareRatio,
    budgetShareRatio: week.bad / week.events / budget,
    blockSeconds: blockSeconds({ startSeconds: 0, endSeconds: 0, scrapeSeconds: policy.scrapeSeconds }),
  };
  const { eventsPerSecond, budgetShareRatio } = expectation;
  if (criterion.kind === 'noRegression' && criterion.against === 'concurrent' && trafficShareRatio === 1) {
    return { ...about, eventsPerSecond, budgetShareRatio, warning: 'noBaseline' };
  }
  const plan =
    criterion.kind === 'noRegression'
      ? planPair(request, criterion, week)
      : planShare(shareCriterion(policy, criterion.objectiveRatio, request), expectation);
  const { expectedSeconds } = plan;
  const warning = expectedSeconds === null ? 'never' : expectedSeconds > policy.soak.atMostSeconds ? 'notInSoak' : null;
  return { ...about, eventsPerSecond, budgetShareRatio, plan, warning };
}

/** Bad events of the baseline in what is looked at first, so that whole numbers of them have about their share. */
const ENOUGH_BAD = 20;
const HOUR_SECONDS = 3600;
const LEAST_SECONDS = 60;

/** The first time at which a pair with the shares of last week passes, with and without its errors. */
function planPair(
  request: AheadRequest,
  criterion: NoRegression & { id: string; required: boolean },
  week: Week
): Plan {
  const { policy, attempt, trafficShareRatio } = request;
  const perSecond = week.events / WEEK_SECONDS;
  const share = week.bad / week.events;
  const baselineShare = criterion.against === 'previous' ? 1 : 1 - trafficShareRatio;
  const decide = (seconds: number, releaseShare: number) => {
    const release = evenly(perSecond * trafficShareRatio * seconds, releaseShare);
    const baseline = evenly(perSecond * baselineShare * seconds, share);
    // Of a fixed look only that at the end counts, whenever that is.
    const time = { attempt, startSeconds: 0, endSeconds: Math.max(seconds, policy.soak.atLeastSeconds) };
    return decideNoRegression(policy, criterion, { release, baseline }, time);
  };
  const first = Math.max(HOUR_SECONDS, share > 0 ? ENOUGH_BAD / (share * perSecond * baselineShare) : 0);
  const [clean, expected] = [0, share].map((one) =>
    firstPass(first, perSecond * trafficShareRatio, (seconds) => decide(seconds, one))
  );
  const events = (seconds: number | null = null) => (seconds === null ? null : seconds * perSecond * trafficShareRatio);
  return {
    cleanEvents: events(clean),
    cleanSeconds: clean ?? null,
    expectedEvents: events(expected),
    expectedSeconds: expected ?? null,
  };
}

/** Where a time does not pass, what it lacks says which one does. */
function firstPass(firstSeconds: number, eventsPerSecond: number, decide: (seconds: number) => Decided): number | null {
  const { verdict, outlook } = decide(firstSeconds);
  if (verdict !== 'PASS') {
    return outlook?.moreEvents == null ? null : firstSeconds + outlook.moreEvents / eventsPerSecond;
  }
  let [low, high] = [LEAST_SECONDS, firstSeconds];
  while (high - low > high / 50) {
    const middle = (low + high) / 2;
    [low, high] = decide(middle).verdict === 'PASS' ? [low, middle] : [middle, high];
  }
  return high;
}

/** In one block, which takes errors for fewer causes than they may have: a bound from above of the time it takes. */
function evenly(events: number, badShare: number): CountsEvidence {
  const total = Math.round(events);
  const bad = Math.min(total, Math.round(events * badShare));
  return {
    good: total - bad,
    total,
    unobserved: 0,
    resets: 0,
    seriesCount: 1,
    coverage: 1,
    badSeriesAbsent: false,
    blockSeconds: 1,
    blocks: [[total, bad]],
  };
}

function weekOf(id: string, { part, total, counted }: EventsSli, answers: Answers): Week | null {
  const sum = (role: string, count: EventCount) =>
    count.reduce<number | null>((events, { sign }, index) => {
      const answer = answers.get(`ahead|${id}|${role}${index}`);
      return events === null || answer?.state !== 'ok' ? null : events + sign * (answer.series[0]?.values[0] ?? 0);
    }, 0);
  const [own, events] = [sum('part', part), sum('total', total)];
  if (own === null || events === null || !Number.isFinite(own + events)) {
    return null;
  }
  return { events, bad: Math.max(0, counted === 'bad' ? own : events - own) };
}

function weekOfBuckets(criterion: Extract<PolicyCriterion, { kind: 'latency' }>, answers: Answers): Week | null {
  const answer = answers.get(`ahead|${criterion.id}|buckets`);
  if (answer?.state !== 'ok') {
    return null;
  }
  const ascending = answer.series
    .map(({ labels, values }) => ({ bound: parseBound(labels['le']), events: values[0] ?? NaN }))
    .sort((a, b) => a.bound - b.bound);
  const events = ascending.find(({ bound }) => bound === Infinity)?.events ?? 0;
  const within = ascending.filter(({ bound }) => bound <= criterion.threshold).at(-1)?.events ?? 0;
  return Number.isFinite(events) && Number.isFinite(within) ? { events, bad: Math.max(0, events - within) } : null;
}
