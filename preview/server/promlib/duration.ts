const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const DAY_MS = 86_400_000;
const CALENDAR_MS: Record<string, number> = { d: DAY_MS, w: 7 * DAY_MS, M: (365.25 * DAY_MS) / 12, y: 365.25 * DAY_MS };

/** Upper bounds of raw intervals in seconds, and the round interval used up to each; as in the Grafana SDK's table. */
const BOUNDS_SECONDS = [
  0.01, 0.015, 0.035, 0.075, 0.15, 0.35, 0.75, 1.5, 3.5, 7.5, 12.5, 17.5, 25, 45, 90, 210, 450, 750, 1050, 1500, 2700,
  5400, 9000, 16_200, 32_400, 86_400, 604_800, 1_814_400, 3_628_799.999,
];
const ROUND_SECONDS = [
  0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200,
  10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000,
];

export function roundInterval(intervalMs: number): number {
  const index = BOUNDS_SECONDS.findIndex((bound) => intervalMs <= bound * 1000);
  return (ROUND_SECONDS[index] ?? 365 * 86_400) * 1000;
}

/** `15s`, `1m30s`, `1d`, `>10s` or a bare number of seconds, in milliseconds. */
export function parseInterval(text: string): number {
  const bare = text.replace('<', '').replace('>', '');
  const clean = /^\d+$/.test(bare) ? `${bare}s` : bare;
  const calendar = /^(\d+)([dwMy])$/.exec(clean);
  if (calendar) {
    return Number(calendar[1]) * (CALENDAR_MS[calendar[2] ?? ''] ?? 0);
  }
  const parts = [...clean.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== clean) {
    throw new Error(`time: invalid duration ${JSON.stringify(clean)}`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ''] ?? 0), 0);
}

/** One whole unit, rounded down: what `$__interval` becomes. */
export function formatInterval(ms: number): string {
  const units: Array<[number, string]> = [
    [365 * DAY_MS, 'y'],
    [DAY_MS, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
    [1, 'ms'],
  ];
  const unit = units.find(([size]) => ms >= size);
  return unit ? `${Math.floor(ms / unit[0])}${unit[1]}` : '1ms';
}

/** Go's own notation, for example `1m0s` or `2h0m0s`: what `$__rate_interval` becomes. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) {
    return '0s';
  }
  if (ms < 1000) {
    return `${ms}ms`;
  }
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = Number(((ms % 60_000) / 1000).toFixed(9));
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
