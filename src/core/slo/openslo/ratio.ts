import { shown, type Place } from '../../document/place';
import { parseEventRatio } from '../../promql/eventRatio';
import { isCounter, reportQuery } from '../countQuery';
import type { EventCount } from '../events';
import type { Indicator } from './indicator';
import { readCount, readQuery, type Source } from './metric';
import type { References } from './references';

/** `ratioMetric`: good or bad events beside all of them, or a ratio that is `raw`. */
export function readRatio(ratio: Place, references: References): Indicator | null {
  if (!ratio.isMap()) {
    return null;
  }
  ratio.allowKeys(['counter', 'good', 'bad', 'total', 'raw', 'rawType']);
  const counter = ratio.get('counter').optionalBoolean();
  return ratio.get('raw').exists ? readRaw(ratio, counter, references) : readParts(ratio, counter, references);
}

function readParts(ratio: Place, counter: boolean | null, references: References) {
  const good = ratio.get('good');
  const bad = ratio.get('bad');
  if (good.exists && bad.exists) {
    return bad.report({ kind: 'exclusive', other: 'good' });
  }
  if (!good.exists && !bad.exists) {
    return ratio.report({ kind: 'eitherOf', keys: ['good', 'bad'] });
  }
  if (ratio.get('rawType').exists) {
    ratio.get('rawType').report({ kind: 'noEffect', beside: 'total' }, 'warning');
  }
  const part = readCount(good.exists ? good : bad, counter, references);
  const total = readCount(ratio.get('total'), counter, references);
  if (!part || !total) {
    return null;
  }
  const source = sameSource(part.source, total.source, total.query);
  const counted = good.exists ? 'good' : 'bad';
  return source && withEvents(counted, part.count, total.count, part.query, source);
}

/** Both names where both parts name one; null where they differ. */
export function sameSource(first: Source, second: Source, at: Place): Source | null {
  const [one, other] = [first.upstreamRef, second.upstreamRef];
  return one !== undefined && other !== undefined && one !== other
    ? at.report({ kind: 'sourcesDiffer', value: shown(other), other: shown(one) })
    : one === undefined
      ? second
      : first;
}

/**
 * A ratio that the query gives already. It holds no number of events, but where it is a quotient of two counts, those are
 * its events: `a / b` counts `a` as what `rawType` says that the ratio is of, `1 - a / b` as the other.
 */
function readRaw(ratio: Place, counter: boolean | null, references: References) {
  const raw = ratio.get('raw');
  const other = ['good', 'bad', 'total'].find((key) => ratio.get(key).exists);
  if (other !== undefined) {
    return raw.report({ kind: 'exclusive', other });
  }
  const rawType = ratio.get('rawType').oneOf(['success', 'failure'] as const);
  const read = readQuery(raw, references);
  if (rawType === null || !read) {
    return null;
  }
  const { query, text, source } = read;
  const parsed = parseEventRatio(text);
  if (!parsed.ok) {
    return parsed.problem.kind === 'notARatio'
      ? query.report({ kind: 'rawRatio', value: shown(text.trim()) })
      : reportQuery(query, text, parsed.problem);
  }
  const { part, total, complement } = parsed;
  const sides = { count: [...part.count, ...total.count] as const, rated: part.rated && total.rated };
  if (!isCounter(query, text, sides, counter)) {
    return null;
  }
  const counted = (rawType === 'success') === complement ? 'bad' : 'good';
  return withEvents(counted, part.count, total.count, query, source);
}

function withEvents(counted: 'good' | 'bad', part: EventCount, total: EventCount, query: Place, source: Source) {
  return JSON.stringify(part) === JSON.stringify(total)
    ? query.report({ kind: 'partIsTotal' })
    : { events: { counted, part, total }, source };
}
