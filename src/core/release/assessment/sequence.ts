import type { ReleasePolicy } from '../policy/policy';
import type { Verdict } from '../verdict';
import type { ReleaseAssessment } from './assessment';
import { decideLatency, decideSuccessRatio } from './decideShare';
import type { Decided } from './decided';
import type { CountsEvidence, EvidenceOf } from './evidence';

/** What the events up to some time of a soak say of a share of good events. Ratios in [0, 1]. */
export interface SequencePoint {
  atSeconds: number;
  measuredRatio: number;
  /** Between these the share lies, each with its own confidence at all times together; a verdict is where one meets the objective. */
  lowerRatio: number;
  upperRatio: number;
  verdict: Verdict;
}

/** A criterion of a share from the start of the soak on. */
export interface ShareSequence {
  id: string;
  objectiveRatio: number;
  /** In order, the last of all that is counted; none where nothing was decided of it. */
  points: readonly SequencePoint[];
}

/** Every two minutes of a soak of two hours; each takes a few milliseconds. */
export const MOST_POINTS = 60;

/**
 * How the shares of a release came to be what they are: each point is decided as the verdict is, of the blocks until then. What
 * may have been lost is held against every point, so that none says more than was known at its time.
 */
export function shareSequences(assessment: ReleaseAssessment): ShareSequence[] {
  const { policy, criteria } = assessment;
  return policy.criteria.flatMap((criterion, index): ShareSequence[] => {
    const evidence = criteria[index]?.evidence ?? null;
    if (evidence === null || (criterion.kind !== 'successRatio' && criterion.kind !== 'latency')) {
      return [];
    }
    const { id, objectiveRatio } = criterion;
    if (criterion.kind === 'successRatio') {
      const counts = evidence as EvidenceOf['successRatio'];
      const decide = (blocks: number, endSeconds: number) => ({
        counts: upTo(counts, blocks),
        decided: decideSuccessRatio(policy, criterion, upTo(counts, blocks), timeOf(assessment, endSeconds)),
      });
      return [{ id, objectiveRatio, points: pointsOf(assessment, counts, decide) }];
    }
    const latency = evidence as EvidenceOf['latency'];
    const decide = (blocks: number, endSeconds: number) => {
      const least = upTo(latency.least, blocks);
      const until = { ...latency, least, most: latency.most && upTo(latency.most, blocks) };
      return { counts: least, decided: decideLatency(policy, criterion, until, timeOf(assessment, endSeconds)) };
    };
    return [{ id, objectiveRatio, points: pointsOf(assessment, latency.least, decide) }];
  });
}

/** When a share was first decided so; null where it never was. */
export function firstSeconds({ points }: Pick<ShareSequence, 'points'>, verdict: Verdict): number | null {
  return points.find((point) => point.verdict === verdict)?.atSeconds ?? null;
}

type DecideUpTo = (blocks: number, endSeconds: number) => { counts: CountsEvidence; decided: Decided };

function pointsOf(
  { policy, span }: Pick<ReleaseAssessment, 'policy' | 'span'>,
  { blocks, blockSeconds }: CountsEvidence,
  decide: DecideUpTo
): SequencePoint[] {
  const every = Math.ceil(blocks.length / MOST_POINTS);
  const last = blocks.length;
  return Array.from({ length: Math.ceil(last / every) }, (_, index) => Math.min(last, (index + 1) * every))
    .map((count) => ({ count, atSeconds: Math.min(span.endSeconds, span.startSeconds + count * blockSeconds) }))
    .filter(({ count, atSeconds }) => isLook(policy, count === last, atSeconds - span.startSeconds))
    .flatMap(({ count, atSeconds }) => {
      const { counts, decided } = decide(count, atSeconds);
      const { lower, upper } = decided.statistic;
      return lower == null || upper == null
        ? []
        : [
            {
              atSeconds,
              measuredRatio: counts.good / counts.total,
              lowerRatio: lower,
              upperRatio: upper,
              verdict: decided.verdict,
            },
          ];
    });
}

/** A fixed look that is taken earlier is one of several. */
function isLook({ looks, soak }: ReleasePolicy, isLast: boolean, seconds: number): boolean {
  return looks === 'anytime' || (isLast && seconds >= soak.atLeastSeconds);
}

function timeOf({ attempt, span }: Pick<ReleaseAssessment, 'attempt' | 'span'>, endSeconds: number) {
  return { attempt, startSeconds: span.startSeconds, endSeconds };
}

function upTo(evidence: CountsEvidence, count: number): CountsEvidence {
  const blocks = evidence.blocks.slice(0, count);
  const [total, bad] = blocks.reduce(
    ([all, some], [ofBlock, badOfBlock]) => [all + ofBlock, some + badOfBlock],
    [0, 0]
  );
  return { ...evidence, total, good: total - bad, blocks };
}
