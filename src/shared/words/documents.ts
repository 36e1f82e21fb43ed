import { t } from '@grafana/i18n';
import type { DocumentIssue, DocumentProblem, Uncountable, UnsupportedFeature } from '../../core/document/problem';
import type { CountProblem } from '../../core/promql/eventCount';
import { PLAIN_TEXT } from '../plainText';

const SLOTH_WINDOW = '{{.window}}';
const SLOTH_RANGE = `rate(errors_total[${SLOTH_WINDOW}])`;

/** Where it is, what it is and what would be right: "Document 2, line 14, spec.objectives[0].target: …". */
export function documentProblemWords({ document, line, path, issue }: DocumentProblem): string {
  const place = [
    ...(document === 0 ? [] : [t('documents.place.document', 'Document {{document}}', { document })]),
    ...(line === 0 ? [] : [t('documents.place.line', 'line {{line}}', { line })]),
    ...(path === '' ? [] : [path]),
  ].join(', ');
  const words = issueWords(issue);
  return place === '' ? words : `${place}: ${words}`;
}

function issueWords(issue: DocumentIssue): string {
  const values = { ...PLAIN_TEXT, ...issue };
  switch (issue.kind) {
    case 'missing':
      return t('documents.issue.missing', 'This is missing.');
    case 'wrongType':
      return t('documents.issue.wrong-type', '“{{value}}” is not a {{expected}}.', values);
    case 'notOneOf':
      return t('documents.issue.not-one-of', '“{{value}}” is not one of {{list}}.', {
        ...values,
        list: issue.allowed.join(', '),
      });
    case 'outOfRange':
      return rangeWords(issue);
    case 'windowMissing':
      return t(
        'documents.issue.window-missing',
        'Sloth puts each of its windows in place of {{placeholder}}, and the query has none. Write it as the range: {{example}}.',
        { ...PLAIN_TEXT, placeholder: SLOTH_WINDOW, example: SLOTH_RANGE }
      );
    case 'notASelector':
      return t(
        'documents.issue.selector',
        '“{{value}}” is no plain selector of a metric. Write one without functions, such as http_requests_total{job="api"}.',
        values
      );
    case 'notABucket':
      return t(
        'documents.issue.bucket',
        'This is no bucket with its bound. Write one with a matcher of le, such as http_request_duration_seconds_bucket{job="api", le="0.5"}.'
      );
    case 'notCountable':
      return uncountableWords(issue.what);
    case 'periodNotUsed':
      return t(
        'documents.issue.period',
        'These alert windows for {{value}} apply to nothing: all SLOs of Sloth have one period, here {{used}}. It is that of the alert windows where they are for one period only, otherwise 30d.',
        values
      );
    case 'notAName':
      if (issue.allowed === 'letters') {
        return t(
          'documents.issue.name-letters',
          '“{{value}}” is no name: letters, digits, hyphens, underscores and dots, at least two, a letter or digit at both ends.',
          values
        );
      }
      return t(
        'documents.issue.name',
        '“{{value}}” is no name: lower-case letters, digits and hyphens, at most 63, a letter or digit at both ends.',
        values
      );
    case 'notADuration':
      if (issue.units === 'prometheus') {
        return t(
          'documents.issue.duration-prometheus',
          '“{{value}}” is no duration. Write numbers and units from s to w, such as 30m or 1h30m.',
          values
        );
      }
      return t(
        'documents.issue.duration',
        '“{{value}}” is no duration. Write a number and m, h, d, w, M, Q or Y, such as 28d or 1M.',
        values
      );
    case 'notATime':
      return t(
        'documents.issue.time',
        '“{{value}}” is no time. Write a day, or a time with its zone: 2026-01-31 or 2026-01-31T14:05:00Z.',
        values
      );
    case 'calendarUnit':
      return t(
        'documents.issue.calendar-unit',
        'A rolling window has a fixed length and “{{value}}” has none. Write {{instead}}, or a calendar with isRolling: false.',
        values
      );
    case 'notAWallTime':
      return t(
        'documents.issue.wall-time',
        '“{{value}}” is no time on a clock. Write one such as "2026-01-01 00:00:00", in quotes; its zone stands in timeZone.',
        values
      );
    case 'unknownZone':
      return t(
        'documents.issue.zone',
        '“{{value}}” is no time zone. Write one of the IANA database, such as Europe/Berlin or UTC.',
        values
      );
    case 'exactlyOne':
      return t('documents.issue.exactly-one', 'There must be exactly one item; there are {{value}}.', values);
    case 'exclusive':
      return t('documents.issue.exclusive', 'This and {{other}} exclude each other. Keep one of them.', values);
    case 'eitherOf':
      return t('documents.issue.either-of', 'One of {{list}} is missing.', { ...values, list: issue.keys.join(', ') });
    case 'duplicateSlo':
      return t(
        'documents.issue.duplicate-slo',
        'Document {{document}} defines {{value}} already. Give one of them another name.',
        values
      );
    case 'duplicateName':
      return t(
        'documents.issue.duplicate-name',
        'Document {{document}} of the same kind is called {{value}} already; that one counts.',
        values
      );
    case 'unknownReference':
      return t('documents.issue.reference', 'There is no {{wanted}} called “{{value}}” among the documents.', values);
    case 'query':
      return queryWords(issue.problem, issue.line, issue.column);
    case 'notAHistogram':
      return t(
        'documents.issue.histogram',
        '“{{value}}” is no classic histogram. A threshold needs the buckets of one, such as http_request_duration_seconds_bucket{job="api"}.',
        values
      );
    case 'partIsTotal':
      return t(
        'documents.issue.part-is-total',
        'This counts the same events as total. Select the good or the bad ones, for example by code.'
      );
    case 'sourcesDiffer':
      return t(
        'documents.issue.sources',
        'The events here are in {{value}}, others of the same SLO in {{other}}. All must be in one data source.',
        values
      );
    case 'percentBelowOne':
      if (issue.ratioPercent !== undefined) {
        return t(
          'documents.issue.percent-instead',
          'This objective is {{value}}%. If you mean the ratio, write {{ratioPercent}}.',
          values
        );
      }
      return t(
        'documents.issue.percent',
        'This objective is {{value}}%. If you mean the ratio, write target: {{value}}.',
        values
      );
    case 'unsafeUrl':
      return t(
        'documents.issue.url',
        '“{{value}}” is no link that can be followed safely. Write an http or https address, or a path such as /d/uid; its placeholders are labels of this SLO.',
        values
      );
    case 'unknownKey':
      return issue.nearest === null
        ? t('documents.issue.unknown-key', 'This format has no “{{value}}” here, so it does not count.', values)
        : t(
            'documents.issue.misspelt-key',
            'This format has no “{{value}}” here, so it does not count. Do you mean {{nearest}}?',
            values
          );
    case 'counterAssumed':
      return t(
        'documents.issue.counter',
        'Counters are assumed, because the events of a window are their increase. Say counter: true beside good, bad and total.'
      );
    case 'notACounter':
      return t(
        'documents.issue.not-a-counter',
        '“{{value}}” is no counter, so a window of it holds no number of events. Write the counters it is made of.',
        values
      );
    case 'unknownUpstream':
      return t(
        'documents.issue.unknown-upstream',
        'The SLO is measured nowhere: this data source reads from no “{{value}}”. Its data sources are {{list}}.',
        { ...values, list: issue.known.join(', ') }
      );
    case 'ignored':
      return t(
        'documents.issue.ignored',
        '{{value}} is not read; the alert pairs are those of the SRE Workbook.',
        values
      );
    case 'tooLong':
      return t(
        'documents.issue.too-long',
        'This has {{value}} characters. OpenSLO allows {{most}}, and its own tools refuse more.',
        values
      );
    case 'notAKey':
      return t(
        'documents.issue.not-a-key',
        '“{{value}}” is no key that OpenSLO’s own tools accept: letters, digits, hyphens, dots and underscores, at most 63, a letter or digit at both ends.',
        values
      );
    case 'noEffect':
      return t(
        'documents.issue.no-effect',
        'Beside {{beside}} this has no effect, and OpenSLO’s own tools may refuse it.',
        { ...values, beside: issue.beside }
      );
    case 'weightWithoutComposite':
      return t(
        'documents.issue.weight',
        'This has no effect: only several objectives with indicators of their own make a composite, in which a weight counts.'
      );
    case 'rawRatio':
      return t(
        'documents.issue.raw',
        '“{{value}}” is no quotient of two counts of events, so nothing can be counted over a window. Write a / b or 1 - a / b of counters, such as sum(rate(failed_total[5m])) / sum(rate(all_total[5m])), or write good or bad, and total.',
        values
      );
    case 'sliceCount':
      return issue.slices < 1
        ? t('documents.slices.none', 'A slice is longer than the time window.')
        : t(
            'documents.slices.too-many',
            'The time window would hold {{slices}} slices, and at most {{most}} are read. Make them longer.',
            { ...PLAIN_TEXT, slices: issue.slices, most: issue.most }
          );
    case 'notSupported':
      return unsupportedWords(issue.what, issue.value);
    case 'notALabel':
      return t('documents.issue.label', '“{{value}}” is no name of a label: letters, digits and underscores.', values);
    case 'sloNotCounted':
      return t(
        'documents.issue.slo-not-counted',
        'No raw counters hold the events of {{value}}: it is measured by slices of time, by a gauge, by a ratio or of several parts. Refer to an SLO of good (or bad) and all events.',
        values
      );
    case 'versionNeeded':
      return t(
        'documents.issue.version-needed',
        'A release that is known by its start time alone has no baseline that runs beside it. Say in spec.release what its version is, or write against: previous.'
      );
    case 'noPairs':
      return t(
        'documents.issue.no-pairs',
        'The SLO {{value}} has no pair of burn rate windows of severity {{severity}}.',
        { ...values, severity: issue.severity }
      );
    case 'soakTooShort':
      return t('documents.issue.soak', 'The soak ends before it is long enough: atLeast is {{value}}.', values);
    case 'noneRequired':
      return t(
        'documents.issue.none-required',
        'No criterion is required, so that this policy never passes a release.'
      );
    case 'neverPasses':
      return t(
        'documents.issue.never-passes',
        'Forecasts of capacity are not validated yet, so that headroom is never shown and a policy that requires it never passes. Write required: false.'
      );
    case 'duplicateKey':
      return issue.line === 0
        ? t('documents.issue.key-again', 'The key {{value}} stands here twice. Keep one of them.', values)
        : t(
            'documents.issue.key-twice',
            'The key {{value}} stands in line {{line}} already. Keep one of them.',
            values
          );
    case 'syntax':
      return t('documents.issue.yaml', 'This is no YAML: {{message}}.', values);
    case 'refused':
      return refusedWords(issue);
  }
}

