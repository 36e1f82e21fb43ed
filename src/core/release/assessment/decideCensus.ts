import { burnRate } from '../../budget/budget';
import { judgeBurnAlerts, leastShortTotal, lowerBurnRate } from '../criteria/burnAlerts';
import { judgeRemainingBudget } from '../criteria/remainingBudget';
import { LEAST_COVERAGE_RATIO } from '../counts';
import { unknown } from '../verdict';
import { type Decided, undecidedBy } from './decided';
import type { DecidingOf, DecidingPolicy, JudgedTime } from './deciding';
import type { BudgetEvidence, BurnEvidence, EvidenceOf } from './evidence';
import { digits, finite } from './inequality';

export function decideRemainingBudget(
  criterion: DecidingOf<'remainingBudget'>,
  { bad, total, unobserved, coverage }: BudgetEvidence
): Decided {
  if (!(coverage >= LEAST_COVERAGE_RATIO && coverage <= 1)) {
    return undecidedBy(unknown('DATA_QUALITY'));
  }
  const { objectiveRatio } = criterion.slo;
  const { leastRemainingRatio } = criterion;
  const decision = judgeRemainingBudget({ objectiveRatio, leastRemainingRatio }, { bad, total, unobserved });
  const { verdict, reason, pFail, remainingRatio, bestRatio, worstRatio } = decision;
  if (bestRatio === null || worstRatio === null) {
    return undecidedBy({ verdict, reason, pFail });
  }
  const [worst, best, least] = [worstRatio, bestRatio, leastRemainingRatio].map(digits);
  return {
    verdict,
    reason,
    pFail,
    statistic: { remaining: remainingRatio, worst: worstRatio, best: bestRatio },
    inequality:
      verdict === 'PASS'
        ? `worst ${worst} >= ${least}`
        : verdict === 'FAIL'
          ? `best ${best} < ${least}`
          : `worst ${worst} < ${least} <= best ${best}`,
    outlook: null,
  };
}

export function decideNoBurnAlert(
  { soak, alpha }: DecidingPolicy,
  criterion: DecidingOf<'noBurnAlert'>,
  evidence: BurnEvidence,
  { startSeconds, endSeconds }: JudgedTime
): Decided {
  const { objectiveRatio } = criterion.slo;
  if (evidence.pairs.length !== criterion.pairs.length) {
    return undecidedBy(unknown('DATA_QUALITY'));
  }
  const histories = criterion.pairs.map(({ factor }, index) => ({
    factor,
    moments: (evidence.pairs[index]?.moments ?? []).map((moment) =>
      moment === null
        ? null
        : { long: { total: moment[0], bad: moment[1] }, short: { total: moment[2], bad: moment[3] } }
    ),
  }));
  // One moment more than there are steps: the grid has both of its ends.
  const complete = criterion.pairs.every((pair, index) => {
    const { stepSeconds = NaN, moments = [] } = evidence.pairs[index] ?? {};
    return stepSeconds === burnStepSeconds(pair) && moments.length === momentsIn(pair, startSeconds, endSeconds);
  });
  if (!complete) {
    return undecidedBy(unknown('DATA_QUALITY'));
  }
  const rule = { objectiveRatio, alpha, leastSoakSeconds: soak.atLeastSeconds };
  const { verdict, reason, pFail, fired } = judgeBurnAlerts(rule, endSeconds - startSeconds, histories);
  const moments = histories.flatMap((history) =>
    history.moments.flatMap((moment) => (moment === null ? [] : [{ factor: history.factor, ...moment }]))
  );
  const rates = moments.map(({ factor, long, short }) => {
    const both = [long, short].map(({ bad, total }) => (total > 0 ? burnRate(bad / total, objectiveRatio) : 0));
    return Math.min(...both) / factor;
  });
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  const [worst] = moments.filter((_, index) => rates[index] === highest);
  return {
    verdict,
    reason,
    pFail,
    statistic: {
      fired: fired.length,
      highestOfFactor: moments.length === 0 ? null : finite(highest),
      ...(worst && fired.length > 0
        ? {
            lowerBurnRate: finite(lowerBurnRate(worst.long, objectiveRatio, alpha)),
            shortTotal: worst.short.total,
            leastShortTotal: leastShortTotal(worst.factor, objectiveRatio),
          }
        : {}),
    },
    inequality:
      moments.length === 0
        ? ''
        : `${fired.length} of ${criterion.pairs.length} pairs fired; highest burn rate ${digits(highest)} of its factor`,
    outlook: null,
  };
}

/** A fifth of the short window. */
export function burnStepSeconds({ shortSeconds }: { shortSeconds: number }): number {
  return Math.max(1, Math.floor(shortSeconds / 5));
}

/** The moments at which a pair is looked at: multiples of its step within the soak, so that they do not depend on its start. */
export function burnGrid(pair: { shortSeconds: number }, startSeconds: number, endSeconds: number): number[] {
  const step = burnStepSeconds(pair);
  const first = Math.ceil(startSeconds / step);
  return Array.from({ length: momentsIn(pair, startSeconds, endSeconds) }, (_, index) => (first + index) * step);
}

function momentsIn(pair: { shortSeconds: number }, startSeconds: number, endSeconds: number): number {
  const step = burnStepSeconds(pair);
  return Math.max(0, Math.floor(endSeconds / step) - Math.ceil(startSeconds / step) + 1);
}

/** The word of a person: "no" fails at once, none or an old one decides nothing. */
export function decideAttestation(evidence: EvidenceOf['attestation'], { endSeconds }: JudgedTime): Decided {
  if (evidence === null) {
    return undecidedBy(unknown('NO_DATA'));
  }
  const { answer, attestedAtSeconds, expiresAtSeconds } = evidence;
  if (!(attestedAtSeconds <= endSeconds)) {
    return undecidedBy(unknown('DATA_QUALITY'));
  }
  if (!(endSeconds < expiresAtSeconds)) {
    return undecidedBy(unknown('EXPIRED'));
  }
  return {
    ...undecidedBy({ verdict: answer === true ? 'PASS' : 'FAIL', reason: null, pFail: null }),
    inequality: `answer ${answer === true ? 'yes' : 'no'}`,
  };
}
