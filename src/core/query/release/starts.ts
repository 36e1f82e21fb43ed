import { aggregate, binary, call, number, range, selector, type Matcher } from '../../promql/ast';
import { print } from '../../promql/print';
import { type ProcessStarts, targetOf } from '../../release/sliCounts';
import type { Answers, InstantQuery } from '../port';
import type { Reading } from './readings';
import { LOOK_BACK_SECONDS } from '../../release/counter';
import { type ReleaseRequest, spanOf } from './request';

const STARTS_ID = 'starts';

/**
 * When the processes began that began since the earliest of the spans: what tells a counter that was born from one that was
 * found. Instant.
 */
export function planStarts(request: ReleaseRequest, readings: readonly Reading[]): InstantQuery[] {
  if (readings.length === 0) {
    return [];
  }
  const earliest = Math.min(...readings.map(({ span }) => spanOf(request, span).startSeconds));
  const seconds = request.endSeconds - earliest + LOOK_BACK_SECONDS;
  const begun = call('max_over_time', range(selector('process_start_time_seconds', jobsOf(readings)), seconds));
  return [
    {
      kind: 'instant',
      id: STARTS_ID,
      promql: print(binary(aggregate('max', ['job', 'instance'], begun), '>', number(earliest))),
      atSeconds: request.endSeconds,
    },
  ];
}

/** The job, where all that is read is of one. */
function jobsOf(readings: readonly Reading[]): Matcher[] {
  const jobs = readings.map(({ selector: { matchers } }) =>
    matchers.find(({ label, operator }) => label === 'job' && operator === '=')
  );
  const [first] = jobs;
  return first && jobs.every((job) => job?.value === first.value) ? [first] : [];
}

/** None where nobody knows: counters that began in a soak then lose their first value, which a verdict allows for. */
export function readStarts(first: Answers): ProcessStarts {
  const answer = first.get(STARTS_ID);
  return new Map(
    answer?.state === 'ok' ? answer.series.map(({ labels, values }) => [targetOf(labels), values[0] ?? NaN]) : []
  );
}
