import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, Input } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { LabelTextProblem, LabelTextReading } from '../labelText';

interface Props<T> {
  id: string;
  label: string;
  description?: string;
  placeholder: string;
  /** The labels as they are saved, as text. */
  saved: string;
  /** What is wrong with those. */
  error?: string | undefined;
  parse: (text: string) => LabelTextReading<T>;
  onChange: (labels: T) => void;
}

/** Labels as one text; what cannot be read stays in the field and never reaches the configuration. */
export function LabelTextField<T>({ id, label, description, placeholder, saved, error, parse, onChange }: Props<T>) {
  const [draft, setDraft] = useState<string>();
  const [editing, setEditing] = useState(false);
  const reading = parse(draft ?? saved);
  const wrong = editing ? undefined : reading.ok ? error : labelTextProblemWords(reading.problem);
  return (
    <Field noMargin label={label} description={description} htmlFor={id} invalid={wrong !== undefined} error={wrong}>
      <Input
        id={id}
        width={40}
        placeholder={placeholder}
        value={draft ?? saved}
        onFocus={() => setEditing(true)}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value);
          const typed = parse(currentTarget.value);
          if (typed.ok) {
            onChange(typed.labels);
          }
        }}
        onBlur={() => {
          setEditing(false);
          if (reading.ok) {
            setDraft(undefined);
          }
        }}
      />
    </Field>
  );
}

function labelTextProblemWords({ kind, text }: LabelTextProblem): string {
  const values = { ...PLAIN_TEXT, text };
  switch (kind) {
    case 'noPair':
      return t('config.labels.no-pair', '“{{text}}” is not saved: write each label as name=value.', values);
    case 'badName':
      return t(
        'config.labels.bad-name',
        'Not saved: “{{text}}” cannot be the name of a label. Letters, digits and _ can, with no digit first.',
        values
      );
    case 'reservedName':
      return t('config.labels.reserved-name', 'Not saved: Prometheus keeps names like “{{text}}” to itself.', values);
    case 'noValue':
      return t('config.labels.no-value', 'Not saved: the label “{{text}}” has no value.', values);
    case 'twice':
      return t('config.labels.twice', 'Not saved: the label “{{text}}” is there twice.', values);
    case 'openQuote':
      return t('config.labels.open-quote', 'Not saved: the quotes at “{{text}}” do not match.', values);
  }
}
