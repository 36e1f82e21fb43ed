import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, IconButton, InlineField, MultiCombobox, Stack } from '@grafana/ui';
import type { LabelFilter } from '../types';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';
import { suggestions } from './suggestions';
import type { Choices } from './useChoices';

interface Props {
  id: string;
  filters: readonly LabelFilter[];
  choices: Choices;
  /** `complete` is false while a row has been begun that filters nothing yet. */
  onChange: (filters: LabelFilter[], complete: boolean) => void;
}

/** One row per label: which label, and the values it may have. */
export function LabelFilters({ id, filters, choices, onChange }: Props) {
  const replace = (index: number, filter: LabelFilter, complete: boolean) =>
    onChange(
      filters.map((old, position) => (position === index ? filter : old)),
      complete
    );
  const unfinished = filters.some(({ label }) => label === '');
  return (
    <>
      {filters.map((filter, index) => (
        <LabelFilterRow
          key={index}
          id={`${id}-${index}`}
          number={index + 1}
          filter={filter}
          choices={choices}
          // The values of one label say nothing of another, so a new label begins without any.
          onLabel={(label) => replace(index, { label, values: [] }, filter.values.length > 0)}
          onValues={(values) => replace(index, { ...filter, values }, true)}
          onRemove={() =>
            onChange(
              filters.filter((_, position) => position !== index),
              true
            )
          }
        />
      ))}
      <div>
        <Button
          variant="secondary"
          icon="plus"
          disabled={unfinished}
          onClick={() => onChange([...filters, { label: '', values: [] }], false)}
        >
          <Trans i18nKey="query.labels.add">Filter by label</Trans>
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  id: string;
  number: number;
  filter: LabelFilter;
  choices: Choices;
  onLabel: (label: string) => void;
  onValues: (values: string[]) => void;
  onRemove: () => void;
}

function LabelFilterRow({ id, number, filter: { label, values }, choices, onLabel, onValues, onRemove }: RowProps) {
  const { variables, known, isLoading } = choices;
  const labelTitle = t('query.labels.label', 'Label {{number}}', { number });
  return (
    <Stack direction="row" wrap="wrap" gap={0} alignItems="center">
      <InlineField label={labelTitle} labelWidth={LABEL_WIDTH} htmlFor={`${id}-label`} loading={isLoading}>
        <Choice
          id={`${id}-label`}
          width={20}
          placeholder={t('query.labels.choose', 'Choose a label')}
          createCustomValue
          options={suggestions({
            heading: labelTitle,
            // The name of a label is taken as it stands.
            variables: [],
            known: known('labelNames', label),
            chosen: label === '' ? [] : [label],
          })}
          value={label === '' ? null : label}
          onChange={onLabel}
        />
      </InlineField>
      <InlineField
        label={t('query.labels.values', 'is one of')}
        labelWidth={LABEL_WIDTH}
        htmlFor={`${id}-values`}
        shrink
        loading={isLoading}
        disabled={label === ''}
      >
        <MultiCombobox
          id={`${id}-values`}
          width="auto"
          minWidth={20}
          placeholder={t('query.labels.any', 'Any value')}
          createCustomValue
          options={suggestions({ heading: label, variables, known: known('labelValues', label), chosen: values })}
          value={values}
          onChange={(selected) => onValues(selected.map(({ value }) => value))}
        />
      </InlineField>
      <IconButton
        name="trash-alt"
        size="lg"
        tooltip={t('query.labels.remove', 'Remove label filter {{number}}', { number })}
        onClick={onRemove}
      />
    </Stack>
  );
}
