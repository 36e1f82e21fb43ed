import { binomial, minuteKey, poisson, streamKey, uniform } from './draws';
import {
  apiserverBounds,
  type ApiserverSource,
  type CounterSource,
  durationBounds,
  type HttpSource,
  type ScrapedSource,
} from './services';
import { type Incident, lateCode, type World } from './stories';
import { demand } from './traffic';

/** One counted quantity of a source: the metric and the labels that tell it from the source's others. */
export interface Component {
  metric: string;
  labels: Readonly<Record<string, string>>;
}

const requests = 'http_requests_total';
const duration = 'http_request_duration_seconds';
const apiserverDuration = 'apiserver_request_sli_duration_seconds';
const codes = ['200', '404', '500', '503'] as const;
/** Share of unknown tables, dishes and guests among the answers below 500. */
const notFoundShare = 0.015;

// Bound once: looking up globals in these inner loops is slow where a realm is sandboxed, as in tests.
const { min, pow } = Math;

/** What a source counts, in the order `MinuteEvents` fills. */
export function componentsOf(source: ScrapedSource): Component[] {
  if (source.kind === 'apiserver') {
    return source.calls.flatMap(({ verb, scope }) => [
      ...['200', '500'].map((code) => ({ metric: 'apiserver_request_total', labels: { verb, scope, code } })),
      ...[...apiserverBounds, '+Inf'].map((le) => ({
        metric: `${apiserverDuration}_bucket`,
        labels: { verb, scope, le },
      })),
      { metric: `${apiserverDuration}_count`, labels: { verb, scope } },
    ]);
  }
  if (source.kind === 'counter') {
    return source.outcomes.map(({ result }) => ({ metric: source.metric, labels: { result } }));
  }
  const allCodes = source.id === lateCode.sourceId ? [...codes, lateCode.code] : codes;
  return [
    ...allCodes.map((code) => ({ metric: requests, labels: { code } })),
    ...[...durationBounds, '+Inf'].map((le) => ({ metric: `${duration}_bucket`, labels: { le } })),
    { metric: `${duration}_count`, labels: {} },
    { metric: `${duration}_sum`, labels: {} },
  ];
}

/** Fills `out` with the events of one minute (since 1970), one number per component; buckets are cumulative in `le`. */
export type MinuteEvents = (minute: number, out: Float64Array) => void;

/** The events of a source as a pure function of the minute. */
export function minuteEvents(world: World, source: ScrapedSource): MinuteEvents {
  const stream = streamKey(world.seed, source.id);
  if (source.kind === 'apiserver') {
    return apiserverMinute(source, stream);
  }
  const incidents = world.incidents.filter((incident) => incident.sourceId === source.id);
  return source.kind === 'http'
    ? httpMinute(world, source, stream, incidents)
    : counterMinute(world, source, stream, incidents);
}

interface Trouble {
  errorShare: number;
  durationFactor: number;
}

function troubleAt(incidents: readonly Incident[], minute: number, normalShare: number): Trouble {
  let errorShare = normalShare;
  let durationFactor = 1;
  for (const incident of incidents) {
    if (minute >= incident.fromMinute && minute < incident.toMinute) {
      errorShare += incident.addedErrorShare;
      durationFactor *= incident.durationFactor;
    }
  }
  return { errorShare: min(1, errorShare), durationFactor };
}

function isIdle(world: World, sourceId: string, minute: number): boolean {
  const hourUtc = (minute % 1440) / 60;
  return sourceId === world.idle.sourceId && hourUtc >= world.idle.fromHourUtc && hourUtc < world.idle.toHourUtc;
}

function httpMinute(world: World, source: HttpSource, stream: number, incidents: readonly Incident[]): MinuteEvents {
  const hasLateCode = source.id === lateCode.sourceId;
  const codeCount = codes.length + (hasLateCode ? 1 : 0);
  const bounds = durationBounds.map(Number);
  const steepness = source.durationSteepness;
  // Mean over median of a log-logistic distribution.
  const meanFactor = Math.PI / steepness / Math.sin(Math.PI / steepness);

  return (minute, out) => {
    out.fill(0);
    if (isIdle(world, source.id, minute)) {
      return;
    }
    const key = minuteKey(stream, minute);
    const load = demand(source.region, stream, minute);
    const { errorShare, durationFactor } = troubleAt(incidents, minute, source.errorShare);
    const total = poisson(source.meanRequestsPerMinute * load, uniform(key, 0));
    const errors = binomial(total, errorShare, uniform(key, 1));
    const unavailable = binomial(errors, 0.3, uniform(key, 2));
    const notFound = binomial(total - errors, notFoundShare, uniform(key, 3));
    out[0] = total - errors - notFound;
    out[1] = notFound;
    out[2] = errors - unavailable;
    out[3] = unavailable;
    if (hasLateCode && minute >= world.lateCodeMinute) {
      const timeouts = minute === world.lateCodeMinute ? 1 : poisson(0.05 * load, uniform(key, 4));
      out[4] = min(timeouts, out[0]);
      out[0] -= out[4];
    }

    const median = source.medianSeconds * durationFactor * (1 + 0.06 * (load - 1));
    let slower = total;
    let slowerShare = 1;
    for (let index = 0; index < bounds.length; index++) {
      const share = 1 / (1 + pow((bounds[index] ?? 0) / median, steepness));
      slower = binomial(slower, share / slowerShare, uniform(key, 5 + index));
      slowerShare = share;
      out[codeCount + index] = total - slower;
    }
    const infinite = codeCount + bounds.length;
    out[infinite] = total;
    out[infinite + 1] = total;
    out[infinite + 2] = total * median * meanFactor * (0.97 + 0.06 * uniform(key, 30));
  };
}

function counterMinute(
  world: World,
  source: CounterSource,
  stream: number,
  incidents: readonly Incident[]
): MinuteEvents {
  const span = world.sourceSpan[source.id] ?? { fromMinute: -Infinity, toMinute: Infinity };
  return (minute, out) => {
    out.fill(0);
    if (minute < span.fromMinute || minute >= span.toMinute) {
      return;
    }
    const key = minuteKey(stream, minute);
    const total = poisson(source.meanEventsPerMinute * demand(source.region, stream, minute), uniform(key, 0));
    let left = total;
    for (let index = 1; index < source.outcomes.length; index++) {
      const { errorShare } = troubleAt(incidents, minute, source.outcomes[index]?.share ?? 0);
      const count = min(left, binomial(total, errorShare, uniform(key, index)));
      out[index] = count;
      left -= count;
    }
    out[0] = left;
  };
}

function apiserverMinute({ calls, region }: ApiserverSource, stream: number): MinuteEvents {
  const perCall = 2 + apiserverBounds.length + 2;
  return (minute, out) => {
    const key = minuteKey(stream, minute);
    const load = demand(region, stream, minute);
    calls.forEach(({ meanPerMinute, errorShare, slowerShares }, number) => {
      const draw = (index: number) => uniform(key, 10 * number + index);
      const at = number * perCall;
      const total = poisson(meanPerMinute * load, draw(0));
      const errors = binomial(total, errorShare, draw(1));
      out[at] = total - errors;
      out[at + 1] = errors;
      let slower = total;
      let slowerShare = 1;
      slowerShares.forEach((share, index) => {
        slower = binomial(slower, share / slowerShare, draw(2 + index));
        slowerShare = share;
        out[at + 2 + index] = total - slower;
      });
      out[at + perCall - 2] = total;
      out[at + perCall - 1] = total;
    });
  };
}
