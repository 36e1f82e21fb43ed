import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import type { SloDataSourceOptions, SloQuery, SloVariableQuery } from '../types';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions, SloVariableQuery>;

export function VariableQueryEditor({ query, onChange }: Props) {
  const id = useId();
  return (
    <Field label={t('variable.values.label', 'Values')} htmlFor={id}>
      <RadioButtonGroup
        id={id}
        options={[
          { value: 'services', label: t('variable.values.services', 'Services') },
          { value: 'slos', label: t('variable.values.slos', 'Names of SLOs') },
        ]}
        value={query.values === 'slos' ? 'slos' : 'services'}
        onChange={(values: SloVariableQuery['values']) => onChange({ ...query, values })}
      />
    </Field>
  );
}
