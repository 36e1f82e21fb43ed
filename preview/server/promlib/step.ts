import { formatGoDuration, formatInterval, parseInterval, roundInterval } from './duration';

const DEFAULT_INTERVAL_MS = 15_000;
const DEFAULT_RESOLUTION = 1500;
/** Prometheus refuses more than 11,000 points per series. */
const SAFE_RESOLUTION = 11_000;

const INTERVAL_VARIABLES = ['__interval', '__interval_ms', '__rate_interval', '__rate_interval_ms'];

export interface StepInput {
  fromMs: number;
  toMs: number;
  maxDataPoints: number;
  /** The query's own minimum step, may be a variable. */
  interval: string;
  intervalMs: number;
  /** The data source's scrape interval, empty when not configured. */
  scrapeInterval: string;
}

function isVariable(interval: string, name: string): boolean {
  return interval === `$${name}` || interval === `\${${name}}`;
}

function minimumIntervalMs({ interval, intervalMs, scrapeInterval }: StepInput): number {
  const own = interval === '0s' || INTERVAL_VARIABLES.some((name) => isVariable(interval, name)) ? '' : interval;
  if (own === '' && intervalMs !== 0) {
    return intervalMs;
  }
  const text = own || scrapeInterval;
  return text === '' ? DEFAULT_INTERVAL_MS : parseInterval(text);
}

function rateIntervalMs(intervalMs: number, scrapeInterval: string): number {
  const scrapeMs = parseInterval(scrapeInterval || '15s');
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
}

/** The step of a range query: never finer than asked for, than the panel can show, or than Prometheus allows. */
export function stepMs(input: StepInput): number {
  const rangeNs = (input.toMs - input.fromMs) * 1e6;
  const perPoint = (points: number) => Math.trunc(rangeNs / points) / 1e6;
  const minimum = minimumIntervalMs(input);
  const raw = perPoint(input.maxDataPoints || DEFAULT_RESOLUTION);
  const calculated = raw < minimum ? minimum : roundInterval(raw);
  const adjusted = Math.max(calculated, roundInterval(perPoint(SAFE_RESOLUTION)));
  if (isVariable(input.interval, '__rate_interval')) {
    return rateIntervalMs(adjusted, input.scrapeInterval);
  }
  return adjusted;
}

/** Rounds down to a multiple of the step in the time zone of the offset. */
export function alignToStep(timeMs: number, step: number, utcOffsetSec: number): number {
  const offsetMs = utcOffsetSec * 1000;
  return Math.floor((timeMs + offsetMs) / step) * step - offsetMs;
}

/** Replaces the macros which Grafana leaves to its backend; longer names first, as they share prefixes. */
export function expandMacros(expr: string, input: StepInput, step: number): string {
  const { interval, intervalMs, scrapeInterval } = input;
  const rangeMs = input.toMs - input.fromMs;
  const rangeSeconds = Math.round(rangeMs / 1000);
  const minimum = isVariable(interval, '__interval') ? formatGoDuration(step) : interval;
  const rateMs = isVariable(interval, '__rate_interval')
    ? step
    : rateIntervalMs(intervalMs || 1000, minimum || scrapeInterval);
  const values: Array<[string, string]> = [
    ['__interval_ms', String(Math.trunc(step))],
    ['__interval', formatInterval(step)],
    ['__range_ms', String(rangeMs)],
    ['__range_s', String(rangeSeconds)],
    ['__range', `${rangeSeconds}s`],
    ['__rate_interval_ms', String(Math.trunc(rateMs))],
    ['__rate_interval', formatGoDuration(rateMs)],
  ];
  return values.reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value).replaceAll(`\${${name}}`, value),
    expr
  );
}
