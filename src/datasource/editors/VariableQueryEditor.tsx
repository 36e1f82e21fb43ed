import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, MultiCombobox, type ComboboxOption } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import type { SloDataSourceOptions, SloQuery, SloVariableQuery } from '../types';
import { readVariableQuery } from '../variableQuery';
import { Choice } from './Choice';
import { ChoicesNote } from './ChoicesNote';
import { suggestions } from './suggestions';
import { useChoices } from './useChoices';
import { useReleaseChoices } from './useReleaseChoices';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions, SloVariableQuery>;

const WIDTH = 40;

export function VariableQueryEditor({ datasource, query: stored, onChange, range }: Props) {
  const id = useId();
  const { query } = readVariableQuery(stored);
  const { values, label = '', services = [], policy = '' } = query;
  const releases = useReleaseChoices(datasource, policy);
  const choices = useChoices(datasource, { services }, range?.to.valueOf());
  const { variables, known, isLoading } = choices;
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
        <Field label={t('variable.label.label', 'Label')} htmlFor={`${id}-label`} loading={isLoading}>
          <Choice
            id={`${id}-label`}
            width={WIDTH}
            placeholder={t('query.labels.choose', 'Choose a label')}
            createCustomValue
            options={suggestions({
              heading: t('variable.label.label', 'Label'),
              variables: [],
              known: known('labelNames'),
              chosen: label === '' ? [] : [label],
            })}
            value={label === '' ? null : label}
            onChange={(label) => onChange({ ...query, label })}
          />
        </Field>
      )}
      {values === 'releases' && (
        <Field label={t('variable.policy.label', 'Of the policy')} htmlFor={`${id}-policy`}>
          <Choice
            id={`${id}-policy`}
            width={WIDTH}
            placeholder={t('query.release.choose-policy', 'Choose a policy')}
            createCustomValue
            options={suggestions({
              heading: t('query.release.policy', 'Policy'),
              variables,
              known: releases.policies,
              chosen: policy === '' ? [] : [policy],
            })}
            value={policy === '' ? null : policy}
            onChange={(chosen) => onChange({ ...query, policy: chosen })}
          />
        </Field>
      )}
      {values !== 'statuses' && values !== 'releases' && (
        <Field label={t('variable.services.label', 'Of the services')} htmlFor={`${id}-services`} loading={isLoading}>
          <MultiCombobox
            id={`${id}-services`}
            width={WIDTH}
            placeholder={t('query.services.all', 'All services')}
            createCustomValue
            options={suggestions({
              heading: t('query.services.label', 'Services'),
              variables,
              known: known('services'),
              chosen: services,
            })}
            value={services}
            onChange={(chosen) => onChange({ ...query, services: chosen.map(({ value }) => value) })}
          />
        </Field>
      )}
      <ChoicesNote choices={choices} />
    </>
  );
}

function valuesOptions(): Array<ComboboxOption<SloVariableQuery['values']>> {
  return [
    {
      value: 'services',
      label: t('variable.values.services', 'Services'),
      description: t('variable.values.services-description', 'Every service that has an SLO'),
    },
    {
      value: 'slos',
      label: t('variable.values.slos', 'Names of SLOs'),
      description: t('variable.values.slos-description', 'Each once, even where several services use it'),
    },
    {
      value: 'owners',
      label: t('variable.values.owners', 'Owners'),
      description: t('variable.values.owners-description', 'As the label owner or else team names them'),
    },
    {
      value: 'labelNames',
      label: t('variable.values.label-names', 'Names of labels'),
      description: t('variable.values.label-names-description', 'What SLOs can be filtered by'),
    },
    {
      value: 'labelValues',
      label: t('variable.values.label-values', 'Values of a label'),
      description: t('variable.values.label-values-description', 'Such as every region'),
    },
    {
      value: 'statuses',
      label: t('variable.values.statuses', 'Statuses'),
      description: t('variable.values.statuses-description', 'Worst first, in words'),
    },
    {
      value: 'policies',
      label: t('variable.values.policies', 'Release policies'),
      description: t('variable.values.policies-description', 'Those of the documents'),
    },
    {
      value: 'releases',
      label: t('variable.values.releases', 'Versions of a release policy'),
      description: t('variable.values.releases-description', 'Seen in the last four weeks, newest first'),
    },
  ];
}