function rangeWords({ value, above, below, meant, including }: Extract<DocumentIssue, { kind: 'outOfRange' }>): string {
  const values = { ...PLAIN_TEXT, value, above, below };
  if (below === Infinity) {
    return including === 'above'
      ? t('documents.issue.less-than', '{{value}} is less than {{above}}.', values)
      : t('documents.issue.too-small', '{{value}} is not above {{above}}.', values);
  }
  if (above === -Infinity) {
    return t('documents.issue.more-than', '{{value}} is more than {{below}}.', values);
  }
  return meant === 'targetPercent'
    ? t(
        'documents.issue.range-percent',
        '{{value}} is not between {{above}} and {{below}}. Write targetPercent: {{value}}.',
        values
      )
    : including === undefined
      ? t('documents.issue.range', '{{value}} is not between {{above}} and {{below}}, both excluded.', values)
      : t(
          'documents.issue.range-including',
          '{{value}} is not between {{above}} and {{below}}, {{excluded}} excluded.',
          {
            ...values,
            excluded: including === 'above' ? below : above,
          }
        );
}

function queryWords(problem: CountProblem, line: number, column: number): string {
  const values = { ...PLAIN_TEXT, line, column, text: 'text' in problem ? problem.text : '' };
  switch (problem.kind) {
    case 'empty':
      return t('documents.query.empty', 'The query is empty.');
    case 'syntax':
      return problem.text === ''
        ? t('documents.query.short', 'Line {{line}}, column {{column}} of the query: it ends too early.', values)
        : t(
            'documents.query.syntax',
            'Line {{line}}, column {{column}} of the query is no PromQL: “{{text}}”.',
            values
          );
    case 'noMetric':
      return t('documents.query.no-metric', '“{{text}}” names no metric.', values);
    case 'notACount':
      return t(
        'documents.query.not-a-count',
        '“{{text}}” is no number of events. Write counters, in sum, rate or increase where you like, added or taken off each other; ratios and other functions cannot be counted over a window.',
        values
      );
  }
}

