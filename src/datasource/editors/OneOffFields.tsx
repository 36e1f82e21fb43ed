import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import { fromField, toField } from './displayZone';
import type { TimeFieldsProps } from './ExclusionFields';

/** From when to when on the clock of a zone; stored in UTC. */
export function OneOffFields({ id, zone, entry, field, onChange }: TimeFieldsProps & { zone: string }) {
  const input = (key: 'from' | 'to') => (
    <TimeInput id={`${id}-${key}`} zone={zone} value={entry[key]} onChange={(time) => onChange(key, time)} />
  );
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {field('from', t('config.exclusions.from', 'From'), input('from'))}
      {field('to', t('config.exclusions.to', 'To'), input('to'))}
    </Stack>
  );
}

interface TimeInputProps {
  id: string;
  zone: string;
  value: unknown;
  /** Given by the field around it. */
  invalid?: boolean;
  onChange: (time: string) => void;
}

function TimeInput({ id, zone, value, invalid, onChange }: TimeInputProps) {
  // A year is typed digit by digit; what is saved meanwhile must not come back into the field.
  const [draft, setDraft] = useState<string>();
  return (
    <Input
      id={id}
      type="datetime-local"
      width={28}
      invalid={invalid}
      value={draft ?? toField(zone, value)}
      onChange={({ currentTarget }) => {
        setDraft(currentTarget.value);
        onChange(fromField(zone, currentTarget.value));
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
