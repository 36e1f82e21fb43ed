const UNIT_SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;

/** `1 hour`, `12 hours`, `7 days` and their first letters: `1h`, `28d`, `28 d`. */
const PATTERN = /^\s*(\d+)\s*(?:(second|minute|hour|day|week)s?|([smhdw]))\s*$/i;

/**
 * The window of a step of an error budget policy by the step's name, in seconds; null where the name does not tell one.
 * slo-generator exports no other trace of it.
 */
export function stepSeconds(name: string): number | null {
  const [, count = '0', word = '', letter = ''] = PATTERN.exec(name) ?? [];
  const unit = Object.entries(UNIT_SECONDS).find(
    ([unitWord]) => unitWord === word.toLowerCase() || unitWord[0] === letter.toLowerCase()
  );
  const seconds = unit ? Number(count) * unit[1] : 0;
  return seconds > 0 ? seconds : null;
}
