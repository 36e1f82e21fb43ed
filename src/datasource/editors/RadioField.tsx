import React from 'react';
import { css } from '@emotion/css';
import type { SelectableValue } from '@grafana/data';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import { LABEL_WIDTH } from './FilterField';

interface Props<T extends string> {
  label: string;
  /** What is chosen, for those who do not see what stands around the field. */
  description: string;
  options: Array<SelectableValue<T> & { value: T }>;
  value: T;
  onChange: (value: T) => void;
}

/** One choice of a few that are all to be seen. */
export function RadioField<T extends string>({ label, description, options, value, onChange }: Props<T>) {
  return (
    <InlineField label={label} labelWidth={LABEL_WIDTH} shrink>
      <RadioButtonGroup<T>
        className={WRAPPING}
        aria-label={description}
        options={options}
        value={value}
        onChange={onChange}
      />
    </InlineField>
  );
}

/** Half a screen of Explore is narrower than some of them. */
const WRAPPING = css({ flexWrap: 'wrap' });
