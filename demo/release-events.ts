import { binomial, minuteKey, poisson, streamKey, uniform } from './draws';
import { type Pod, podsOf, requestsPerMinute } from './releases';
import { type World } from './stories';

/** Upper bounds of the time to answer in seconds. */
export const answerBounds = ['0.1', '0.3', '1.0'] as const;

/** What becomes of a request: it fails, which is quick, or is answered within a bound and not within the one before. */
export const outcomes = ['failed', ...answerBounds, '+Inf'] as const;

const medianSeconds = 0.06;
/** Of the log-logistic distribution of the time to answer. */
const steepness = 3.6;

/** Fills `out` with the requests of one minute (since 1970), one number per outcome. */
export type PodMinute = (minute: number, out: Float64Array) => void;

/** The requests of a pod as a pure function of the minute. */
export function podMinute(world: World, pod: Pod): PodMinute {
  const stream = streamKey(world.seed, `release ${pod.instance}`);
  const siblings = podsOf(world).filter(({ service }) => service === pod.service);
  return (minute, out) => {
    out.fill(0);
    if (!runs(pod, minute)) {
      return;
    }
    const key = minuteKey(stream, minute);
    const running = siblings.filter((sibling) => runs(sibling, minute)).length;
    const total = poisson(requestsPerMinute[pod.service] / running, uniform(key, 0));
    const failed = binomial(total, pod.errorShare, uniform(key, 1));
    out[0] = failed;
    let slower = total - failed;
    let slowerShare = 1;
    answerBounds.forEach((bound, index) => {
      const share = 1 / (1 + (Number(bound) / medianSeconds) ** steepness);
      const beyond = binomial(slower, share / slowerShare, uniform(key, 2 + index));
      out[1 + index] = slower - beyond;
      slower = beyond;
      slowerShare = share;
    });
    out[1 + answerBounds.length] = slower;
  };
}

function runs({ fromMinute, toMinute }: Pod, minute: number): boolean {
  return minute >= fromMinute && minute < toMinute;
}
