import React, { useId, useState } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Field, Input, Stack, Text } from '@grafana/ui';
import { MOST_EXCLUSIONS, readExclusions } from '../../core/window/exclusionOptions';
import { exclusionProblemWords, exclusionTimeWords } from '../exclusionWords';
import { formatLabelValues } from '../labelText';
import { PLAIN_TEXT } from '../../shared/plainText';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';
import { asEntry, asList, textOf } from './entries';
import { newTimes } from './exclusionEntry';
import { ExclusionFields } from './ExclusionFields';
import { SettingsEntry, SettingsList } from './SettingsEntry';
import { displayZone } from './displayZone';

/** Times in which events count for nothing: a list to add to, to change and to take from, and the tag of annotations. */
export function ExclusionsSection({
  options,
  onOptionsChange,
}: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const id = useId();
  const [open, setOpen] = useState<{ index: number; isNew: boolean }>();
  const { exclusions: configured, exclusionTag = '' } = options.jsonData;
  const entries = asList(configured);
  const isReadOnly = options.readOnly === true;
  const change = (next: Pick<SloDataSourceOptions, 'exclusions' | 'exclusionTag'>) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, schemaVersion: OPTIONS_SCHEMA_VERSION, ...next },
    });
  const whole = readExclusions(configured).problems.filter(({ kind }) => kind === 'notAList' || kind === 'tooMany');

  return (
    <Stack direction="column" gap={1}>
      <Text element="h3">
        <Trans i18nKey="config.exclusions.title">Exclusions</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.exclusions.description">
          Times in which events count neither as good nor as bad, such as maintenance that was agreed on. Each row that
          leaves one out says so. Burn rates and alerts go on as they are.
        </Trans>
      </Text>
      {whole.map((problem) => (
        <Text key={problem.kind} color="error">
          {exclusionProblemWords(problem)}
        </Text>
      ))}
      {entries.length > 0 && (
        <SettingsList label={t('config.exclusions.title', 'Exclusions')}>
          {entries.map((given, index) => (
            <ExclusionItem
              key={index}
              given={given}
              number={index + 1}
              isReadOnly={isReadOnly}
              open={open?.index === index ? open : undefined}
              onToggle={() => setOpen(open?.index === index ? undefined : { index, isNew: false })}
              onChange={(next) => change({ exclusions: entries.map((old, place) => (place === index ? next : old)) })}
              onRemove={() => {
                setOpen(undefined);
                change({ exclusions: entries.filter((_, place) => place !== index) });
              }}
            />
          ))}
        </SettingsList>
      )}
      {!isReadOnly && (
        <div>
          <Button
            variant="secondary"
            icon="plus"
            disabled={entries.length >= MOST_EXCLUSIONS}
            onClick={() => {
              setOpen({ index: entries.length, isNew: true });
              change({ exclusions: [...entries, { reason: '', ...newTimes('oneOff', displayZone()) }] });
            }}
          >
            <Trans i18nKey="config.exclusions.add">Add exclusion</Trans>
          </Button>
        </div>
      )}
      <Field
        noMargin
        label={t('config.exclusions.tag', 'Annotations that exclude times have the tag')}
        description={t(
          'config.exclusions.tag-help',
          'Whoever may annotate may then exclude: mark a range of time in Grafana, with this tag and for some SLOs only with tags such as service:orders. Empty is off. Nothing about releases is decided by them.'
        )}
        htmlFor={`${id}-tag`}
      >
        <Input
          id={`${id}-tag`}
          width={40}
          disabled={isReadOnly}
          placeholder={t('config.exclusions.tag-placeholder', 'slo-exclusion')}
          value={exclusionTag}
          onChange={({ currentTarget }) => change({ exclusionTag: currentTarget.value.trim() || undefined })}
        />
      </Field>
    </Stack>
  );
}

interface ItemProps {
  given: unknown;
  number: number;
  isReadOnly: boolean;
  /** Present while its fields are shown. */
  open: { isNew: boolean } | undefined;
  onToggle: () => void;
  onChange: (next: unknown) => void;
  onRemove: () => void;
}

function ExclusionItem({ given, number, isReadOnly, open, onToggle, onChange, onRemove }: ItemProps) {
  const entry = asEntry(given);
  const { exclusions, problems } = readExclusions([given]);
  const [exclusion] = exclusions;
  const labels = formatLabelValues(entry['match']);
  const author = textOf(entry['author']);
  const details = [
    ...(exclusion ? [exclusionTimeWords(exclusion)] : []),
    labels === ''
      ? t('config.exclusions.for-all', 'for all SLOs')
      : t('config.exclusions.for', 'for SLOs with {{labels}}', { ...PLAIN_TEXT, labels }),
    ...(author === '' ? [] : [t('config.exclusions.by', 'decided by {{author}}', { ...PLAIN_TEXT, author })]),
  ];
  const values = { number };
  return (
    <SettingsEntry
      title={textOf(entry['reason']).trim() || t('config.exclusions.unnamed', 'Exclusion {{number}}', values)}
      details={details.join(' · ')}
      problems={open ? [] : problems.map((problem) => exclusionProblemWords({ ...problem, index: number - 1 }))}
      actions={
        isReadOnly
          ? undefined
          : {
              edit: {
                name: open ? t('config.exclusions.done', 'Done') : t('config.exclusions.edit', 'Edit'),
                label: open
                  ? t('config.exclusions.done-label', 'Done with exclusion {{number}}', values)
                  : t('config.exclusions.edit-label', 'Edit exclusion {{number}}', values),
                expanded: open !== undefined,
                onClick: onToggle,
              },
              remove: {
                label: t('config.exclusions.remove', 'Remove exclusion {{number}}', values),
                onClick: onRemove,
              },
            }
      }
    >
      {open && <ExclusionFields entry={entry} problems={problems} isNew={open.isNew} onChange={onChange} />}
    </SettingsEntry>
  );
}
