import { type Column } from './columns';
import { outcomes, podMinute } from './release-events';
import { type Pod, podsOf } from './releases';
import { absent } from './series';
import { type World } from './stories';

/** Seconds from a rollout to the start of its processes, which are seen from the next scrape on. */
const bootSeconds = 5;

/** Start of the 15 s samples of released services: before the first rollout of a canary. */
export function releaseFineStart({ anchorMinute }: World): number {
  return anchorMinute - 28 * 60;
}

/** A counter as a sum of outcomes, each by its weight. */
interface PodCounter {
  name: string;
  labels: Readonly<Record<string, string>>;
  weights: readonly number[];
}

/** Seconds that a request of each outcome takes. */
const typicalSeconds = [0.02, 0.05, 0.17, 0.5, 1.4];

const [failed, ...bounds] = outcomes;

const counters: readonly PodCounter[] = [
  { name: 'restaurant_answers_total', labels: { code: '200' }, weights: weigh((outcome) => outcome !== failed) },
  { name: 'restaurant_answers_total', labels: { code: '500' }, weights: weigh((outcome) => outcome === failed) },
  ...bounds.map((le) => ({
    name: 'restaurant_answer_seconds_bucket',
    labels: { le },
    weights: weigh((_, index) => index <= outcomes.indexOf(le)),
  })),
  { name: 'restaurant_answer_seconds_count', labels: {}, weights: weigh(() => true) },
  { name: 'restaurant_answer_seconds_sum', labels: {}, weights: typicalSeconds },
];

function weigh(isCounted: (outcome: string, index: number) => boolean): number[] {
  return outcomes.map((outcome, index) => (isCounted(outcome, index) ? 1 : 0));
}

/** What the pods of released services expose; history and live scrapes both read it, so that they are one curve. */
export function releaseColumns(world: World): Column[] {
  return podsOf(world).flatMap((pod) => podColumns(world, pod));
}

function podColumns(world: World, pod: Pod): Column[] {
  const { service, version, instance, fromMinute, toMinute } = pod;
  const labels = { job: service, instance, service, version };
  const sumAt = runningSum(world, pod);
  const beginSeconds = fromMinute * 60 + bootSeconds;
  const exposed = (name: string, more: PodCounter['labels'], valueAt: Column['valueAt']): Column => ({
    labels: { __name__: name, ...labels, ...more },
    valueAt: (index, share) => {
      const minute = world.startMinute + index;
      const isThere = (minute + share) * 60 >= beginSeconds && minute + share <= toMinute;
      return isThere ? valueAt(minute, share) : absent;
    },
  });
  return [
    ...counters.map(({ name, labels: own, weights }) =>
      exposed(name, own, (minute, share) => sumAt(minute, share, weights))
    ),
    exposed('process_start_time_seconds', {}, () => beginSeconds),
  ];
}

/** The weighed sum of the requests that a process has counted up to a share (0..1) of a minute. */
type SumAt = (minute: number, share: number, weights: readonly number[]) => number;

/**
 * Of each outcome it is a whole number at all times, so that requests by code and requests by bound always add up to the
 * same.
 */
function runningSum(world: World, pod: Pod): SumAt {
  const events = podMinute(world, pod);
  const out = new Float64Array(outcomes.length);
  const before = [out.slice()];
  const beforeMinute = (index: number) => {
    for (let last = before.length - 1; last < index; last++) {
      events(pod.fromMinute + last, out);
      before.push(out.map((count, outcome) => count + (before[last]?.[outcome] ?? 0)));
    }
    return before[index] ?? out;
  };
  return (minute, share, weights) => {
    const index = minute - pod.fromMinute;
    const [from, to] = [beforeMinute(index), beforeMinute(index + 1)];
    const passed = index > 0 ? share : Math.max(0, share * 60 - bootSeconds) / (60 - bootSeconds);
    let sum = 0;
    for (let outcome = 0; outcome < outcomes.length; outcome++) {
      const [begin = NaN, end = NaN, weight = NaN] = [from[outcome], to[outcome], weights[outcome]];
      sum += weight * (begin + Math.floor((end - begin) * passed));
    }
    return sum;
  };
}
