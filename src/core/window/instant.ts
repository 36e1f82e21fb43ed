/** A moment as RFC 3339 with its zone has it, or as seconds since 1970, in epoch seconds; null for what is neither. */
export function parseInstant(text: string): number | null {
  const seconds = /^\d{1,11}(\.\d+)?$/.test(text)
    ? Number(text)
    : RFC_3339.test(text)
      ? Date.parse(text.replace(' ', 'T')) / 1000
      : NaN;
  return Number.isFinite(seconds) ? Math.floor(seconds) : null;
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;
