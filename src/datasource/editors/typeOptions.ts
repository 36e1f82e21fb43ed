import { t } from '@grafana/i18n';
import type { ComboboxOption } from '@grafana/ui';
import { QUERY_TYPES, type SloQueryType } from '../types';

interface TypeWords {
  label: string;
  /** What the answer is, and in what shape. */
  description: string;
}

/** What there is to know, by what one wants to know. */
export function typeOptions(): Array<ComboboxOption<SloQueryType>> {
  const words = typeWords();
  return groups().flatMap(({ group, types }) => types.map((value) => ({ value, group, ...words[value] })));
}

export function typeDescription(type: SloQueryType): string {
  return typeWords()[type].description;
}

function groups(): Array<{ group: string; types: readonly SloQueryType[] }> {
  const grouped = [
    { group: t('query.type.group.now', 'Status now'), types: ['slos', 'calculation', 'statusCounts'] },
    {
      group: t('query.type.group.over-time', 'Over time'),
      types: ['budget', 'sli', 'events', 'burnRate', 'spent'],
    },
    {
      group: t('query.type.group.incidents', 'Incidents'),
      types: ['incident', 'incidentGraph', 'breakdown', 'episodes'],
    },
    { group: t('query.type.group.alerts', 'Alerts'), types: ['alerts'] },
    { group: t('query.type.group.latency', 'Latency'), types: ['latency'] },
    { group: t('query.type.group.releases', 'Releases'), types: ['release'] },
  ] satisfies Array<{ group: string; types: SloQueryType[] }>;
  const placed: readonly SloQueryType[] = grouped.flatMap(({ types }) => types);
  const others = QUERY_TYPES.filter((type) => !placed.includes(type));
  return [...grouped, { group: t('query.type.group.others', 'On graphs of others'), types: others }];
}

function typeWords(): Record<SloQueryType, TypeWords> {
  return {
    slos: {
      label: t('query.type.slos', 'SLOs'),
      description: t(
        'query.type.slos-description',
        'A table, one row per SLO or per value of a label, at the end of the range'
      ),
    },
    calculation: {
      label: t('query.type.calculation', 'Calculation'),
      description: t(
        'query.type.calculation-description',
        'A table of how the numbers of an SLO are computed, with the PromQL of each'
      ),
    },
    statusCounts: {
      label: t('query.type.status-counts', 'Number of SLOs by status'),
      description: t('query.type.status-counts-description', 'One row of numbers at the end of the range'),
    },
    budget: {
      label: t('query.type.budget', 'Error budget remaining'),
      description: t('query.type.budget-description', 'Lines over the range, one per SLO'),
    },
    sli: {
      label: t('query.type.sli', 'SLI'),
      description: t('query.type.sli-description', 'Lines over the range: share of good events, with the objective'),
    },
    events: {
      label: t('query.type.events', 'Events'),
      description: t('query.type.events-description', 'Lines over the range: good, bad and all events'),
    },
    burnRate: {
      label: t('query.type.burn-rate', 'Burn rates'),
      description: t(
        'query.type.burn-rate-description',
        'Lines over the range, by window, with the thresholds of alerts'
      ),
    },
    spent: {
      label: t('query.type.spent', 'Budget spent'),
      description: t('query.type.spent-description', 'Bars by day, or a table of which months kept the objective'),
    },
    incident: {
      label: t('query.type.incident', 'Incident'),
      description: t(
        'query.type.incident-description',
        'What burns worst now, where, and what changed before: one screen of the Scorecard panel'
      ),
    },
    incidentGraph: {
      label: t('query.type.incident-graph', 'Incident as a graph'),
      description: t(
        'query.type.incident-graph-description',
        'Lines over the range: the SLI of what burns worst now, by the values of a label'
      ),
    },
    breakdown: {
      label: t('query.type.breakdown', 'Breakdown'),
      description: t(
        'query.type.breakdown-description',
        'A table of where the bad events of the range came from, against the traffic'
      ),
    },
    episodes: {
      label: t('query.type.episodes', 'Episodes'),
      description: t(
        'query.type.episodes-description',
        'A table of what has burned the budget of the window that ends with the range, and its cost'
      ),
    },
    alerts: {
      label: t('query.type.alerts', 'Alerts'),
      description: t(
        'query.type.alerts-description',
        'A table of burn alerts that fire or are pending, and of SLOs that burn without one'
      ),
    },
    latency: {
      label: t('query.type.latency', 'Latency'),
      description: t(
        'query.type.latency-description',
        'Lines over the range or a heatmap, of SLOs that a histogram tells of'
      ),
    },
    release: {
      label: t('query.type.release', 'Release'),
      description: t(
        'query.type.release-description',
        'Whether a release passes by a policy of the documents, whatever the time range, and what shows it'
      ),
    },
    annotations: {
      label: t('query.type.annotations', 'Annotations'),
      description: t(
        'query.type.annotations-description',
        'What to mark on graphs: episodes, exhausted budgets, exclusions'
      ),
    },
  };
}
