/** Numbers in (0, 1), always the same ones. Source: G. Marsaglia, Xorshift RNGs, 2003 (32 bits, period 2^128 - 1). */
export function randomNumbers(seed: number): () => number {
  let [x, y, z, w] = [seed | 0, 362436069, 521288629, 88675123];
  const next = () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return ((w >>> 0) + 0.5) / 4294967296;
  };
  for (let index = 0; index < 64; index++) {
    next();
  }
  return next;
}
