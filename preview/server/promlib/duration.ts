const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const DAY_MS = 86_400_000;
const CALENDAR_MS: Record<string, number> = { d: DAY_MS, w: 7 * DAY_MS, M: (365.25 * DAY_MS) / 12, y: 365.25 * DAY_MS };

/** Upper bound of a raw interval, and the round interval used for it; as in the Grafana SDK's interval table. */
const ROUNDING_MS: ReadonlyArray<readonly [number, number]> = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1000],
  [3500, 2000],
  [7500, 5000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [DAY_MS, DAY_MS / 2],
  [7 * DAY_MS, DAY_MS],
  [21 * DAY_MS, 7 * DAY_MS],
  [42 * DAY_MS - 1, 30 * DAY_MS],
];

export function roundInterval(intervalMs: number): number {
  return ROUNDING_MS.find(([limit]) => intervalMs <= limit)?.[1] ?? 365 * DAY_MS;
}

/** `15s`, `1m30s`, `1d`, `>10s` or a bare number of seconds, in milliseconds. */
export function parseInterval(text: string): number {
  const bare = text.replace('<', '').replace('>', '');
  const clean = /^\d+$/.test(bare) ? `${bare}s` : bare;
  const calendar = /^(\d+)([dwMy])$/.exec(clean);
  if (calendar) {
    return Number(calendar[1]) * (CALENDAR_MS[calendar[2] ?? ''] ?? 0);
  }
  const parts = [...clean.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
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
