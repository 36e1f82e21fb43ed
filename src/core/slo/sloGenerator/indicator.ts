import { boundMatcher } from '../../latency/bounds';
import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { parseEventCount } from '../../promql/eventCount';
import { parseEventRatio } from '../../promql/eventRatio';
import { reportQuery } from '../countQuery';
import type { SloDefinition } from '../definition';
import type { EventCount } from '../events';

export type SloGeneratorIndicator = Pick<SloDefinition, 'events' | 'uncountable'>;

const METHODS = ['good_bad_ratio', 'query_sli', 'distribution_cut'] as const;

/** `[window`, which slo-generator replaces by the seconds of a step; the range is dropped here anyway. */
const WINDOW = /\[\s*window\b/g;

/** The range at the end of a filter, around which slo-generator writes its functions. */
const RANGE = /\[[^\]"]*\]\s*$/;

/** The `service_level_indicator`, as slo-generator's backend of Prometheus reads it for the method. */
export function readSloGeneratorIndicator(spec: Place): SloGeneratorIndicator | null {
  const method = spec.get('method').oneOf(METHODS);
  const indicator = spec.get('service_level_indicator');
  if (method === null || !indicator.isMap()) {
    return null;
  }
  switch (method) {
    case 'good_bad_ratio':
      return readFilters(indicator);
    case 'query_sli':
      return readExpression(indicator);
    case 'distribution_cut':
      return readDistribution(indicator);
  }
}

function readFilters(indicator: Place): SloGeneratorIndicator | null {
  indicator.allowKeys(['filter_good', 'filter_bad', 'filter_valid', 'operators']);
  const bad = indicator.get('filter_bad');
  const valid = indicator.get('filter_valid');
  if (bad.exists && valid.exists) {
    return valid.report({ kind: 'exclusive', other: 'filter_bad' });
  }
  if (!bad.exists && !valid.exists) {
    return indicator.report({ kind: 'eitherOf', keys: ['filter_bad', 'filter_valid'] });
  }
  const good = readCount(indicator.get('filter_good'));
  const other = readCount(bad.exists ? bad : valid);
  if (good === null || other === null) {
    return null;
  }
  if (JSON.stringify(good) === JSON.stringify(other)) {
    return indicator.get('filter_good').report({ kind: 'partIsTotal' });
  }
  return { events: { counted: 'good', part: good, total: bad.exists ? [...good, ...other] : other } };
}

/** The good events are those in the bucket up to `threshold_bucket`. */
function readDistribution(indicator: Place): SloGeneratorIndicator | null {
  indicator.allowKeys(['expression', 'threshold_bucket']);
  const place = indicator.get('expression');
  const count = readCount(place);
  const bucket = indicator.get('threshold_bucket');
  const isText = bucket.node?.kind === 'scalar' && typeof bucket.node.value === 'string';
  const value = !bucket.exists
    ? bucket.report({ kind: 'missing' })
    : isText
      ? Number(bucket.optionalText() || NaN)
      : bucket.optionalNumber();
  if (count === null || value === null) {
    return null;
  }
  if (!Number.isFinite(value)) {
    return bucket.report({ kind: 'wrongType', expected: 'number', value: shown(bucket.text() ?? '') });
  }
  const [{ selector, sign }, ...others] = count;
  if (others.length > 0 || sign < 0 || selector.metric?.endsWith('_bucket') !== true) {
    return place.report({ kind: 'notAHistogram', value: shown(place.text() ?? '') });
  }
  const buckets: Selector = { ...selector, matchers: selector.matchers.filter(({ label }) => label !== 'le') };
  const upTo = (bound: number): EventCount => [
    { sign: 1, selector: { ...buckets, matchers: [...buckets.matchers, boundMatcher(bound)] } },
  ];
  const threshold = { upperBound: value, buckets };
  return { events: { counted: 'good', part: upTo(value), total: upTo(Infinity), threshold } };
}

/** The share of good events, by whatever query. */
function readExpression(indicator: Place): SloGeneratorIndicator | null {
  indicator.allowKeys(['expression']);
  const place = indicator.get('expression');
  const text = place.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventRatio(masked(text));
  if (!parsed.ok && (parsed.problem.kind === 'syntax' || parsed.problem.kind === 'empty')) {
    return reportQuery(place, text, parsed.problem);
  }
  if (!parsed.ok || !parsed.part.rated || !parsed.total.rated) {
    place.report({ kind: 'notCountable', what: 'ratio' }, 'warning');
    return { uncountable: 'ratio' };
  }
  const { part, total, complement } = parsed;
  return { events: { counted: complement ? 'bad' : 'good', part: part.count, total: total.count } };
}

function readCount(place: Place): EventCount | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(masked(text.replace(RANGE, '')));
  return parsed.ok ? parsed.count : reportQuery(place, text, parsed.problem);
}

/** A range of the same length, so that places within the query stay. */
function masked(query: string): string {
  return query.replace(WINDOW, (placeholder) => `[${'1m'.padStart(placeholder.length - 1)}`);
}