function uncountableWords(what: Uncountable): string {
  const rest = t(
    'documents.uncountable.rest',
    'The SLO has numbers only where its tool has recorded them; otherwise it is shown without.'
  );
  switch (what) {
    case 'ratio':
      return `${t('documents.uncountable.ratio', 'This is no quotient of two counts of events, such as a / b or 1 - a / b of counters.')} ${rest}`;
    case 'query':
      return `${t('documents.uncountable.query', 'This adds up to no number of events.')} ${rest}`;
    case 'plugin':
      return `${t('documents.uncountable.plugin', 'Only Sloth knows what query its plugin makes of this.')} ${rest}`;
    case 'nativeHistogram':
      return `${t('documents.uncountable.native', 'Native histograms are not counted yet.')} ${rest}`;
  }
}

function unsupportedWords(what: UnsupportedFeature, value: string): string {
  const values = { ...PLAIN_TEXT, value };
  switch (what) {
    case 'timeslices':
      return t(
        'documents.unsupported.timeslices',
        '{{value}} is not supported for composites and in openslo/v1alpha. Write budgetingMethod: Occurrences.',
        values
      );
    case 'metricSource':
      return t(
        'documents.unsupported.source',
        'Metrics of type {{value}} cannot be read. Only Prometheus can.',
        values
      );
  }
}

function refusedWords(issue: Extract<DocumentIssue, { kind: 'refused' }>): string {
  const values = { ...PLAIN_TEXT, value: issue.value };
  switch (issue.what) {
    case 'alias':
      return t(
        'documents.refused.alias',
        'The alias *{{value}} is refused, because a few lines of aliases can stand for gigabytes. Write out what it stands for.',
        values
      );
    case 'depth':
      return t('documents.refused.depth', 'This is nested deeper than {{value}} levels.', values);
    case 'key':
      return t('documents.refused.key', 'The key {{value}} is refused.', values);
    case 'size':
      return t(
        'documents.refused.size',
        'The documents have {{kilobytes}} kB and at most {{most}} kB are read, because Grafana sends them with every page. Spread them over several data sources, or let your SLO tool record them: recorded SLOs need no documents.',
        { ...PLAIN_TEXT, kilobytes: issue.value, most: issue.most }
      );
  }
}
