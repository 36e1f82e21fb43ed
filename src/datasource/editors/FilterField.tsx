import React from 'react';
import { InlineField, MultiCombobox } from '@grafana/ui';

export const LABEL_WIDTH = 12;

interface Props {
  id: string;
  label: string;
  placeholder: string;
  known: readonly string[];
  chosen: readonly string[] | undefined;
  onChange: (chosen: string[]) => void;
}

/** Values to filter by: those that are known, and whatever else somebody types, such as a template variable. */
export function FilterField({ id, label, placeholder, known, chosen = [], onChange }: Props) {
  const options = [...new Set([...known, ...chosen])].map((value) => ({ value, label: value }));
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} htmlFor={id} shrink>
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
