import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, InlineField, MultiCombobox, Stack, type ComboboxOption } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import { migrateQuery } from '../query';
import type { SloDataSourceOptions, SloQuery, SloQueryType } from '../types';
import { useChoices } from './useChoices';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions>;

export function QueryEditor({ datasource, query: stored, onChange, onRunQuery }: Props) {
  const id = useId();
  const query = migrateQuery(stored);
  const choices = useChoices(datasource);
  const change = (part: Partial<SloQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <Stack direction="row" wrap="wrap" gap={1}>
      <InlineField label={t('query.type.label', 'Show')} labelWidth={12}>
        <Combobox<SloQueryType>
          id={`${id}-type`}
          aria-label={t('query.type.label', 'Show')}
          width={40}
          options={typeOptions()}
          value={query.queryType}
          onChange={({ value }) => change({ queryType: value })}
        />
      </InlineField>
      <FilterField
        id={`${id}-services`}
        label={t('query.services.label', 'Services')}
        placeholder={t('query.services.all', 'All services')}
        known={choices.services}
        chosen={query.services}
        onChange={(services) => change({ services })}
      />
      <FilterField
        id={`${id}-slos`}
        label={t('query.slos.label', 'SLOs')}
        placeholder={t('query.slos.all', 'All SLOs')}
        known={choices.slos}
        chosen={query.slos}
        onChange={(slos) => change({ slos })}
      />
    </Stack>
  );
}

interface FilterFieldProps {
  id: string;
  label: string;
  placeholder: string;
  known: readonly string[];
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
}

function FilterField({ id, label, placeholder, known, chosen = [], onChange }: FilterFieldProps) {
  const options = [...new Set([...known, ...chosen])].map((value) => ({ value, label: value }));
  return (
    <InlineField label={label} labelWidth={12} htmlFor={id}>
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={30}
        placeholder={placeholder}
        createCustomValue
        options={options}
        value={[...chosen]}
        onChange={(selected) => onChange(selected.map(({ value }) => value))}
      />
    </InlineField>
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
  ];
}
