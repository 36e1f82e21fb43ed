import * as fixed from './clopperPearson';
import {
  burstBadLower,
  burstBadUpper,
  type BurstTally,
  LARGEST_BURST,
  logEvidenceAbove,
  logEvidenceBelow,
  tallyBursts,
  timesTally,
  withWorstCase,
} from './bursts';
import { type Counts } from './counts';
import { anytimeBadLower, anytimeBadUpper, failPrior, logEvidence, PASS_PRIOR } from './mixture';

/**
 * How often is looked. `anytime`: as often as anyone likes, the default. `fixed`: once, at an end that the specification
 * names, and nobody has seen the verdict before.
 */
export type Looks = 'anytime' | 'fixed';

/**
 * The design effect says how many errors one cause makes at a time. Registered, before the release starts, it divides all
 * counts. That is exact at the ends of causes: for causes of at most phi events, each with a chance to be good of at most p0
 * given what was before, E prod LR_i^(1/phi) <= prod (E LR_i)^(1/phi) <= 1 by the inequalities of Hölder and Jensen. The
 * `fixed` tests do the same with an approximation.
 *
 * Unregistered (null) it is never 1. It is not estimated from the soak either: a soak without errors has no estimate, and one
 * that was lucky with few bursts has a low one, which is just when a bad release would pass. Instead causes are taken to have
 * up to `LARGEST_BURST` bad events, and the blocks of the soak show which errors cannot have been one cause (see
 * `bursts.ts`); counts without blocks are divided by that number.
 */
export type DesignEffect = number | null;

/** What a test of a share sees of counts. Not whole where they are divided. */
export interface Sample {
  good: number;
  bad: number;
  looks: Looks;
  /** The causes of the bad events; null where the counts are divided. */
  causes: BurstTally | null;
}

/**
 * The sample that a verdict must hold for.
 *
 * @param unobservedAs what the events that may have been lost are taken to be: bad for a PASS, good for a FAIL
 */
export function sampleOf(
  { good, total, unobserved, blocks }: Counts,
  unobservedAs: 'good' | 'bad',
  { looks, designEffect }: { looks: Looks; designEffect: DesignEffect }
): Sample {
  const lostBad = unobservedAs === 'bad' ? unobserved : 0;
  const bad = total - good + lostBad;
  const allGood = total + unobserved - bad;
  if (designEffect === null && looks === 'anytime') {
    const seen = tallyBursts(blocks ?? [[total, total - good]]);
    return { good: allGood, bad, looks, causes: withWorstCase(seen, lostBad) };
  }
  const phi = effective(designEffect);
  return { good: allGood / phi, bad: bad / phi, looks, causes: null };
}

/** What counts are divided by where no blocks can help. */
export function effective(designEffect: DesignEffect): number {
  return designEffect === null ? LARGEST_BURST : Math.max(1, designEffect);
}

/** As it would be after so many times the soak with the same shares. */
export function times({ good, bad, looks, causes }: Sample, factor: number): Sample {
  return { good: good * factor, bad: bad * factor, looks, causes: causes && timesTally(causes, factor) };
}

/**
 * ln of what speaks for a share of bad events below q: of an e-value anytime, of 1 over a p-value at a fixed look. Enough is
 * ln(1/alpha).
 */
export function logForPass({ good, bad, looks, causes }: Sample, q: number): number {
  if (looks === 'fixed') {
    return -fixed.logPassValue(good, bad, q);
  }
  return causes ? logEvidenceBelow(good + bad, causes, q) : logEvidence(good, bad, 1 - q, q, PASS_PRIOR);
}

/** ln of what speaks for a share above q. */
export function logForFail({ good, bad, looks, causes }: Sample, q: number): number {
  if (looks === 'fixed') {
    return -fixed.logFailValue(good, bad, q);
  }
  return causes ? logEvidenceAbove(good + bad, causes, q) : logEvidence(bad, good, q, 1 - q, failPrior(q));
}

/** The most that the share of bad events can be, with confidence 1 - alpha. */
export function badUpper({ good, bad, looks, causes }: Sample, alpha: number): number {
  if (looks === 'fixed') {
    return fixed.badUpper(good, bad, alpha);
  }
  return causes ? burstBadUpper(good + bad, causes, alpha) : anytimeBadUpper(good, bad, alpha);
}

/**
 * The least that it can be, with confidence 1 - beta.
 *
 * @param q share of bad events beyond which alternatives are sought first: the error budget
 */
export function badLower({ good, bad, looks, causes }: Sample, beta: number, q: number): number {
  if (looks === 'fixed') {
    return fixed.badLower(good, bad, beta);
  }
  return causes ? burstBadLower(good + bad, causes, beta) : anytimeBadLower(good, bad, beta, failPrior(q));
}
