import React, { useId } from 'react';
import type { QueryEditorProps, SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, RadioButtonGroup, Stack, type ComboboxOption } from '@grafana/ui';
import type { BudgetUnit } from '../../core/query/budget/plan';
import type { SpentPeriodUnit } from '../../core/query/spent/plan';
import type { SloDataSource } from '../datasource';
import { migrateQuery } from '../query';
import type { SloDataSourceOptions, SloQuery, SloQueryType } from '../types';
import { Choice } from './Choice';
import { FilterField, LABEL_WIDTH } from './FilterField';
import { GroupByField } from './GroupByField';
import { LabelFilters } from './LabelFilters';
import { useChoices } from './useChoices';
import { MarkField } from './MarkField';
import { LatencyFields } from './LatencyFields';
import { WindowField } from './WindowField';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions>;

export function QueryEditor({ datasource, query: stored, onChange, onRunQuery }: Props) {
  const id = useId();
  const query = migrateQuery(stored);
  const choices = useChoices(datasource);
  const change = (part: Partial<SloQuery>, run = true) => {
    onChange({ ...query, ...part });
    if (run) {
      onRunQuery();
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" wrap="wrap" gap={1}>
        <InlineField label={t('query.type.label', 'Show')} labelWidth={LABEL_WIDTH} htmlFor={`${id}-type`} shrink>
          <Choice<SloQueryType>
            id={`${id}-type`}
            width={30}
            options={typeOptions()}
            value={query.queryType}
            onChange={(queryType) => change({ queryType })}
          />
        </InlineField>
        {query.queryType === 'budget' && (
          <InlineField label={t('query.unit.label', 'Unit')} labelWidth={LABEL_WIDTH}>
            <RadioButtonGroup<BudgetUnit>
              aria-label={t('query.unit.description', 'Unit of the error budget')}
              options={unitOptions()}
              value={query.unit ?? 'percent'}
              onChange={(unit) => change({ unit })}
            />
          </InlineField>
        )}
        {query.queryType === 'spent' && (
          <InlineField label={t('query.per.label', 'Per')} labelWidth={LABEL_WIDTH}>
            <RadioButtonGroup<SpentPeriodUnit>
              aria-label={t('query.per.description', 'What is told at a time')}
              options={perOptions()}
              value={query.per ?? 'day'}
              onChange={(per) => change({ per })}
            />
          </InlineField>
        )}
        {query.queryType === 'latency' && (
          <LatencyFields
            id={id}
            view={query.latency ?? 'share'}
            groupBy={query.groupBy ?? ''}
            known={choices('labelNames')}
            onChange={change}
          />
        )}
        {query.queryType === 'annotations' && (
          <MarkField mark={query.mark ?? 'episodes'} onChange={(mark) => change({ mark })} />
        )}
        {(query.queryType === 'sli' || query.queryType === 'incidentGraph' || query.queryType === 'groups') && (
          <GroupByField
            id={id}
            groupBy={query.groupBy ?? ''}
            known={choices('labelNames')}
            onChange={(groupBy) => change({ groupBy })}
          />
        )}
        <WindowField id={`${id}-window`} window={query.window ?? ''} onChange={(window) => change({ window })} />
      </Stack>
      <Stack direction="row" wrap="wrap" gap={1}>
        <FilterField
          id={`${id}-services`}
          label={t('query.services.label', 'Services')}
          placeholder={t('query.services.all', 'All services')}
          known={choices('services')}
          chosen={query.services}
          onChange={(services) => change({ services })}
        />
        <FilterField
          id={`${id}-slos`}
          label={t('query.slos.label', 'SLOs')}
          placeholder={t('query.slos.all', 'All SLOs')}
          known={choices('slos')}
          chosen={query.slos}
          onChange={(slos) => change({ slos })}
        />
        <FilterField
          id={`${id}-owners`}
          label={t('query.owners.label', 'Owners')}
          placeholder={t('query.owners.all', 'All owners')}
          known={choices('owners')}
          chosen={query.owners}
          onChange={(owners) => change({ owners })}
        />
      </Stack>
      <LabelFilters
        id={`${id}-labels`}
        filters={query.labels ?? []}
        choices={choices}
        onChange={(labels, complete) => change({ labels }, complete)}
      />
    </Stack>
  );
}

function typeOptions(): Array<ComboboxOption<SloQueryType>> {
  return [
    {
      value: 'slos',
      label: t('query.type.slos', 'SLOs'),
      description: t('query.type.slos-description', 'One row per SLO at the end of the range'),
    },
    {
      value: 'budget',
      label: t('query.type.budget', 'Error budget remaining'),
      description: t('query.type.budget-description', 'Over the range, one series per SLO'),
    },
    {
      value: 'statusCounts',
      label: t('query.type.status-counts', 'Number of SLOs by status'),
      description: t('query.type.status-counts-description', 'One row at the end of the range'),
    },
    {
      value: 'sli',
      label: t('query.type.sli', 'SLI'),
      description: t('query.type.sli-description', 'Share of good events over the range, with the objective'),
    },
    {
      value: 'events',
      label: t('query.type.events', 'Events'),
      description: t('query.type.events-description', 'Good, bad and all events over the range'),
    },
    {
      value: 'burnRate',
      label: t('query.type.burn-rate', 'Burn rates'),
      description: t(
        'query.type.burn-rate-description',
        'Over the range, by window, with the thresholds of the alerts'
      ),
    },
    {
      value: 'spent',
      label: t('query.type.spent', 'Budget spent'),
      description: t('query.type.spent-description', 'By day, or how each month kept the objective'),
    },
    {
      value: 'incident',
      label: t('query.type.incident', 'Incident'),
      description: t('query.type.incident-description', 'What burns now, where, and what changed before'),
    },
    {
      value: 'incidentGraph',
      label: t('query.type.incident-graph', 'Incident as a graph'),
      description: t('query.type.incident-graph-description', 'The SLI of what burns worst, by the values of a label'),
    },
    {
      value: 'episodes',
      label: t('query.type.episodes', 'Episodes'),
      description: t(
        'query.type.episodes-description',
        'What has burned the budget of the window that ends with the range'
      ),
    },
    {
      value: 'groups',
      label: t('query.type.groups', 'Groups, ranked'),
      description: t(
        'query.type.groups-description',
        'Where the bad events of the range came from, against the traffic'
      ),
    },
    {
      value: 'latency',
      label: t('query.type.latency', 'Latency'),
      description: t(
        'query.type.latency-description',
        'Share within the threshold, quantiles or heatmap of SLOs that a histogram tells'
      ),
    },
    {
      value: 'alerts',
      label: t('query.type.alerts', 'Alerts'),
      description: t(
        'query.type.alerts-description',
        'Burn alerts that fire or are pending, and SLOs that burn without one'
      ),
    },
    {
      value: 'annotations',
      label: t('query.type.annotations', 'Annotations'),
      description: t(
        'query.type.annotations-description',
        'What to mark on graphs: episodes, exhausted budgets, exclusions'
      ),
    },
  ];
}

function unitOptions(): Array<SelectableValue<BudgetUnit> & { value: BudgetUnit }> {
  return [
    {
      value: 'percent',
      label: t('query.unit.percent', 'Percent'),
      description: t('query.unit.percent-description', 'Share of the budget that is left'),
    },
    {
      value: 'minutes',
      label: t('query.unit.minutes', 'Minutes'),
      description: t('query.unit.minutes-description', 'Minutes of total outage that are left'),
    },
    {
      value: 'events',
      label: t('query.unit.events', 'Events'),
      description: t('query.unit.events-description', 'Bad events that are left'),
    },
  ];
}

function perOptions(): Array<SelectableValue<SpentPeriodUnit> & { value: SpentPeriodUnit }> {
  return [
    {
      value: 'day',
      label: t('query.per.day', 'Day'),
      description: t('query.per.day-description', 'What each day has spent of the budget'),
    },
    {
      value: 'month',
      label: t('query.per.month', 'Month'),
      description: t('query.per.month-description', 'Whether each month kept the objective'),
    },
  ];
}
