import React, { useLayoutEffect, useRef } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';

interface Props<T extends string> {
  id: string;
  width: number;
  options: Array<ComboboxOption<T>>;
  value: T | null;
  placeholder?: string;
  createCustomValue?: boolean;
  invalid?: boolean;
  disabled?: boolean;
  loading?: boolean;
  /** Called with another value than the one shown. */
  onChange: (value: T) => void;
}

/**
 * One choice out of a list. Grafana's Combobox repeats its callback, the one of an earlier rendering even, where a click
 * comes so soon after a movement of the mouse that React has not got to that yet. In Explore, where each answer renders
 * at once, React never gets to it and gives up the whole page; so only what differs from the last value is passed on.
 */
export function Choice<T extends string>({ value: shown, onChange, ...props }: Props<T>) {
  const last = useRef(shown);
  useLayoutEffect(() => {
    last.current = shown;
  });
  return (
    <Combobox<T>
      {...props}
      value={shown}
      onChange={({ value }) => {
        if (value !== last.current) {
          last.current = value;
          onChange(value);
        }
      }}
    />
  );
}
