import { formatGoDuration, formatInterval } from './duration';
import { isVariable, rateIntervalMs } from './step';

export interface MacroInput {
  stepMs: number;
  rangeMs: number;
  /** The interval the panel asked for, before the step was worked out. */
  intervalMs: number;
  interval: string;
  scrapeInterval: string;
}

function rateInterval({ stepMs, intervalMs, interval, scrapeInterval }: MacroInput): number {
  if (isVariable(interval, '__rate_interval')) {
    return stepMs;
  }
  const minStep = isVariable(interval, '__interval') ? formatGoDuration(stepMs) : interval;
  return rateIntervalMs(intervalMs, minStep || scrapeInterval);
}

/** Replaces the macros which Grafana leaves to its backend; longer names first, as they share prefixes. */
export function expandMacros(expr: string, input: MacroInput): string {
  const rate = rateInterval(input);
  const rangeSeconds = Math.round(input.rangeMs / 1000);
  const values: Array<[string, string]> = [
    ['__interval_ms', String(Math.trunc(input.stepMs))],
    ['__interval', formatInterval(input.stepMs)],
    ['__range_ms', String(input.rangeMs)],
    ['__range_s', String(rangeSeconds)],
    ['__range', `${rangeSeconds}s`],
    ['__rate_interval_ms', String(Math.trunc(rate))],
    ['__rate_interval', formatGoDuration(rate)],
  ];
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value).replaceAll(`\${${name}}`, value),
    expr
  );
}
