import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import { displayZone, fromField, toField } from './displayZone';
import type { TimeFieldsProps } from './ExclusionFields';

/** From when to when, on the clock of whoever looks; stored in UTC. */
export function OneOffFields({ id, entry, field, onChange }: TimeFieldsProps) {
  const zone = displayZone();
  const input = (key: 'from' | 'to') => (
    <TimeInput id={`${id}-${key}`} zone={zone} value={entry[key]} onChange={(time) => onChange(key, time)} />
  );
  const clock = t('config.exclusions.clock-of', 'On the clock of {{zone}}', { ...PLAIN_TEXT, zone });
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {field('from', t('config.exclusions.from', 'From'), input('from'), clock)}
      {field('to', t('config.exclusions.to', 'To'), input('to'), clock)}
    </Stack>
  );
}

interface TimeInputProps {
  id: string;
  zone: string;
  value: unknown;
  onChange: (time: string) => void;
}

function TimeInput({ id, zone, value, onChange }: TimeInputProps) {
  // A year is typed digit by digit; what is saved meanwhile must not come back into the field.
  const [draft, setDraft] = useState<string>();
  return (
    <Input
      id={id}
      type="datetime-local"
      width={28}
      value={draft ?? toField(zone, value)}
      onChange={({ currentTarget }) => {
        setDraft(currentTarget.value);
        onChange(fromField(zone, currentTarget.value));
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
