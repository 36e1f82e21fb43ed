import { t } from '@grafana/i18n';
import type { SliMethod } from '../core/query/slos/row';
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
