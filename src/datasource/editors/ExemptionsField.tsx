import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, TextArea } from '@grafana/ui';

interface Props {
  id: string;
  label: string;
  exemptions: readonly string[];
  error: string | undefined;
  disabled: boolean;
  onChange: (exemptions: string[]) => void;
}

/** What may go out all the same, one a line. */
export function ExemptionsField({ id, label, exemptions, error, disabled, onChange }: Props) {
  // Empty lines and spaces at an end are needed while typing and never saved.
  const [draft, setDraft] = useState<string>();
  return (
    <Field
      noMargin
      label={label}
      description={t('config.policy.exemptions-help', 'One a line; nothing is exempt where it is empty.')}
      htmlFor={id}
      invalid={error !== undefined}
      error={error}
    >
      <TextArea
        id={id}
        rows={3}
        cols={60}
        disabled={disabled}
        value={draft ?? exemptions.join('\n')}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value);
          onChange(
            currentTarget.value
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
          );
        }}
        onBlur={() => setDraft(undefined)}
      />
    </Field>
  );
}
