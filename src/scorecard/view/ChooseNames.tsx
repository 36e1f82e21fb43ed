import React, { useId, useMemo } from 'react';
import { MultiCombobox, useStyles2 } from '@grafana/ui';
import { getTextStyles } from './textStyles';

interface Props {
  label: string;
  /** Of all rows, as often as they occur; an empty one is none. */
  names: readonly string[];
  chosen: readonly string[];
  onChange: (names: string[]) => void;
}

/** A choice among the names that rows have; not there where it would leave all rows or none. */
export function ChooseNames({ label, names, chosen, onChange }: Props) {
  const options = useMemo(
    () => [...new Set([...names, ...chosen])].filter((name) => name !== '').sort((a, b) => a.localeCompare(b)),
    [names, chosen]
  );
  const styles = useStyles2(getTextStyles);
  const id = useId();
  return options.length < 2 && chosen.length === 0 ? null : (
    <div>
      <label htmlFor={id} className={styles.hidden}>
        {label}
      </label>
      <MultiCombobox
        id={id}
        placeholder={label}
        options={options.map((value) => ({ value, label: value }))}
        value={[...chosen]}
        onChange={(choices) => onChange(choices.map(({ value }) => value))}
        width="auto"
        minWidth={14}
        maxWidth={40}
      />
    </div>
  );
}
