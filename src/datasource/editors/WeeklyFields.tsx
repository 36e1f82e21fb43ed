import React from 'react';
import { t } from '@grafana/i18n';
import { Input, Stack } from '@grafana/ui';
import { WEEKDAYS } from '../../core/window/exclusionOptions';
import { weekdayWord } from '../exclusionWords';
import { Choice } from './Choice';
import { asEntry, textOf } from './entries';
import type { TimeFieldsProps } from './ExclusionFields';

/** On which day, from when to when, on the clock of which zone. */
export function WeeklyFields({ id, entry, field, onChange }: TimeFieldsProps) {
  const { day, timeZone, ...hours } = asEntry(entry['weekly']);
  const weekday = WEEKDAYS.find((name) => name === textOf(day).toLowerCase());
  const clock = (key: 'from' | 'to') => (
    <Input
      id={`${id}-${key}`}
      type="time"
      width={16}
      value={textOf(hours[key])}
      onChange={({ currentTarget }) => onChange(key, currentTarget.value)}
    />
  );
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {field(
        'day',
        t('config.exclusions.day', 'Day'),
        <Choice
          id={`${id}-day`}
          width={20}
          placeholder={t('config.exclusions.day-placeholder', 'Choose a day')}
          options={WEEKDAYS.map((value, index) => ({ value, label: weekdayWord(index) }))}
          value={weekday ?? null}
          onChange={(value) => onChange('day', value)}
        />
      )}
      {field('from', t('config.exclusions.from', 'From'), clock('from'))}
      {field('to', t('config.exclusions.to', 'To'), clock('to'))}
      {field(
        'timeZone',
        t('config.exclusions.zone', 'Time zone'),
        <Choice
          id={`${id}-timeZone`}
          width={30}
          placeholder={t('config.exclusions.zone-placeholder', 'Choose a time zone')}
          // Browsers list one name of those that a zone has, and know all: Asia/Kolkata is Asia/Calcutta to some.
          createCustomValue
          options={zones(textOf(timeZone)).map((value) => ({ value, label: value }))}
          value={textOf(timeZone) || null}
          onChange={(value) => onChange('timeZone', value)}
        />
      )}
    </Stack>
  );
}

/** Those that the browser knows, with the chosen one where it goes by another name there. */
function zones(chosen: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(chosen === '' ? [] : [chosen])])].sort();
}
