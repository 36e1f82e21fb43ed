import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { DataSourcePicker } from '@grafana/runtime';
import { Box, Field, IconButton, Input, Stack } from '@grafana/ui';
import type { Labels } from '../../core/slo/slo';
import { PLAIN_TEXT } from '../../shared/plainText';
import { speaksPromql } from '../../shared/delegate/upstreams';
import { formatLabels, parseLabels, type LabelTextProblem } from '../labelText';
import type { UpstreamOptions } from '../types';

interface Props {
  number: number;
  upstream: UpstreamOptions;
  /** Data sources that are upstreams already. */
  taken: readonly string[];
  onChange: (upstream: UpstreamOptions) => void;
  /** Absent where there is nothing to remove. */
  onRemove?: () => void;
}

/** One data source to read SLOs from, with the labels that all its SLOs get. */
export function UpstreamRow({ number, upstream, taken, onChange, onRemove }: Props) {
  const { uid, labels = {} } = upstream;
  const pickerId = `slo-upstream-${number}`;
  const labelsId = `${pickerId}-labels`;
  return (
    <Stack direction="row" wrap="wrap" gap={1} alignItems="flex-start">
      <Field noMargin label={t('config.upstreams.label', 'Data source {{number}}', { number })} htmlFor={pickerId}>
        <DataSourcePicker
          inputId={pickerId}
          noDefault
          current={uid === '' ? null : uid}
          filter={(settings) => speaksPromql(settings) && (settings.uid === uid || !taken.includes(settings.uid))}
          placeholder={t('config.upstreams.placeholder', 'Choose a Prometheus data source')}
          onChange={(chosen) => onChange({ ...upstream, uid: chosen.uid })}
        />
      </Field>
      <LabelsField
        id={labelsId}
        number={number}
        labels={labels}
        onChange={(next) => onChange(Object.keys(next).length === 0 ? { uid } : { uid, labels: next })}
      />
      {onRemove && (
        <Box paddingTop={3}>
          <IconButton
            name="trash-alt"
            size="lg"
            tooltip={t('config.upstreams.remove', 'Remove data source {{number}}', { number })}
            onClick={onRemove}
          />
        </Box>
      )}
    </Stack>
  );
}

interface LabelsFieldProps {
  id: string;
  number: number;
  labels: Labels;
  onChange: (labels: Record<string, string>) => void;
}

function LabelsField({ id, number, labels, onChange }: LabelsFieldProps) {
  // What is being typed; labels that cannot be read stay here and never reach the configuration.
  const [draft, setDraft] = useState<string>();
  const [editing, setEditing] = useState(false);
  const reading = parseLabels(draft ?? formatLabels(labels));
  const error = reading.ok || editing ? undefined : problemWords(reading.problem);
  return (
    <Field
      noMargin
      label={t('config.upstreams.labels', 'Labels of data source {{number}}', { number })}
      htmlFor={id}
      invalid={error !== undefined}
      error={error}
    >
      <Input
        id={id}
        width={40}
        placeholder={t('config.upstreams.labels-placeholder', 'region=eu, cluster=a')}
        value={draft ?? formatLabels(labels)}
        onFocus={() => setEditing(true)}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value);
          const typed = parseLabels(currentTarget.value);
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

function problemWords({ kind, text }: LabelTextProblem): string {
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
