/** Units of a Prometheus duration, as Prometheus orders them when it prints one. */
const units = [
  ['y', 31_536_000],
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** A duration as Prometheus prints it: 28 days are `4w`, 30 days `30d`, 64 minutes `1h4m`. Whole seconds. */
export function durationText(seconds: number): string {
  if (seconds === 0) {
    return '0s';
  }
  let rest = seconds;
  let text = '';
  for (const [unit, size] of units) {
    // Years and weeks only when nothing is left over.
    const isTaken = unit === 'y' || unit === 'w' ? rest % size === 0 : rest >= size;
    if (isTaken && rest > 0) {
      text += `${Math.floor(rest / size)}${unit}`;
      rest %= size;
    }
  }
  return text;
}
