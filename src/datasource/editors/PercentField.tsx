import React from 'react';
import { Field, Input } from '@grafana/ui';

interface Props {
  id: string;
  label: string;
  description: string;
  /** What counts where the field is empty. */
  usualPercent: number | undefined;
  value: unknown;
  error: string | undefined;
  disabled: boolean;
  /** Called with undefined where it was emptied. */
  onChange: (percent: number | undefined) => void;
}

/** A share of the error budget in percent. */
export function PercentField({ id, label, description, usualPercent, value, error, disabled, onChange }: Props) {
  return (
    <Field noMargin label={label} description={description} htmlFor={id} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        type="number"
        min={0}
        max={100}
        width={16}
        suffix="%"
        disabled={disabled}
        placeholder={usualPercent === undefined ? '' : String(usualPercent)}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)}
      />
    </Field>
  );
}
