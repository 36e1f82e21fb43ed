import { t } from '@grafana/i18n';
import type { Measured } from '../../core/budget/dataState';
import { print } from '../../core/promql/print';
import { selector, type Matcher } from '../../core/promql/ast';
import { familySelector, stem, type Unsuitable } from '../../core/suggest/family';
import type { Suggestion } from '../../core/suggest/suggestions';
import { failureWords } from '../failureWords';
import { PLAIN_TEXT } from '../plainText';

/** What each SLO is about, such as `orders: availability`; the metric is named where that alone would not tell. */
export function titlesOf(suggestions: readonly Suggestion[]): ReadonlyMap<Suggestion, string> {
  const plain = suggestions.map(titleWords);
  return new Map(
    suggestions.map((suggestion, index) => {
      const title = titleWords(suggestion);
      const isOnly = plain.every((other, position) => position === index || other !== title);
      return [suggestion, isOnly ? title : `${title} (${stem(suggestion.family.metric)})`];
    })
  );
}

function titleWords({ family, upperBound }: Suggestion): string {
  const values = { ...PLAIN_TEXT, service: family.service.value };
  if (family.kind === 'availability') {
    return t('suggestions.title.availability', '{{service}}: availability', values);
  }
  return t('suggestions.title.latency', '{{service}}: latency within {{bound}}', {
    ...values,
    bound: boundWords(upperBound, family.unit),
  });
}

function boundWords(bound: number | undefined, unit: 'seconds' | 'milliseconds'): string {
  return `${bound} ${unit === 'seconds' ? 's' : 'ms'}`;
}

/** Which events count, and which of them are good. */
export function goodWords({ family, upperBound }: Suggestion): string {
  const events = print(familySelector(family));
  return family.kind === 'availability'
    ? t('suggestions.good.availability', 'Good: what {{events}} counts without {{failed}}', {
        ...PLAIN_TEXT,
        events,
        failed: matcherText(family.failed),
      })
    : t('suggestions.good.latency', 'Good: what {{events}} counts within {{bound}}', {
        ...PLAIN_TEXT,
        events,
        bound: boundWords(upperBound, family.unit),
      });
}

function matcherText(matcher: Matcher): string {
  return print(selector(undefined, [matcher])).slice(1, -1);
}

/** Last week's SLI and what it was counted from. */
export function weekWords({ sli, events }: Suggestion): string {
  return t('suggestions.week', '', {
    ...PLAIN_TEXT,
    defaultValue_one: '{{sli}} of {{total}} event',
    defaultValue_other: '{{sli}} of {{total}} events',
    count: Math.round(events.total),
    sli: percentText(sli.value ?? NaN),
    total: countText(events.total),
  });
}

/** What restricts the SLI; undefined where nothing does. */
export function restrictionWords({ reason }: Measured): string | undefined {
  switch (reason?.kind) {
    case undefined:
      return undefined;
    case 'windowNotCovered':
      return t('suggestions.restriction.short', 'The metric was there for {{share}}% of the week only.', {
        share: Math.floor(100 * reason.coverageRatio),
      });
    case 'upstreamWarning':
      return t('suggestions.restriction.warning', 'The answer may be incomplete: {{message}}', {
        ...PLAIN_TEXT,
        message: reason.message,
      });
    default:
      return t('suggestions.restriction.unknown', 'It is not known whether the whole week was recorded.');
  }
}

/** What the document says about where its objective comes from. */
export function descriptionWords(suggestion: Suggestion, atSeconds: number): string {
  return t('suggestions.description', 'Suggested from the week before {{date}}: {{week}} were good.', {
    ...PLAIN_TEXT,
    date: new Date(atSeconds * 1000).toISOString().slice(0, 10),
    week: weekWords(suggestion),
  });
}

/** Why something that was found is not suggested. */
export function unsuitableWords({ reason }: Unsuitable): string {
  switch (reason.kind) {
    case 'gauge':
      return t(
        'suggestions.unsuitable.gauge',
        'It is a gauge of 0 and 1 and counts no events; an SLO from it needs a recording rule.'
      );
    case 'noOutcomeLabel':
      return t('suggestions.unsuitable.no-label', 'None of its labels tells which events failed.');
    case 'noFailureSeen':
      return t(
        'suggestions.unsuitable.no-failure',
        'No value of its label {{label}} is known to mean a failure: {{values}}.',
        { ...PLAIN_TEXT, label: reason.label, values: listText(reason.values) }
      );
    case 'tooManySeries':
      return t(
        'suggestions.unsuitable.too-many',
        'A week of its {{series}} series is too much to read at once; record its rate with a rule.',
        { ...PLAIN_TEXT, series: countText(reason.seriesCount) }
      );
    case 'queryFailed':
      return t('suggestions.unsuitable.failed', 'Its events could not be counted. {{why}}', {
        ...PLAIN_TEXT,
        why: failureWords(reason),
      });
    case 'noData':
      return t('suggestions.unsuitable.no-data', 'It has too few samples in the last week to count events.');
    case 'noTraffic':
      return t('suggestions.unsuitable.no-traffic', 'It counted no events in the last week.');
    case 'tooFewEvents':
      return t('suggestions.unsuitable.few', '', {
        ...PLAIN_TEXT,
        defaultValue_one: '{{total}} event in the last week is too little: a single failure would decide everything.',
        defaultValue_other:
          '{{total}} events in the last week are too few: a handful of failures would decide everything.',
        count: Math.round(reason.total),
        total: countText(reason.total),
      });
    case 'tooUnreliable':
      return t(
        'suggestions.unsuitable.unreliable',
        'Only {{sli}} of its events were good in the last week, too little even for an objective of 90%.',
        { ...PLAIN_TEXT, sli: percentText(reason.sliRatio) }
      );
    case 'slowerThanBuckets':
      return reason.upperBound === null
        ? t('suggestions.unsuitable.no-buckets', 'It has no bucket with a finite bound.')
        : t(
            'suggestions.unsuitable.slow',
            'Its largest bucket, up to {{bound}}, holds only {{share}} of last week’s events.',
            { ...PLAIN_TEXT, bound: reason.upperBound, share: percentText(reason.withinRatio) }
          );
  }
}

const MOST_VALUES = 5;

function listText(values: readonly string[]): string {
  return [...values.slice(0, MOST_VALUES), ...(values.length > MOST_VALUES ? ['…'] : [])].join(', ');
}

/**
 * A share in percent, with two digits of what is missing to 100% and never rounded up: 99.9996% stays below 100%.
 */
export function percentText(ratio: number): string {
  const percent = 100 * ratio;
  const missing = 100 - percent;
  const decimals = missing > 1e-9 ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(missing)))) : 0;
  const factor = 10 ** decimals;
  // What is not exact in binary must not cost the last digit.
  return `${Math.floor(percent * factor + 1e-6) / factor}%`;
}

function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
