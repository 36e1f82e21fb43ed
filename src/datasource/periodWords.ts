import { dateTimeFormat } from '@grafana/data';
import { formatDateRange, t } from '@grafana/i18n';
import type { Reason } from '../core/budget/dataState';
import type { CalendarWindow, RunningPeriod } from '../core/window/window';
import { PLAIN_TEXT } from '../shared/plainText';
import { zoneName } from '../shared/zoneName';

/** What one period is: "month", "2 weeks". */
export function calendarWords({ unit, count }: Pick<CalendarWindow, 'unit' | 'count'>): string {
  const values = { ...PLAIN_TEXT, count };
  switch (unit) {
    case 'minute':
      return t('slo.period.minute', '', {
        ...values,
        defaultValue_one: 'minute',
        defaultValue_other: '{{count}} minutes',
      });
    case 'hour':
      return t('slo.period.hour', '', { ...values, defaultValue_one: 'hour', defaultValue_other: '{{count}} hours' });
    case 'day':
      return t('slo.period.day', '', { ...values, defaultValue_one: 'day', defaultValue_other: '{{count}} days' });
    case 'week':
      return t('slo.period.week', '', { ...values, defaultValue_one: 'week', defaultValue_other: '{{count}} weeks' });
    case 'month':
      return t('slo.period.month', '', {
        ...values,
        defaultValue_one: 'month',
        defaultValue_other: '{{count}} months',
      });
    case 'quarter':
      return t('slo.period.quarter', '', {
        ...values,
        defaultValue_one: 'quarter',
        defaultValue_other: '{{count}} quarters',
      });
    case 'year':
      return t('slo.period.year', '', { ...values, defaultValue_one: 'year', defaultValue_other: '{{count}} years' });
  }
}

/** Which period it is, on the clock of its zone: "month, Europe/Berlin, Nov 1 – 30, 2026". */
export function periodWords(window: RunningPeriod): string {
  return t('slo.period.which', '{{unit}}, {{zone}}, {{dates}}', {
    ...PLAIN_TEXT,
    unit: calendarWords(window),
    zone: window.zone,
    dates: datesOf(window),
  });
}

/** What the budget of a running period is a share of. */
export function periodBudgetWords(): string {
  return t('slo.period.budget', 'The budget is a share of the events so far.');
}

/** When a spent budget comes back. */
export function renewalWords({ endSeconds }: RunningPeriod): string {
  return t('slo.period.renewal', 'A new period begins at {{end}}.', { ...PLAIN_TEXT, end: minuteWords(endSeconds) });
}

export function uncountedWords(reason: Extract<Reason, { kind: 'periodNotBegun' | 'periodJustBegun' }>): string {
  const values = { ...PLAIN_TEXT, begin: minuteWords(reason.startSeconds) };
  return reason.kind === 'periodNotBegun'
    ? t('slo.reason.period-not-begun', 'Its first period begins at {{begin}}; nothing counts before.', values)
    : t('slo.reason.period-just-begun', 'Its period began at {{begin}}: too short a time to count in.', values);
}

/** What the lines of calendar periods mean; said once for all of them. @param most periods that are drawn at most */
export function periodLinesWords(windows: readonly CalendarWindow[], most: number): string {
  const named = [...new Set(windows.map((window) => `${calendarWords(window)}, ${window.zone}`))];
  return t(
    'datasource.budget.by-period',
    'Budgets of calendar periods ({{windows}}): as spent since the start of each, of the budget of the whole period; the one that runs is expected to get events as it did so far. Above the ideal line, the objective is met so far. At most the last {{most}} periods are drawn.',
    { ...PLAIN_TEXT, windows: named.join('; '), most }
  );
}

/** The days of a period; with times where it does not begin at midnight or is shorter than a day. */
function datesOf({ zone, startSeconds, endSeconds, startLocalSeconds, unit }: RunningPeriod): string {
  const wholeDays = startLocalSeconds % 86_400 === 0 && unit !== 'minute' && unit !== 'hour';
  const day = { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' } as const;
  return wholeDays
    ? formatDateRange(startSeconds * 1000, (endSeconds - 1) * 1000, day)
    : formatDateRange(startSeconds * 1000, endSeconds * 1000, { ...day, ...CLOCK });
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** A time to the minute on the clock that Grafana's reader has set, with its zone: "2026-12-01 00:00 Europe/Berlin". */
export function minuteWords(atSeconds: number): string {
  return t('slo.minute', '{{time}} {{zone}}', {
    ...PLAIN_TEXT,
    time: dateTimeFormat(atSeconds * 1000, { format: MINUTE }),
    zone: zoneName(),
  });
}

/** From when to when: "2026-11-20 22:00 to 2026-11-21 02:00 UTC". */
export function spanWords(startSeconds: number, endSeconds: number): string {
  return t('slo.span', '{{start}} to {{end}}', {
    ...PLAIN_TEXT,
    start: dateTimeFormat(startSeconds * 1000, { format: MINUTE }),
    end: minuteWords(endSeconds),
  });
}

const MINUTE = 'YYYY-MM-DD HH:mm';
