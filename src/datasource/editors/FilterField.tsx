import React from 'react';
import { InlineField, MultiCombobox } from '@grafana/ui';
import { suggestions } from './suggestions';
import type { Choices } from './useChoices';

export const LABEL_WIDTH = 13;

interface Props {
  id: string;
  label: string;
  placeholder: string;
  known: readonly string[];
  /** How a known value is shown; as it stands by default. */
  wordOf?: (value: string) => string;
  choices: Pick<Choices, 'variables' | 'isLoading'>;
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
}

/** Values to filter by: those that are known, and whatever else somebody types, such as a template variable. */
export function FilterField({ id, label, placeholder, known, wordOf, choices, chosen = [], onChange }: Props) {
  const { variables, isLoading } = choices;
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} htmlFor={id} shrink loading={isLoading}>
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={30}
        placeholder={placeholder}
        createCustomValue
        options={suggestions({ heading: label, variables, known, wordOf, chosen })}
        value={[...chosen]}
        onChange={(selected) => onChange(selected.map(({ value }) => value))}
      />
    </InlineField>
  );
}
