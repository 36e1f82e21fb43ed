import { t } from '@grafana/i18n';
import { MOST_EXCLUSIONS, type ExclusionProblem } from '../core/window/exclusionOptions';
import type { ExcludedTime, Exclusion } from '../core/window/exclusions';
import { PLAIN_TEXT } from '../shared/plainText';
import type { AnnotationProblem } from './annotatedExclusions';
import { spanWords } from './periodWords';

/** When, why and by whom: "2026-11-20 22:00 to 2026-11-21 02:00 UTC: Data centre move (anna, from an annotation)". */
export function excludedWords({ startSeconds, endSeconds, exclusions }: ExcludedTime): string {
  return t('slo.excluded.time', '{{times}}: {{reasons}}', {
    ...PLAIN_TEXT,
    times: spanWords(startSeconds, endSeconds),
    reasons: exclusions.map(exclusionReasonWords).join('; '),
  });
}

/** Why and by whom: "Data centre move (anna, from an annotation)". */
export function exclusionReasonWords({ reason, author = '', source }: Exclusion): string {
  const values = { ...PLAIN_TEXT, reason, author };
  if (source === 'annotation') {
    return author === ''
      ? t('slo.excluded.annotated', '{{reason}} (from an annotation)', values)
      : t('slo.excluded.annotated-by', '{{reason}} ({{author}}, from an annotation)', values);
  }
  return author === '' ? reason : t('slo.excluded.by', '{{reason}} ({{author}})', values);
}

/** When an exclusion is: "Every Sunday from 02:00 to 04:00 (Europe/Berlin)". */
export function exclusionTimeWords({ when }: Exclusion): string {
  if (when.kind === 'oneOff') {
    return spanWords(when.startSeconds, when.endSeconds);
  }
  return t('slo.exclusion.weekly', 'Every {{day}} from {{from}} to {{to}} ({{zone}})', {
    ...PLAIN_TEXT,
    day: weekdayWord(when.weekday),
    from: clockText(when.fromSeconds),
    to: clockText(when.toSeconds),
    zone: when.zone,
  });
}

/** Name of a day of the week. @param weekday 0 is Sunday */
export function weekdayWord(weekday: number): string {
  const names = [
    t('slo.weekday.sunday', 'Sunday'),
    t('slo.weekday.monday', 'Monday'),
    t('slo.weekday.tuesday', 'Tuesday'),
    t('slo.weekday.wednesday', 'Wednesday'),
    t('slo.weekday.thursday', 'Thursday'),
    t('slo.weekday.friday', 'Friday'),
    t('slo.weekday.saturday', 'Saturday'),
  ];
  return names[weekday] ?? '';
}

function clockText(seconds: number): string {
  const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${twoDigits(seconds / 3600)}:${twoDigits((seconds % 3600) / 60)}`;
}

/** What is wrong with an exclusion, and that it excludes nothing. */
export function exclusionProblemWords({ index, key, kind, value }: ExclusionProblem): string {
  const values = { ...PLAIN_TEXT, number: index + 1, key, value, most: MOST_EXCLUSIONS };
  if (value === '' && (kind === 'time' || kind === 'day' || kind === 'clock' || kind === 'zone')) {
    return t(
      'slo.exclusion.missing',
      'Exclusion {{number}} has no “{{key}}”, and excludes nothing without it.',
      values
    );
  }
  switch (kind) {
    case 'notAList':
      return t('slo.exclusion.list', 'The exclusions are no list: {{value}}.', values);
    case 'tooMany':
      return t('slo.exclusion.many', 'There are {{value}} exclusions; the first {{most}} count.', values);
    case 'notAMap':
      return t('slo.exclusion.map', 'Exclusion {{number}} has no keys: “{{value}}”.', values);
    case 'reasonMissing':
      return t('slo.exclusion.reason', 'Exclusion {{number}} has no reason, and excludes nothing without one.', values);
    case 'match':
      return t('slo.exclusion.match', 'Exclusion {{number}}: match “{{value}}” is no map of labels.', values);
    case 'time':
      return t(
        'slo.exclusion.time-format',
        'Exclusion {{number}}: “{{value}}” is no time with its offset, such as 2026-11-20T22:00:00Z.',
        values
      );
    case 'order':
      return t('slo.exclusion.order', 'Exclusion {{number}} ends at “{{value}}”, not after its start.', values);
    case 'tooShort':
      return t('slo.exclusion.short', 'Exclusion {{number}} is shorter than five minutes.', values);
    case 'day':
      return t('slo.exclusion.day', 'Exclusion {{number}}: “{{value}}” is no day of the week, such as sunday.', values);
    case 'clock':
      return t(
        'slo.exclusion.clock',
        'Exclusion {{number}}: “{{value}}” is no time of a day, such as "02:00".',
        values
      );
    case 'zone':
      return t(
        'slo.exclusion.zone',
        'Exclusion {{number}}: “{{value}}” is no time zone, such as Europe/Berlin.',
        values
      );
  }
}

/** That annotations exclude less than somebody may think. */
export function annotationProblemWords(problem: AnnotationProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return t('slo.exclusion.annotations', 'Annotations that exclude times could not be read: {{message}}', {
        ...PLAIN_TEXT,
        message: problem.message,
      });
    case 'tooMany':
      return t(
        'slo.exclusion.annotations-many',
        'More than {{read}} annotations of the last year exclude times; the {{read}} newest count.',
        { read: problem.read }
      );
    case 'tooShort':
      return t('slo.exclusion.annotations-short', '', {
        defaultValue_one:
          '{{count}} annotation excludes nothing: it is a point in time, or shorter than five minutes. Mark a range.',
        defaultValue_other:
          '{{count}} annotations exclude nothing: they are points in time, or shorter than five minutes. Mark ranges.',
        count: problem.count,
      });
  }
}
