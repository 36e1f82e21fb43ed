import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, MultiCombobox, type ComboboxOption } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import type { SloDataSourceOptions, SloQuery, SloVariableQuery } from '../types';
import { readVariableQuery } from '../variableQuery';
import { Choice } from './Choice';
import { useChoices } from './useChoices';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions, SloVariableQuery>;

const WIDTH = 40;

export function VariableQueryEditor({ datasource, query: stored, onChange }: Props) {
  const id = useId();
  const { query } = readVariableQuery(stored);
  const { values, label = '', services = [] } = query;
  const choices = useChoices(datasource);
  const options = (texts: readonly string[]) => [...new Set(texts)].map((value) => ({ value, label: value }));
  return (
    <>
      <Field label={t('variable.values.label', 'Values')} htmlFor={`${id}-values`}>
        <Choice<SloVariableQuery['values']>
          id={`${id}-values`}
          width={WIDTH}
          options={valuesOptions()}
          value={values}
          onChange={(values) => onChange({ ...query, values })}
        />
      </Field>
      {values === 'labelValues' && (
        <Field label={t('variable.label.label', 'Label')} htmlFor={`${id}-label`}>
          <Choice
            id={`${id}-label`}
            width={WIDTH}
            placeholder={t('query.labels.choose', 'Choose a label')}
            createCustomValue
            options={options([...choices('labelNames'), ...(label === '' ? [] : [label])])}
            value={label === '' ? null : label}
            onChange={(label) => onChange({ ...query, label })}
          />
        </Field>
      )}
      <Field label={t('variable.services.label', 'Of the services')} htmlFor={`${id}-services`}>
        <MultiCombobox
          id={`${id}-services`}
          width={WIDTH}
          placeholder={t('query.services.all', 'All services')}
          createCustomValue
          options={options([...choices('services'), ...services])}
          value={services}
          onChange={(chosen) => onChange({ ...query, services: chosen.map(({ value }) => value) })}
        />
      </Field>
    </>
  );
}

function valuesOptions(): Array<ComboboxOption<SloVariableQuery['values']>> {
  return [
    { value: 'services', label: t('variable.values.services', 'Services') },
    { value: 'slos', label: t('variable.values.slos', 'Names of SLOs') },
    { value: 'owners', label: t('variable.values.owners', 'Owners') },
    { value: 'labelNames', label: t('variable.values.label-names', 'Names of labels') },
    { value: 'labelValues', label: t('variable.values.label-values', 'Values of a label') },
  ];
}
