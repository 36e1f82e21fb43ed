/** Durations as Prometheus writes and reads them (model.Duration): 5m, 1h30m, 4w, 1d1h43m. */

const UNITS = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const PATTERN = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Seconds of a Prometheus duration, or null when the text is not one. Years have 365 days, as in Prometheus. */
export function parseDuration(text: string): number | null {
  if (text === '0') {
    return 0;
  }
  const parts = text === '' ? null : PATTERN.exec(text);
  if (!parts) {
    return null;
  }
  const milliseconds = UNITS.reduce((sum, [, length], index) => sum + Number(parts[index + 1] ?? 0) * length, 0);
  return milliseconds / 1000;
}

/**
 * The canonical text Prometheus itself prints, which is what tools put into metric names: years and weeks only when
 * they fit exactly, so 28 days are `4w` while 30 days stay `30d`.
 */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds * 1000);
  if (rest === 0) {
    return '0s';
  }
  let text = '';
  for (const [unit, length] of UNITS) {
    const onlyWhole = unit === 'y' || unit === 'w';
    if (rest >= length && !(onlyWhole && rest % length !== 0)) {
      const count = Math.floor(rest / length);
      text += `${count}${unit}`;
      rest -= count * length;
    }
  }
  return text;
}
