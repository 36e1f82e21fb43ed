import { type Block } from './counts';
import { lastBelowZero } from './numeric/root';

/**
 * The most bad events that one cause is taken to have where no design effect is registered. No length of a soak without
 * errors says how large the bursts are that have not come yet, so some bound must be assumed. This one is twice the bursts
 * of five that retries and small connection pools make, and still lets a release at 50 requests a second that spends a
 * quarter of the budget of 99.9 % pass within half an hour (see `simulation.test.ts`).
 */
export const LARGEST_BURST = 10;

/** How the bad events of a soak are distributed over the fewest causes that they can have had. */
export interface BurstTally {
  /** Causes of `LARGEST_BURST` bad events. */
  full: number;
  /** Causes of m bad events at index m, from 0 to `LARGEST_BURST` - 1. */
  parts: readonly number[];
}

/**
 * A run of blocks that all have bad events may have been one cause after the other, each across the end of a block, so its
 * bad events are taken together, and then spread over as few causes as possible. A block without events ends no run.
 */
export function tallyBursts(blocks: readonly Block[]): BurstTally {
  const runs: number[] = [];
  let run = 0;
  for (const [total, bad] of blocks) {
    if (bad > 0) {
      run += bad;
    } else if (total > 0 && run > 0) {
      runs.push(run);
      run = 0;
    }
  }
  return tally(run > 0 ? [...runs, run] : runs);
}

function tally(runs: readonly number[]): BurstTally {
  const parts = Array<number>(LARGEST_BURST).fill(0);
  let full = 0;
  for (const bad of runs) {
    full += Math.floor(bad / LARGEST_BURST);
    const rest = bad % LARGEST_BURST;
    parts[rest] = (parts[rest] ?? 0) + (rest > 0 ? 1 : 0);
  }
  return { full, parts };
}

/**
 * With so many bad events more, wherever they would do the most harm: they fill the largest causes first. The last is filled
 * to the end, which bounds what any way to spread them could do.
 */
export function withWorstCase({ full, parts }: BurstTally, bad: number): BurstTally {
  const rest = [...parts];
  let [left, filled] = [bad, full];
  for (let size = LARGEST_BURST - 1; size > 0 && left > 0; size--) {
    const missing = LARGEST_BURST - size;
    const causes = Math.min(rest[size] ?? 0, Math.ceil(left / missing));
    rest[size] = (rest[size] ?? 0) - causes;
    filled += causes;
    left -= causes * missing;
  }
  return { full: filled + Math.max(0, Math.ceil(left / LARGEST_BURST)), parts: rest };
}

/** As it would be after so many times the soak. */
export function timesTally({ full, parts }: BurstTally, times: number): BurstTally {
  return { full: full * times, parts: parts.map((causes) => causes * times) };
}

const NODES = 64;
const MIDDLES = Float64Array.from({ length: NODES }, (_, index) => (index + 0.5) / NODES);
/** Stakes c of the bets that the share is below q: 1 - c is u^2, u even in (0, 1), as `PASS_PRIOR` weighs a budget's u^2-th. */
const STAKES_BELOW = MIDDLES.map((u) => 1 - u * u);
/** Stakes of the bets that it is above q: exponential, as `failPrior` weighs burn rates beyond 1. */
const STAKES_ABOVE = MIDDLES.map((u) => -Math.log(1 - u));
const LOSSES = logFactors(STAKES_BELOW.map((stake) => -stake));
const GAINS = logFactors(STAKES_ABOVE);

/** ln(1 + stake m / K) of every stake, for m = 0 … K. */
function logFactors(stakes: Float64Array): Float64Array[] {
  return Array.from({ length: LARGEST_BURST + 1 }, (_, size) =>
    stakes.map((stake) => Math.log1p((stake * size) / LARGEST_BURST))
  );
}

/**
 * ln of the evidence that the share of bad events is below q, where errors come in bursts of at most K = `LARGEST_BURST`.
 *
 * Theorem. Let the bad events have causes, one after the other: cause i is given m_i events, of which X_i <= K are bad, all
 * of those within the length of one block. Let mu_i = E[X_i | everything before] and qbar = sum of mu_i / sum of m_i. Then
 * P(at the end of some cause E >= 1/alpha while qbar >= q) <= alpha, for any number of looks and any rule to stop. In the
 * midst of a cause E is too large by at most exp(q m_i / K).
 *
 * Proof. For a stake c in (0, 1) the product of (1 - c X_i/K) / (1 - c mu_i/K) is a nonnegative martingale of mean 1. While
 * qbar >= q the product of the 1 - c mu_i/K is at most exp(-c q n/K). So M = exp(c q n/K) prod (1 - c X_i/K) is at most that
 * martingale. Nobody sees the causes, but the bad events of each lie in one run of blocks with bad events, and
 * ln(1 - c x/K) is concave and 0 at 0: over all ways to share a run among causes of at most K, the product is least with as
 * many of K as there can be and one of the rest. E takes that for every run, so E <= M. An average over c, with weights fixed
 * beforehand, keeps this; by Ville's inequality M reaches 1/alpha with a chance of at most alpha.
 *
 * Where all of a soak is one block, or errors never pause for one, this is the evidence of counts divided by K.
 *
 * @param events > 0
 * @param q in (0, 1]
 */
export function logEvidenceBelow(events: number, causes: BurstTally, q: number): number {
  return logMean(STAKES_BELOW, LOSSES, (q * events) / LARGEST_BURST, causes);
}

/**
 * ln of the evidence that the share of bad events is above q. The same theorem with the signs turned: E[1 + c X_i/K] is
 * 1 + c mu_i/K <= exp(c mu_i/K), and ln(1 + c x/K) is concave too, so the fewest causes give the least evidence here as well.
 */
export function logEvidenceAbove(events: number, causes: BurstTally, q: number): number {
  return logMean(STAKES_ABOVE, GAINS, (-q * events) / LARGEST_BURST, causes);
}

function logMean(
  stakes: Float64Array,
  factors: readonly Float64Array[],
  gain: number,
  { full, parts }: BurstTally
): number {
  const logs = new Float64Array(NODES);
  addTimes(logs, gain, stakes);
  for (let size = 1; size <= LARGEST_BURST; size++) {
    const causes = size === LARGEST_BURST ? full : (parts[size] ?? 0);
    if (causes > 0) {
      addTimes(logs, causes, factors[size] ?? logs);
    }
  }
  return logMeanExp(logs);
}

function addTimes(sums: Float64Array, factor: number, values: Float64Array): void {
  for (let index = 0; index < sums.length; index++) {
    sums[index] = (sums[index] ?? NaN) + factor * (values[index] ?? NaN);
  }
}

function logMeanExp(logs: Float64Array): number {
  let most = -Infinity;
  for (const log of logs) {
    most = Math.max(most, log);
  }
  let sum = 0;
  for (const log of logs) {
    sum += Math.exp(log - most);
  }
  return most + Math.log(sum / logs.length);
}

/** The most that the share of bad events can be, with confidence 1 - alpha at all times together. */
export function burstBadUpper(events: number, causes: BurstTally, alpha: number): number {
  const rising = (q: number) => logEvidenceBelow(events, causes, q) + Math.log(alpha);
  return rising(1) < 0 ? 1 : lastBelowZero(rising, 0, 1);
}

/** The least that it can be, with confidence 1 - beta. */
export function burstBadLower(events: number, causes: BurstTally, beta: number): number {
  const rising = (q: number) => -Math.log(beta) - logEvidenceAbove(events, causes, q);
  return rising(0) >= 0 ? 0 : lastBelowZero(rising, 0, 1);
}
