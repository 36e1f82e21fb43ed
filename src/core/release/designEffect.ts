import { type Block } from './counts';

/**
 * By how much the errors of blocks vary more than independent ones would: sum of (b - n q)^2 / (n q (1 - q)) over the number
 * of blocks less one, q the share of bad events of all. 1 where they are independent; the size of the bursts where all
 * errors come in bursts of one size. Null where no event was bad, or in fewer than two blocks.
 */
export function observedDesignEffect(blocks: readonly Block[]): number | null {
  const seen = blocks.filter(([total]) => total > 0);
  const events = seen.reduce((sum, [total]) => sum + total, 0);
  const q = seen.reduce((sum, [, bad]) => sum + bad, 0) / events;
  if (seen.length < 2 || q === 0 || q === 1) {
    return null;
  }
  const squares = seen.reduce((sum, [total, bad]) => sum + (bad - total * q) ** 2 / (total * q * (1 - q)), 0);
  return squares / (seen.length - 1);
}
