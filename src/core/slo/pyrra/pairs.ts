import type { AlertPair } from '../../budget/alertPairs';

const MINUTE = 60;

/** Shares of the SLO window; source: Pyrra's `slo/rules.go`. Severities are its defaults: critical pages, warning does not. */
const TIERS = [
  { severity: 'page', long: 672, short: 8064, factor: 14 },
  { severity: 'page', long: 112, short: 1344, factor: 7 },
  { severity: 'ticket', long: 28, short: 336, factor: 2 },
  { severity: 'ticket', long: 7, short: 112, factor: 1 },
] as const;

/** The pairs of Pyrra for an SLO window of so many seconds: its windows grow with the SLO's, its factors never change. */
export function pyrraPairs(windowSeconds: number): AlertPair[] {
  const toMinute = (seconds: number) => Math.round(seconds / MINUTE) * MINUTE;
  return TIERS.map(({ severity, long, short, factor }) => ({
    severity,
    shortSeconds: toMinute(windowSeconds / short),
    longSeconds: toMinute(windowSeconds / long),
    factor,
  }));
}
