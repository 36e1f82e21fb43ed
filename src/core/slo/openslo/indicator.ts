import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { boundMatcher } from '../../latency/bounds';
import type { EventCount, EventsSli } from '../events';
import { readCount, type Source } from './metric';
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

/**
 * A threshold on a classic histogram: good is what lies in the bucket up to the objective's `value`. Any other series
 * would have to be compared sample by sample, which counts no events.
 */
function readThreshold(threshold: Place, objective: Place, references: References): Indicator | null {
  const read = readCount(threshold, true, references);
  const op = objective.get('op').oneOf(['lte', 'lt'] as const);
  const value = objective.get('value');
  const upperBound = value.exists ? value.optionalNumber() : value.report({ kind: 'missing' });
  if (!read || op === null || upperBound === null) {
    return null;
  }
  if (upperBound <= 0) {
    return value.report({ kind: 'outOfRange', value: upperBound, above: 0, below: Infinity, meant: null });
  }
  const [term, ...rest] = read.count;
  const { metric } = term.selector;
  if (metric === undefined || rest.length > 0 || term.sign < 0 || /_(count|sum|total)$/.test(metric)) {
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
