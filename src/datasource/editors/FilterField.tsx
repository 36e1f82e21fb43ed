import React from 'react';
import { InlineField, MultiCombobox } from '@grafana/ui';
import { suggestions } from './suggestions';
import type { Choices } from './useChoices';

export const LABEL_WIDTH = 13;

interface Props {
  id: string;
  label: string;
  placeholder: string;
  values: 'services' | 'slos' | 'owners';
  choices: Choices;
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
}

/** Values to filter by: those that are known, and whatever else somebody types, such as a template variable. */
export function FilterField({ id, label, placeholder, values, choices, chosen = [], onChange }: Props) {
  const { variables, known, isLoading } = choices;
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} htmlFor={id} shrink loading={isLoading}>
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={30}
        placeholder={placeholder}
        createCustomValue
        options={suggestions({ heading: label, variables, known: known(values), chosen })}
        value={[...chosen]}
        onChange={(selected) => onChange(selected.map(({ value }) => value))}
      />
    </InlineField>
  );
}
