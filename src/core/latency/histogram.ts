import type { Matcher, Selector } from '../promql/ast';
import { print } from '../promql/print';
import type { EventCount, EventsSli } from '../slo/events';
import { parseBound } from './bounds';

/** The classic histogram that the events of an SLO are counted from. */
export interface LatencyHistogram {
  /** Its buckets, whatever their bound. */
  buckets: Selector;
  /** What is good lasts at most this long; in the unit of the histogram. */
  thresholdBound: number;
  /** Whether the SLO counts the same events as the histogram: no others, as where only answers without errors are timed. */
  countsSame: boolean;
}

/**
 * The histogram behind an SLO whose good events are one bucket, however that was written: a threshold, a bucket over a
 * count, or a count less a bucket. Null where its events are something else.
 */
export function latencyHistogram({ threshold, part, total }: EventsSli): LatencyHistogram | null {
  const found = threshold ? { buckets: threshold.buckets, thresholdBound: threshold.upperBound } : bucketOf(part);
  return found && { ...found, countsSame: total.every(({ selector }) => countsAll(selector, found.buckets)) };
}

function bucketOf(part: EventCount): Pick<LatencyHistogram, 'buckets' | 'thresholdBound'> | null {
  const [found, ...others] = part.flatMap(({ selector }) => {
    const thresholdBound = selector.metric?.endsWith('_bucket') ? parseBound(boundOf(selector)?.value) : NaN;
    return Number.isFinite(thresholdBound) ? [{ buckets: withoutBound(selector), thresholdBound }] : [];
  });
  const rest = part.filter(({ selector }) => !Number.isFinite(parseBound(boundOf(selector)?.value)));
  return found && others.length === 0 && rest.every(({ selector }) => baseOf(selector) === baseOf(found.buckets))
    ? found
    : null;
}

function boundOf({ matchers }: Selector): Matcher | undefined {
  return matchers.find(({ label, operator }) => label === 'le' && operator === '=');
}

function withoutBound(selector: Selector): Selector {
  return { ...selector, matchers: selector.matchers.filter(({ label }) => label !== 'le') };
}

/** Whether a selector counts every event of the histogram: its count, or its bucket without an upper bound. */
function countsAll(selector: Selector, buckets: Selector): boolean {
  const isWhole = selector.metric?.endsWith('_bucket') ? boundOf(selector)?.value === '+Inf' : true;
  return isWhole && baseOf(selector) === baseOf(buckets) && matchersOf(selector) === matchersOf(buckets);
}

/** The name of a histogram, of whichever of its series. */
function baseOf({ metric = '' }: Selector): string {
  return metric.replace(/_(bucket|count)$/, '');
}

function matchersOf(selector: Selector): string {
  const { matchers } = withoutBound(selector);
  return matchers
    .map((matcher) => print({ type: 'selector', matchers: [matcher] }))
    .sort()
    .join();
}
