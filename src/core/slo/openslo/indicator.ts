import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { parseEventCount } from '../../promql/eventCount';
import { boundMatcher } from '../../latency/bounds';
import type { EventCount, EventsSli } from '../events';

export interface Indicator {
  events: EventsSli;
  /** Name of the data source that the queries are for, where they name one. */
  upstreamRef?: string;
}

/** An `indicator` (or the `SLI` it refers to) as events; `objective` holds the bound of a latency threshold. */
export function readIndicator(indicator: Place, objective: Place): Indicator | null {
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
    return readRatio(ratio);
  }
  return threshold.exists
    ? readThreshold(threshold, objective)
    : spec.report({ kind: 'eitherOf', keys: ['ratioMetric', 'thresholdMetric'] });
}

function readRatio(ratio: Place): Indicator | null {
  if (!ratio.isMap()) {
    return null;
  }
  ratio.allowKeys(['counter', 'good', 'bad', 'total', 'raw', 'rawType']);
  const raw = ratio.get('raw');
  if (raw.exists) {
    return raw.report({ kind: 'notSupported', what: 'rawRatio', value: '' });
  }
  const good = ratio.get('good');
  const bad = ratio.get('bad');
  if (good.exists && bad.exists) {
    return bad.report({ kind: 'exclusive', other: 'good' });
  }
  if (!good.exists && !bad.exists) {
    return ratio.report({ kind: 'eitherOf', keys: ['good', 'bad'] });
  }
  const counter = ratio.get('counter').optionalBoolean();
  const part = readCount(good.exists ? good : bad, counter);
  const total = readCount(ratio.get('total'), counter);
  if (!part || !total) {
    return null;
  }
  if (part.upstreamRef !== undefined && total.upstreamRef !== undefined && part.upstreamRef !== total.upstreamRef) {
    return total.query.report({
      kind: 'sourcesDiffer',
      value: shown(total.upstreamRef),
      other: shown(part.upstreamRef),
    });
  }
  if (JSON.stringify(part.count) === JSON.stringify(total.count)) {
    return part.query.report({ kind: 'partIsTotal' });
  }
  const upstreamRef = part.upstreamRef ?? total.upstreamRef;
  return {
    events: { counted: good.exists ? 'good' : 'bad', part: part.count, total: total.count },
    ...(upstreamRef === undefined ? {} : { upstreamRef }),
  };
}

interface SourcedCount {
  count: EventCount;
  query: Place;
  upstreamRef?: string;
}

function readCount(metric: Place, counter: boolean | null): SourcedCount | null {
  if (!metric.isMap()) {
    return null;
  }
  metric.allowKeys(['metricSource']);
  const source = metric.get('metricSource');
  if (!source.isMap()) {
    return null;
  }
  source.allowKeys(['metricSourceRef', 'type', 'spec']);
  const type = source.get('type').optionalText();
  if (type !== null && type.toLowerCase() !== 'prometheus') {
    return source.get('type').report({ kind: 'notSupported', what: 'metricSource', value: shown(type) });
  }
  const spec = source.get('spec');
  if (!spec.isMap()) {
    return null;
  }
  spec.allowKeys(['query']);
  const query = spec.get('query');
  const text = query.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  if (!parsed.ok) {
    const offset = 'offset' in parsed.problem ? parsed.problem.offset : 0;
    const before = text.slice(0, offset).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    return query.report({ kind: 'query', problem: parsed.problem, line, column });
  }
  // A colon is that of a recording rule, whose name by convention says what was done to the counter: a rate, mostly.
  const [gauge] = parsed.count.flatMap(({ selector: { metric = '' } }) => (metric.includes(':') ? [metric] : []));
  if (!parsed.rated && (counter === false || gauge !== undefined)) {
    return query.report({ kind: 'notACounter', value: shown(gauge ?? text) });
  }
  if (counter !== true && !parsed.rated) {
    query.report({ kind: 'counterAssumed' }, 'warning');
  }
  const upstreamRef = source.get('metricSourceRef').optionalText();
  return { count: parsed.count, query, ...(upstreamRef === null ? {} : { upstreamRef }) };
}

/**
 * A threshold on a classic histogram: good is what lies in the bucket up to the objective's `value`. Any other series
 * would have to be compared sample by sample, which counts no events.
 */
function readThreshold(threshold: Place, objective: Place): Indicator | null {
  const read = readCount(threshold, true);
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
    ...(read.upstreamRef === undefined ? {} : { upstreamRef: read.upstreamRef }),
  };
}
