import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { LatencyAbsence } from '../core/query/latency/judge';
import { PLAIN_TEXT } from '../shared/plainText';
import { absenceWords } from './overTimeWords';

/** A duration in a unit of Grafana. */
export function durationWords(value: number, unit: string): string {
  return formattedValueToString(getValueFormat(unit)(value));
}

/** One of several lines of an SLO, by the value of a label. */
export function groupWords(label: string, value: string): string {
  return value === '' ? t('latency.group.none', 'no {{label}}', { ...PLAIN_TEXT, label }) : value;
}

export function quantileWords(ratio: number): string {
  return t('latency.quantile', 'p{{percent}}', { percent: Number((ratio * 100).toPrecision(6)) });
}

export function absentLatencyWords(slo: string, absence: LatencyAbsence): string {
  switch (absence.kind) {
    case 'groupedByBound':
      return t(
        'latency.absent.grouped-by-bound',
        '{{slo}}: the label le tells the buckets of a histogram apart. Group by another one.',
        { ...PLAIN_TEXT, slo }
      );
    case 'nativeHeatmap':
      return t(
        'latency.absent.native-heatmap',
        '{{slo}}: no heatmap is made of its native histogram. Ask the Prometheus data source for it.',
        { ...PLAIN_TEXT, slo }
      );
    default:
      return absenceWords(slo, absence);
  }
}

/** Of a share that is not exact. */
export function interpolatedWords(slo: string): string {
  return t(
    'latency.interpolated',
    '{{slo}}: Prometheus interpolates the share within a bucket of its native histogram, so it is not exact.',
    { ...PLAIN_TEXT, slo }
  );
}

/** @param slo null where there is one only */
export function thresholdWords(slo: string | null): string {
  return slo === null
    ? t('latency.threshold', 'threshold')
    : t('latency.threshold-of', '{{slo}}: threshold', { ...PLAIN_TEXT, slo });
}

/** SLOs that are about something else. */
export function untimedWords(count: number): string {
  return t('latency.untimed', '', {
    ...PLAIN_TEXT,
    count,
    defaultValue_one: '{{count}} SLO is left out, because it is not counted by a threshold on a histogram.',
    defaultValue_other: '{{count}} SLOs are left out, because they are not counted by a threshold on a histogram.',
  });
}

/** @param coarserThan what was asked for, where there would have been too many points */
export function slotWords(length: string, coarserThan: string | null): string {
  return coarserThan === null
    ? t('latency.slot', 'Each point tells the {{length}} before it.', { ...PLAIN_TEXT, length })
    : t(
        'latency.slot-coarser',
        'Each point tells the {{length}} before it, not {{asked}}, because there would be too many points. Choose fewer SLOs, a shorter range or a label with fewer values.',
        { ...PLAIN_TEXT, length, asked: coarserThan }
      );
}

export function otherEventsWords(slo: string, selector: string): string {
  return t('latency.other-events', '{{slo}}: of what {{selector}} counts; the SLO counts other events.', {
    ...PLAIN_TEXT,
    slo,
    selector,
  });
}

export function estimateWords(): string {
  return t(
    'latency.estimate',
    'Quantiles are estimates: the requests of a bucket are taken as spread evenly over it. The share within the threshold is exact.'
  );
}

/** @param points how many of all points */
export function aboveWords(line: string, bound: string, points: number, all: number): string {
  return t('latency.above', '{{line}}: more than the largest bound, {{bound}}, at {{points}} of {{all}} points.', {
    ...PLAIN_TEXT,
    line,
    bound,
    points,
    all,
  });
}

export function severalHeatmapsWords(count: number): string {
  return t('latency.several-heatmaps', 'A heatmap panel draws one of these {{count}} SLOs. Choose one.', { count });
}
