import { shown, type Place } from '../../document/place';
import type { SamplesAsEvents, Selector } from '../../promql/ast';
import { boundMatcher } from '../../latency/bounds';
import { countedSamples, type EventCount, type EventsSli } from '../events';
import { readCount, type SourcedCount, type Source } from './metric';
import { readRatio } from './ratio';
import type { References } from './references';

export interface Indicator {
  events: EventsSli;
  source: Source;
}

/** An `indicator` (or the `SLI` it refers to) as events; `objective` holds the bound of a latency threshold. */
export function readIndicator(indicator: Place, objective: Place, references: References): Indicator | null {
  const spec = indicator.get('spec');
  if (!spec.isMap()) {
    return null;
  }
  spec.allowKeys(['description', 'ratioMetric', 'thresholdMetric']);
  const ratio = spec.get('ratioMetric');
  const threshold = spec.get('thresholdMetric');
  if (ratio.exists && threshold.exists) {
    return threshold.report({ kind: 'exclusive', other: 'ratioMetric' });
  }
  if (ratio.exists) {
    return readRatio(ratio, references);
  }
  return threshold.exists
    ? readThreshold(threshold, objective, references)
    : spec.report({ kind: 'eitherOf', keys: ['ratioMetric', 'thresholdMetric'] });
}

const OPERATORS = { lte: '<=', lt: '<', gte: '>=', gt: '>' } as const;

/** Buckets, or the name of a histogram by its unit; anything else that is no counter is a gauge. */
const HISTOGRAM = /_(bucket|seconds|milliseconds|bytes)$/;
const COUNTER = /_(count|sum|total)$/;

/**
 * A threshold on a classic histogram: good is what lies in the bucket up to the objective's `value`. On a gauge: a look in
 * every minute is an event, and good are those at which it compares with the value as `op` says.
 */
function readThreshold(threshold: Place, objective: Place, references: References): Indicator | null {
  const read = readCount(threshold, true, references);
  const op = objective.get('op').oneOf(['lte', 'lt', 'gte', 'gt'] as const);
  const value = objective.get('value');
  const upperBound = value.exists ? value.optionalNumber() : value.report({ kind: 'missing' });
  if (!read || op === null || upperBound === null) {
    return null;
  }
  const gauge = readGauge(read, { kind: 'within', operator: OPERATORS[op], value: upperBound });
  if (gauge) {
    return gauge;
  }
  if (op === 'gte' || op === 'gt') {
    return objective.get('op').report({ kind: 'notOneOf', value: op, allowed: ['lte', 'lt'] });
  }
  if (upperBound <= 0) {
    return value.report({ kind: 'outOfRange', value: upperBound, above: 0, below: Infinity, meant: null });
  }
  const [term, ...rest] = read.count;
  const { metric } = term.selector;
  if (metric === undefined || rest.length > 0 || term.sign < 0 || COUNTER.test(metric)) {
    return read.query.report({ kind: 'notAHistogram', value: shown(read.query.text() ?? '') });
  }
  const buckets: Selector = {
    type: 'selector',
    metric: metric.endsWith('_bucket') ? metric : `${metric}_bucket`,
    matchers: term.selector.matchers.filter(({ label }) => label !== 'le'),
  };
  const upTo = (bound: number): EventCount => [
    { sign: 1, selector: { ...buckets, matchers: [...buckets.matchers, boundMatcher(bound)] } },
  ];
  return {
    events: {
      counted: 'good',
      part: upTo(upperBound),
      total: upTo(Infinity),
      threshold: { upperBound, buckets },
    },
    source: read.source,
  };
}

/** Null where it is not the plain selector of a gauge. */
function readGauge({ count, query, source }: SourcedCount, within: SamplesAsEvents): Indicator | null {
  const [{ selector, sign }, ...rest] = count;
  const { metric = '' } = selector;
  const isPlain = sign > 0 && rest.length === 0 && !(query.text() ?? '').includes('(');
  return isPlain && metric !== '' && !HISTOGRAM.test(metric) && !COUNTER.test(metric)
    ? { events: countedSamples(selector, within, { kind: 'looks' }), source }
    : null;
}
