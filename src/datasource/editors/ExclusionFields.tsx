import React, { useEffect, useId, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import type { ExclusionKey, ExclusionProblem } from '../../core/window/exclusionOptions';
import { PLAIN_TEXT } from '../../shared/plainText';
import { formatLabelValues, parseLabelValues } from '../labelText';
import { displayZone } from './displayZone';
import { exclusionFieldWords } from './exclusionFieldWords';
import { textOf, type Entry } from './entries';
import { kindOf, newTimes, timesOf, withTimes, withValue, type ExclusionKind } from './exclusionEntry';
import { LabelTextField } from './LabelTextField';
import { OneOffFields } from './OneOffFields';
import { WeeklyFields } from './WeeklyFields';

interface Props {
  entry: Entry;
  problems: readonly ExclusionProblem[];
  /** Whether nobody has filled it in yet, so that what is empty is not wrong before it was passed. */
  isNew: boolean;
  onChange: (entry: Entry) => void;
}

/** What the fields of an exclusion's times get. */
export interface TimeFieldsProps {
  id: string;
  entry: Entry;
  field: FieldOf;
  onChange: (key: ExclusionKey, value: string) => void;
}

/** Wraps an input: says what is wrong with its key once somebody has passed it. */
export type FieldOf = (key: ExclusionKey, label: string, input: ComponentProps<typeof Field>['children']) => ReactNode;

/** The fields of one exclusion. */
export function ExclusionFields({ entry, problems, isNew, onChange }: Props) {
  const id = useId();
  const [passed, setPassed] = useState<ReadonlySet<ExclusionKey>>(new Set());
  const [aside, setAside] = useState<Entry>();
  const zone = displayZone();
  const kind = kindOf(entry);
  const reason = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNew) {
      reason.current?.focus();
    }
  }, [isNew]);
  const errorOf = (key: ExclusionKey) => {
    const problem = problems.find((one) => one.key === key);
    return problem && (!isNew || passed.has(key)) ? exclusionFieldWords(problem) : undefined;
  };
  const field: FieldOf = (key, label, input) => (
    <div onBlur={() => setPassed(new Set([...passed, key]))}>
      <Field noMargin label={label} htmlFor={`${id}-${key}`} invalid={errorOf(key) !== undefined} error={errorOf(key)}>
        {input}
      </Field>
    </div>
  );
  const times: TimeFieldsProps = { id, entry, field, onChange: (key, value) => onChange(withValue(entry, key, value)) };

  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        {field(
          'reason',
          t('config.exclusions.reason', 'Reason'),
          <Input
            id={`${id}-reason`}
            width={40}
            ref={reason}
            placeholder={t('config.exclusions.reason-placeholder', 'Data centre move')}
            value={textOf(entry['reason'])}
            onChange={({ currentTarget }) => onChange(withValue(entry, 'reason', currentTarget.value))}
          />
        )}
        <Field noMargin label={t('config.exclusions.author', 'Decided by')} htmlFor={`${id}-author`}>
          <Input
            id={`${id}-author`}
            width={20}
            placeholder={t('config.exclusions.author-placeholder', 'Optional')}
            value={textOf(entry['author'])}
            onChange={({ currentTarget }) => onChange(withValue(entry, 'author', currentTarget.value || undefined))}
          />
        </Field>
      </Stack>
      <Field
        noMargin
        label={t('config.exclusions.when', 'When')}
        description={
          kind === 'oneOff'
            ? t('config.exclusions.clock-of', 'On the clock of {{zone}}.', { ...PLAIN_TEXT, zone })
            : t('config.exclusions.over-midnight', 'An end before the start is on the next day.')
        }
      >
        <RadioButtonGroup<ExclusionKind>
          aria-label={t('config.exclusions.when', 'When')}
          options={[
            { value: 'oneOff', label: t('config.exclusions.once', 'Once') },
            { value: 'weekly', label: t('config.exclusions.weekly', 'Every week') },
          ]}
          value={kind}
          onChange={(next) => {
            // Whoever changes their mind finds the times again.
            setAside(timesOf(entry));
            onChange(withTimes(entry, aside ?? newTimes(next, zone)));
          }}
        />
      </Field>
      {kind === 'oneOff' ? <OneOffFields {...times} zone={zone} /> : <WeeklyFields {...times} />}
      <LabelTextField
        id={`${id}-match`}
        label={t('config.exclusions.match', 'Only for SLOs with these labels')}
        description={t(
          'config.exclusions.match-help',
          'Empty is for all. service and slo count as labels; name a label twice for either value.'
        )}
        placeholder={t('config.exclusions.match-placeholder', 'service=orders, region=eu')}
        saved={formatLabelValues(entry['match'])}
        error={errorOf('match')}
        parse={parseLabelValues}
        onChange={(labels) =>
          onChange(withValue(entry, 'match', Object.keys(labels).length === 0 ? undefined : labels))
        }
      />
    </Stack>
  );
}
