import { t } from '@grafana/i18n';
import type { BreakdownFieldName } from '../core/frame/breakdownTable';
import { PLAIN_TEXT } from '../shared/plainText';

/** The heading of a column of a breakdown. */
export function breakdownHeading(field: BreakdownFieldName): string {
  switch (field) {
    case 'service':
      return t('breakdown.field.service', 'Service');
    case 'slo':
      return t('breakdown.field.slo', 'SLO');
    case 'label':
      return t('breakdown.field.label', 'Label');
    case 'group':
      return t('breakdown.field.group', 'Group');
    case 'standsOut':
      return t('breakdown.field.stands-out', 'Stands out');
    case 'badShare':
      return t('breakdown.field.bad-share', 'Of the bad events');
    case 'trafficShare':
      return t('breakdown.field.traffic-share', 'Of the traffic');
    case 'sli':
      return t('breakdown.field.sli', 'SLI');
    case 'bad':
      return t('breakdown.field.bad', 'Bad events');
    case 'total':
      return t('breakdown.field.total', 'All events');
    case 'upstream':
      return t('breakdown.field.upstream', 'Data source');
    case 'labels':
      return t('breakdown.field.labels', 'Labels');
    case 'id':
      return t('breakdown.field.id', 'Id');
  }
}

/** The mark of a group that has more of the bad events than its traffic and chance explain. */
export function standsOutWords(): string {
  return t('breakdown.stands-out', 'stands out');
}

/** That nothing tells the events of an SLO apart. */
export function nothingTellsWords(slo: string, labels: readonly string[]): string {
  return t('breakdown.nothing-tells', '{{slo}}: its events carry none of the labels {{labels}}.', {
    ...PLAIN_TEXT,
    slo,
    labels: labels.join(', '),
  });
}

export function moreGroupsWords(slo: string, count: number): string {
  return t('breakdown.more', '', {
    ...PLAIN_TEXT,
    slo,
    count,
    defaultValue_one: '{{slo}}: {{count}} more group is not told.',
    defaultValue_other: '{{slo}}: {{count}} more groups are not told, those that stand out the least.',
  });
}
