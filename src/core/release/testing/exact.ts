/** Exact arithmetic on chances that are multiples of 2^-SCALE_BITS, as an oracle of what the code approximates. */

export const SCALE_BITS = 20n;
const ONE = 1n << SCALE_BITS;

/** ln of a fraction of whole numbers, to the last digits of a double. */
export function logFraction(numerator: bigint, denominator: bigint): number {
  return logWhole(numerator) - logWhole(denominator);
}

function logWhole(value: bigint): number {
  const excess = BigInt(Math.max(0, value.toString(2).length - 60));
  return Math.log(Number(value >> excess)) + Number(excess) * Math.LN2;
}

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let index = 1; index <= k; index++) {
    result = (result * BigInt(n - k + index)) / BigInt(index);
  }
  return result;
}

/** P(from <= Bin(n, chance / 2^SCALE_BITS) <= to) as a fraction. */
export function binomialSum(n: number, chance: bigint, from: number, to: number): [bigint, bigint] {
  let sum = 0n;
  for (let k = from; k <= to; k++) {
    sum += choose(n, k) * chance ** BigInt(k) * (ONE - chance) ** BigInt(n - k);
  }
  return [sum, ONE ** BigInt(n)];
}

/**
 * ln of the likelihood ratio of x events of a chance t against y others, averaged over t in (p, 1) evenly: the integral of
 * t^x (1-t)^y is B(x+1, y+1) P(Bin(x+y+1, p) <= x).
 */
export function logUniformEvidence(x: number, y: number, chance: bigint): number {
  const [sum, whole] = binomialSum(x + y + 1, chance, 0, x);
  const logBeta = -logFraction(choose(x + y, x) * BigInt(x + y + 1), 1n);
  const logAtChance = x * logFraction(chance, ONE) + (y + 1) * logFraction(ONE - chance, ONE);
  return logFraction(sum, whole) + logBeta - logAtChance;
}
