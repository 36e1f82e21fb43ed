import { type Counts, unusable } from '../counts';
import { LARGEST_BURST } from '../bursts';
import { observedDesignEffect } from '../designEffect';
import { timesUntil } from '../outlook';
import { isDesignEffect, isProperRatio } from '../parameters';
import {
  badLower,
  badUpper,
  type DesignEffect,
  effective,
  logForFail,
  logForPass,
  type Looks,
  type Sample,
  sampleOf,
  times,
} from '../sample';
import { type Decision, decided, undecided } from '../verdict';

/** The requirement that at least `objectiveRatio` of the events are good. */
export interface ShareCriterion {
  objectiveRatio: number;
  /** Most chance of a PASS while the requirement is violated. */
  alpha: number;
  /** Most chance of a FAIL while it is met. */
  beta: number;
  looks: Looks;
  designEffect: DesignEffect;
}

export interface ShareDecision extends Decision {
  /** ln of what speaks for and against the requirement: of e-values anytime, of 1 over p-values at a fixed look. Null without counts. */
  logForPass: number | null;
  logForFail: number | null;
  /** Between these the share of good events lies, each with its own confidence. */
  lower: number;
  upper: number;
  /** What it takes to pass; null where it is decided, or more events are not what is missing. */
  moreEvents: MoreEvents | null;
}

/** Further events until a PASS. */
export interface MoreEvents {
  /** At the present shares, with half a bad event added, so that none so far is not taken for none ever. Null: never. */
  expected: number | null;
  /** Were all of them good. Null: never. */
  least: number | null;
}

/**
 * Success ratio, criterion (a). H0 of a PASS: the share of good events is below the objective.
 */
export function judgeSuccessRatio(criterion: ShareCriterion, counts: Counts): ShareDecision {
  return judgeShare(criterion, counts, counts);
}

/**
 * The same where what is good is known only between two counts.
 *
 * @param least what is good for certain, which a PASS rests on
 * @param most what may be good, which a FAIL rests on; of the same events
 */
export function judgeShare(criterion: ShareCriterion, least: Counts, most: Counts): ShareDecision {
  const reason = isUsable(criterion) ? (unusable(least) ?? unusable(most)) : 'DATA_QUALITY';
  if (reason !== null) {
    return { ...undecided(reason), logForPass: null, logForFail: null, lower: 0, upper: 1, moreEvents: null };
  }
  const budget = 1 - criterion.objectiveRatio;
  const forPass = sampleOf(least, 'bad', criterion);
  const forFail = sampleOf(most, 'good', criterion);
  const evidence = { logForPass: logForPass(forPass, budget), logForFail: logForFail(forFail, budget) };
  const enough = {
    pass: evidence.logForPass >= -Math.log(criterion.alpha),
    fail: evidence.logForFail >= -Math.log(criterion.beta),
  };
  const decision = decided(enough, Math.min(1, Math.exp(-evidence.logForFail)), isBurstier(criterion, least));
  return {
    ...decision,
    ...evidence,
    lower: 1 - badUpper(forPass, criterion.alpha),
    upper: 1 - badLower(forFail, criterion.beta, budget),
    moreEvents: decision.reason === 'INSUFFICIENT_SAMPLE' ? moreEvents(criterion, forPass) : null,
  };
}

/** Whether the parameters are what the theorems are about. */
export function isUsable({ objectiveRatio, alpha, beta, designEffect }: ShareCriterion): boolean {
  return [objectiveRatio, alpha, beta].every(isProperRatio) && isDesignEffect(designEffect);
}

/**
 * Whether the soak's errors come in larger bursts than a PASS is guaranteed for. Only ever takes a PASS away, so that looking
 * at the soak for it costs nothing of the guarantee.
 */
export function isBurstier({ designEffect }: Pick<ShareCriterion, 'designEffect'>, { blocks }: Counts): boolean {
  return designEffect === null && (observedDesignEffect(blocks ?? []) ?? 0) > LARGEST_BURST;
}

function moreEvents({ objectiveRatio, alpha, designEffect }: ShareCriterion, sample: Sample): MoreEvents {
  const phi = sample.causes ? 1 : effective(designEffect);
  const events = sample.good + sample.bad;
  const until = (grown: (factor: number) => Sample) => {
    const factor = timesUntil((at) => logForPass(grown(at), 1 - objectiveRatio) + Math.log(alpha));
    return factor === null ? null : (factor - 1) * events * phi;
  };
  const expected = withHalfBad(sample, phi);
  return {
    expected: until((factor) => times(expected, factor)),
    least: until((factor) => ({ ...sample, good: sample.good + (factor - 1) * events })),
  };
}

function withHalfBad({ good, bad, looks, causes }: Sample, phi: number): Sample {
  const half = Math.min(good, 0.5 / phi);
  return {
    good: good - half,
    bad: bad + half,
    looks,
    causes: causes && { ...causes, parts: causes.parts.map((part, size) => (size === 1 ? part + 0.5 : part)) },
  };
}
