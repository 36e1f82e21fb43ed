import { t } from '@grafana/i18n';
import type { EpisodeFieldName } from '../core/frame/episodeTable';

/** The heading of a column of episodes. */
export function episodeHeading(field: EpisodeFieldName): string {
  switch (field) {
    case 'onset':
      return t('episodes.field.onset', 'Onset, about');
    case 'end':
      return t('episodes.field.end', 'End, about');
    case 'duration':
      return t('episodes.field.duration', 'Duration');
    case 'service':
      return t('episodes.field.service', 'Service');
    case 'slo':
      return t('episodes.field.slo', 'SLO');
    case 'severity':
      return t('episodes.field.severity', 'Severity');
    case 'cost':
      return t('episodes.field.cost', 'Cost of budget');
    case 'postmortem':
      return t('episodes.field.postmortem', 'Postmortem');
    case 'badEvents':
      return t('episodes.field.bad-events', 'Bad events');
    case 'peakBurnRate':
      return t('episodes.field.peak', 'Peak burn rate');
    case 'group':
      return t('episodes.field.group', 'Main group');
    case 'groupBad':
      return t('episodes.field.group-bad', 'Group’s bad share');
    case 'groupTraffic':
      return t('episodes.field.group-traffic', 'Group’s traffic share');
    case 'release':
      return t('episodes.field.release', 'Served by version');
    case 'releaseBad':
      return t('episodes.field.release-bad', 'Version’s bad share');
    case 'alert':
      return t('episodes.field.alert', 'First alert');
    case 'remark':
      return t('episodes.field.remark', 'Remark');
    case 'spent':
      return t('episodes.field.spent', 'SLO: budget spent');
    case 'background':
      return t('episodes.field.background', 'SLO: spent outside episodes');
    case 'method':
      return t('episodes.field.method', 'Counted');
    case 'upstream':
      return t('episodes.field.upstream', 'Data source');
    case 'labels':
      return t('episodes.field.labels', 'Labels');
    case 'id':
      return t('episodes.field.id', 'Id');
  }
}

/** Instead of the end of an episode that has none. */
export function goesOnWords(): string {
  return t('episodes.goes-on', 'goes on');
}

/** The mark of an episode that deserves a postmortem. */
export function postmortemWords(): string {
  return t('episodes.postmortem', 'write one');
}
