import { boundMatcher } from '../../latency/bounds';
import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { parseEventCount } from '../../promql/eventCount';
import { parseDuration } from '../../window/duration';
import { reportQuery } from '../countQuery';
import type { SloDefinition } from '../definition';
import { countedSamples, type EventCount } from '../events';
import type { Labels } from '../slo';

export type PyrraIndicator = Pick<SloDefinition, 'events' | 'uncountable' | 'native' | 'grouping'>;

const KINDS = ['ratio', 'latency', 'latencyNative', 'bool_gauge'] as const;

/** `spec.indicator`: one of Pyrra's four kinds, of which two count events of counters. */
export function readPyrraIndicator(indicator: Place): PyrraIndicator | null {
  if (!indicator.isMap()) {
    return null;
  }
  indicator.allowKeys(KINDS);
  const [kind, other] = KINDS.filter((key) => indicator.get(key).exists);
  if (kind === undefined) {
    return indicator.report({ kind: 'eitherOf', keys: KINDS });
  }
  if (other !== undefined) {
    return indicator.get(other).report({ kind: 'exclusive', other: kind });
  }
  const place = indicator.get(kind);
  if (!place.isMap()) {
    return null;
  }
  const grouping = place
    .get('grouping')
    .items()
    .flatMap((label) => label.text() ?? []);
  switch (kind) {
    case 'ratio':
      return withGroups(readRatio(place), grouping);
    case 'latency':
      return withGroups(readLatency(place), grouping);
    case 'latencyNative':
      return readNative(place);
    case 'bool_gauge':
      place.allowKeys(['metric', 'grouping']);
      return withGroups(readBoolGauge(place), grouping);
  }
}

function withGroups(indicator: PyrraIndicator | null, grouping: readonly string[]): PyrraIndicator | null {
  return indicator && { ...indicator, ...(grouping.length === 0 ? {} : { grouping }) };
}

/** What Pyrra adds to the labels of all that it records: the values that the selector of all events fixes. */
export function readTotalLabels(indicator: Place): Labels {
  return Object.fromEntries(
    KINDS.map((kind) => indicator.get(kind)).flatMap((place) => {
      const metric = place.get('metric').exists ? place.get('metric') : place.get('total').get('metric');
      const selector = metric.exists ? readSelector(metric) : null;
      const grouped = place
        .get('grouping')
        .items()
        .map((label) => label.optionalText());
      return (selector?.matchers ?? []).flatMap(({ label, operator, value }) =>
        operator === '=' && !grouped.includes(label) ? [[label, value]] : []
      );
    })
  );
}

function readRatio(ratio: Place): PyrraIndicator | null {
  ratio.allowKeys(['errors', 'total', 'grouping']);
  const errors = readMetric(ratio.get('errors'));
  const total = readMetric(ratio.get('total'));
  if (errors === null || total === null) {
    return null;
  }
  return JSON.stringify(errors) === JSON.stringify(total)
    ? ratio.get('errors').get('metric').report({ kind: 'partIsTotal' })
    : { events: { counted: 'bad', part: one(errors), total: one(total) } };
}

/** A gauge of 1 and 0: its samples are the events, and what they add up to are the good ones. */
function readBoolGauge(place: Place): PyrraIndicator | null {
  const gauge = readSelector(place.get('metric'));
  return gauge && { events: countedSamples(gauge, { kind: 'sum' }, { kind: 'all' }) };
}

/** Good is what the bucket of `success` holds, up to the bound that its matcher of `le` names. */
function readLatency(latency: Place): PyrraIndicator | null {
  latency.allowKeys(['success', 'total', 'grouping']);
  const success = readMetric(latency.get('success'));
  const total = readMetric(latency.get('total'));
  if (success === null || total === null) {
    return null;
  }
  const bound = success.matchers.find(({ label, operator }) => label === 'le' && operator === '=');
  const upperBound = bound === undefined || bound.value === '' ? NaN : Number(bound.value);
  if (!Number.isFinite(upperBound) || success.metric?.endsWith('_bucket') !== true) {
    return latency.get('success').get('metric').report({ kind: 'notABucket' });
  }
  const buckets: Selector = { ...success, matchers: success.matchers.filter(({ label }) => label !== 'le') };
  const part: Selector = { ...buckets, matchers: [...buckets.matchers, boundMatcher(upperBound)] };
  return {
    events: { counted: 'good', part: one(part), total: one(total), threshold: { upperBound, buckets } },
  };
}

/** Pyrra wants the threshold as a duration and makes seconds of it. */
function readNative(native: Place): PyrraIndicator | null {
  native.allowKeys(['latency', 'total', 'grouping']);
  const latency = native.get('latency');
  const text = latency.text();
  const upperBoundSeconds = text === null ? null : parseDuration(text);
  if (text !== null && upperBoundSeconds === null) {
    latency.report({ kind: 'notADuration', value: shown(text) });
  }
  const histogram = readMetric(native.get('total'));
  if (upperBoundSeconds === null || histogram === null) {
    return null;
  }
  native.report({ kind: 'notCountable', what: 'nativeHistogram' }, 'warning');
  return { uncountable: 'nativeHistogram', native: { upperBoundSeconds, histogram } };
}

function one(selector: Selector): EventCount {
  return [{ sign: 1, selector }];
}

function readMetric(place: Place): Selector | null {
  if (!place.isMap()) {
    return null;
  }
  place.allowKeys(['metric']);
  return readSelector(place.get('metric'));
}

/** Pyrra adds functions itself, so it takes a plain selector of one metric and nothing else. */
function readSelector(place: Place): Selector | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  if (!parsed.ok) {
    return parsed.problem.kind === 'notACount'
      ? place.report({ kind: 'notASelector', value: shown(text) })
      : reportQuery(place, text, parsed.problem);
  }
  const [term, ...others] = parsed.count;
  return others.length > 0 || term.sign < 0 || term.optional || /^[^{]*\(/.test(text)
    ? place.report({ kind: 'notASelector', value: shown(text) })
    : term.selector;
}
