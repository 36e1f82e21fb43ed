import { t } from '@grafana/i18n';
import type { RankedGroupFieldName } from '../core/frame/rankedGroupTable';
import { PLAIN_TEXT } from '../shared/plainText';

/** The heading of a column of ranked groups. */
export function rankedGroupHeading(field: RankedGroupFieldName): string {
  switch (field) {
    case 'service':
      return t('groups.field.service', 'Service');
    case 'slo':
      return t('groups.field.slo', 'SLO');
    case 'label':
      return t('groups.field.label', 'Label');
    case 'group':
      return t('groups.field.group', 'Group');
    case 'standsOut':
      return t('groups.field.stands-out', 'Stands out');
    case 'badShare':
      return t('groups.field.bad-share', 'Of the bad events');
    case 'trafficShare':
      return t('groups.field.traffic-share', 'Of the traffic');
    case 'sli':
      return t('groups.field.sli', 'SLI');
    case 'bad':
      return t('groups.field.bad', 'Bad events');
    case 'total':
      return t('groups.field.total', 'All events');
    case 'upstream':
      return t('groups.field.upstream', 'Data source');
    case 'labels':
      return t('groups.field.labels', 'Labels');
    case 'id':
      return t('groups.field.id', 'Id');
  }
}

/** The mark of a group that has more of the bad events than its traffic and chance explain. */
export function standsOutWords(): string {
  return t('groups.stands-out', 'stands out');
}

/** That nothing tells the events of an SLO apart. */
export function nothingTellsWords(slo: string, labels: readonly string[]): string {
  return t('groups.nothing-tells', '{{slo}}: its events carry none of the labels {{labels}}.', {
    ...PLAIN_TEXT,
    slo,
    labels: labels.join(', '),
  });
}

export function moreGroupsWords(slo: string, count: number): string {
  return t('groups.more', '', {
    ...PLAIN_TEXT,
    slo,
    count,
    defaultValue_one: '{{slo}}: {{count}} more group is not told.',
    defaultValue_other: '{{slo}}: {{count}} more groups are not told, those that stand out the least.',
  });
}
