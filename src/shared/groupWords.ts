import { t } from '@grafana/i18n';
import type { NoSliReason } from '../core/budget/rollUp';

/** A label of people's own has no other word than its name. */
export function groupByWord(groupBy: string): string {
  switch (groupBy) {
    case 'service':
      return t('groups.by.service', 'Service');
    case 'owner':
      return t('groups.by.owner', 'Owner');
    case 'slo':
      return t('groups.by.slo', 'SLO');
    case 'tool':
      return t('groups.by.tool', 'Tool');
    case 'upstream':
      return t('groups.by.upstream', 'Data source');
    default:
      return groupBy;
  }
}

/** The name of the group of those that have no such label. */
export function noGroupWords(): string {
  return t('groups.none', '(none)');
}

/** Why a group of so many SLOs has no SLI. */
export function noSliWords(reason: NoSliReason, all: number): string {
  switch (reason.kind) {
    case 'ratiosOnly':
      return t('groups.no-sli.ratios', 'ratios only, no events: {{slos}} of {{all}} SLOs', { slos: reason.slos, all });
    case 'composite':
      return t('groups.no-sli.composite', 'composites, which have no events: {{slos}} of {{all}} SLOs', {
        slos: reason.slos,
        all,
      });
    case 'notCounted':
      return t('groups.no-sli.not-counted', 'events could not be counted: {{slos}} of {{all}} SLOs', {
        slos: reason.slos,
        all,
      });
    case 'differentWindows':
      return t('groups.no-sli.windows', 'different windows');
    case 'noEvents':
      return t('groups.no-sli.no-events', 'no events in the window');
  }
}
