/** Places and weights of Gauss and Legendre on (-1, 1), exact for polynomials up to the ninth degree. */
const PLACES = [0, 0.538469310105683, -0.538469310105683, 0.906179845938664, -0.906179845938664];
const WEIGHTS = [0.568888888888889, 0.478628670499366, 0.478628670499366, 0.236926885056189, 0.236926885056189];
const PANELS = 100;

/**
 * ln of the integral of exp(h) from `from` to `to`, where h is concave and highest at `mode`: on both sides of it, as far as h
 * is within 50 of its height.
 */
export function logIntegral(h: (at: number) => number, from: number, mode: number, to: number): number {
  const height = h(mode);
  const sides = [from, to].map((end) => {
    const half = (edgeOf(h, mode, end, height - 50) - mode) / PANELS / 2;
    let sum = 0;
    for (let panel = 0; panel < PANELS; panel++) {
      const middle = mode + (2 * panel + 1) * half;
      PLACES.forEach((place, index) => (sum += WEIGHTS[index]! * Math.exp(h(middle + place * half) - height)));
    }
    return Math.abs(half) * sum;
  });
  return height + Math.log(sides[0]! + sides[1]!);
}

function edgeOf(h: (at: number) => number, mode: number, end: number, floor: number): number {
  if (h(end) >= floor) {
    return end;
  }
  let [inside, outside] = [mode, end];
  for (let step = 0; step < 80; step++) {
    const middle = (inside + outside) / 2;
    [inside, outside] = h(middle) >= floor ? [middle, outside] : [inside, middle];
  }
  return outside;
}

/** Where a function that falls crosses zero between two numbers; the nearer end where it does not. */
export function fallingZero(slope: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    [low, high] = slope(middle) > 0 ? [middle, high] : [low, middle];
  }
  return (low + high) / 2;
}
