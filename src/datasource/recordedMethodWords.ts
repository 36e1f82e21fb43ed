import { t } from '@grafana/i18n';
import { drawsEvents } from '../core/query/slos/keptSlots';
import type { SliMethod, SloRow } from '../core/query/slos/row';
import { PLAIN_TEXT } from '../shared/plainText';
import { toolWord } from './toolWords';

/** How a tool has obtained the number over the window that it has recorded. */
export function recordedMethodWords({ metric, tool, weighs }: Extract<SliMethod, { kind: 'recorded' }>): string {
  const values = { ...PLAIN_TEXT, metric, tool: toolWord(tool) };
  switch (weighs) {
    case 'events':
      return t(
        'slo.method.recorded-events',
        '{{metric}}, as {{tool}} has recorded it: every event weighs the same.',
        values
      );
    case 'traffic':
      return t(
        'slo.method.recorded-traffic',
        '{{metric}}, as {{tool}} has recorded it: errors are weighted by traffic, so it is not the share of events that were bad.',
        values
      );
    case 'query':
      return t(
        'slo.method.recorded-query',
        '{{metric}}, as {{tool}} has recorded it: the query of the SLI over the whole window. Whether every event weighs the same in it is not known.',
        values
      );
    case 'slots':
      return t(
        'slo.method.recorded',
        '{{metric}}, as its alerts use it. By default {{tool}} averages 5m ratios, so every 5 minutes weigh the same however many events they had.',
        values
      );
  }
}

/** How the numbers were obtained that were counted in events: what a tool has recorded of them is named. */
export function countedWords({ events, excluded, tool, window }: SloRow['slo']): string {
  const { windowSeconds, selectors } = events?.recorded ?? {};
  const metrics = [...new Set([...(selectors?.values() ?? [])].flatMap(({ metric }) => metric ?? []))];
  if (events?.total[0].selector.samples !== undefined) {
    return t(
      'slo.method.samples',
      'Counted from the samples of a gauge over the window: each of them, or of one look in every minute, is an event and weighs the same.'
    );
  }
  // Times are left out of raw counts only, and another window is counted anew.
  return windowSeconds !== window.seconds || excluded.length > 0 || metrics.length === 0
    ? t(
        'slo.method.events',
        'Counted from raw events over the window by increase: every event weighs the same. What a series counted before its first sample is not known.'
      )
    : t(
        'slo.method.recorded-increase',
        '{{metrics}}, the increase over the window as {{tool}} has recorded it: every event weighs the same.',
        { ...PLAIN_TEXT, metrics: metrics.join(', '), tool: toolWord(tool) }
      );
}

/** The same, where a tool has recorded rates and nothing says how to count raw events. */
export function rateMethodWords(): string {
  return t(
    'slo.method.rates',
    'Counted from the rates of events that the tool records: every event weighs the same. Where nothing was recorded nothing is counted.'
  );
}

/** Why no trend is drawn. */
export type NoTrend =
  { kind: 'noEvents' | 'excluded' | 'notRecorded' } | { kind: 'onlyRecorded'; tool: SloRow['slo']['tool'] };

/** Why no trend is drawn of a row that has a budget; null where there is one, or where the budget's state says why. */
export function whyNoTrend({
  trend,
  budgetRemaining,
  evidence,
  method,
  slo,
}: Pick<SloRow, 'trend' | 'budgetRemaining' | 'evidence' | 'method' | 'slo'>): NoTrend | null {
  if (trend.length > 0 || budgetRemaining.value === null) {
    return null;
  }
  if (drawsEvents(slo)) {
    return { kind: 'noEvents' };
  }
  if (slo.excluded.length > 0) {
    return { kind: 'excluded' };
  }
  return method.kind !== 'events' && evidence.some(({ role }) => role === 'trend')
    ? { kind: 'notRecorded' }
    : { kind: 'onlyRecorded', tool: slo.tool };
}

export function noTrendWords(why: NoTrend): string {
  switch (why.kind) {
    case 'noEvents':
      return t('slo.trend.no-events', 'No events of the time range of the dashboard have been counted.');
    case 'excluded':
      return t(
        'slo.trend.excluded',
        'Only recorded budgets are drawn here, and that of this SLO counts the excluded times too.'
      );
    case 'notRecorded':
      return t('slo.trend.not-recorded', 'No budget is recorded in the time range of the dashboard.');
    case 'onlyRecorded':
      return t(
        'slo.trend.only-recorded',
        'Only recorded budgets are drawn here: {{tool}} records none over this window.',
        { ...PLAIN_TEXT, tool: toolWord(why.tool) }
      );
  }
}
