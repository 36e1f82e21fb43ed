import { t } from '@grafana/i18n';
import type { RollUpFieldName } from '../core/frame/rollUpTable';
import { groupByWord } from '../shared/groupWords';
import { PLAIN_TEXT } from '../shared/plainText';
import { statusWord } from '../shared/statusWord';

/** The heading of a column of groups. @param groupBy the label whose values the groups are */
export function rollUpHeading(field: RollUpFieldName, groupBy: string): string {
  switch (field) {
    case 'group':
      return groupByWord(groupBy);
    case 'status':
      return t('groups.field.status', 'Worst status');
    case 'worstSlo':
      return t('groups.field.worst-slo', 'Worst SLO');
    case 'slos':
      return t('groups.field.slos', 'SLOs');
    case 'burning':
    case 'blind':
    case 'breached':
    case 'smouldering':
    case 'atRisk':
    case 'noTraffic':
    case 'healthy':
      return statusWord(field);
    case 'budgetsAtRisk':
      return t('groups.field.budgets-at-risk', 'Budgets running out');
    case 'budgetsUnknown':
      return t('groups.field.budgets-unknown', 'Budgets unknown');
    case 'leastBudget':
      return t('groups.field.least-budget', 'Least budget left');
    case 'leastBudgetSlo':
      return t('groups.field.least-budget-slo', 'Least budget: SLO');
    case 'sli':
      return t('groups.field.sli', 'SLI by events');
    case 'sliReason':
      return t('groups.field.sli-reason', 'Why no SLI');
    case 'badEvents':
      return t('groups.field.bad-events', 'Bad events');
    case 'totalEvents':
      return t('groups.field.total-events', 'All events');
    case 'countedSlos':
      return t('groups.field.counted-slos', 'SLOs counted');
    case 'badShare':
      return t('groups.field.bad-share', 'Share of bad events');
    case 'trafficShare':
      return t('groups.field.traffic-share', 'Share of traffic');
    case 'burnRate':
      return t('groups.field.burn-rate', 'Fastest burn');
    case 'exhaustion':
      return t('groups.field.exhaustion', 'First runs out in');
    case 'filter':
      return t('groups.field.filter', 'Filter');
  }
}

/** That grouping tells nothing apart. */
export function groupByOfNoneWords(label: string): string {
  return t('groups.of-none', 'No SLO here has the label {{label}}, so all of them are one group.', {
    ...PLAIN_TEXT,
    label,
  });
}
