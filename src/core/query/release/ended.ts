import type { ReleaseAssessment } from '../../release/assessment/assessment';
import { readRawSamples } from '../../release/rawSamples';
import type { Answers } from '../port';
import { samplesOf, sizesOf } from './plan';
import { readingsOf } from './readings';
import { type ReleaseRequest, spanOf } from './request';
import { selectionOf } from './sides';
import { sizedSelectors } from './sizes';

/**
 * What to ask of a release that ended before its soak did, as one does that is rolled back: the same until its last sample.
 * Null where it goes on, or where something else keeps it from being decided.
 */
export function untilItEnded(
  request: ReleaseRequest,
  assessment: ReleaseAssessment,
  first: Answers,
  second: Answers
): ReleaseRequest | null {
  const isCutShort =
    assessment.verdict === 'INCONCLUSIVE' &&
    assessment.criteria.some(({ problems }) => problems.some(({ kind }) => kind === 'notCovered'));
  const last = isCutShort ? lastSampleSeconds(request, first, second) : null;
  const { startSeconds, endSeconds, policy } = request;
  return last === null || last <= startSeconds || endSeconds - last <= 2 * policy.scrapeSeconds
    ? null
    : { ...request, endSeconds: Math.floor(last) };
}

/** What was counted until it ended can speak against a release. It is no PASS: what ended may have crashed. */
export function worseOf(whole: ReleaseAssessment, ended: ReleaseAssessment): ReleaseAssessment {
  return ended.verdict === 'FAIL' ? ended : whole;
}

function lastSampleSeconds(request: ReleaseRequest, first: Answers, second: Answers): number | null {
  const selection = selectionOf(request, 'release', 'soak', first);
  if (!selection.ok) {
    return null;
  }
  const [sizes, samples] = [sizesOf(request, 'soak', first), samplesOf('soak', second)];
  const times = request.policy.criteria
    .flatMap(readingsOf)
    .filter(({ side }) => side === 'release')
    .flatMap((reading) => sizedSelectors(reading, selection.narrow, first))
    .map(({ selector }) => readRawSamples(selector, spanOf(request, 'soak'), sizes, samples))
    .flatMap((answer) => (answer.state === 'ok' ? answer.series : []))
    .filter(({ labels }) => selection.holds(labels))
    .map(({ timesSeconds }) => timesSeconds.at(-1) ?? -Infinity);
  return times.length === 0 ? null : times.reduce((one, other) => Math.max(one, other));
}
