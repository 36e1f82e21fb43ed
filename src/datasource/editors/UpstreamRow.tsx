import React from 'react';
import { t } from '@grafana/i18n';
import { DataSourcePicker } from '@grafana/runtime';
import { Box, Field, IconButton, Stack } from '@grafana/ui';
import { speaksPromql } from '../../shared/delegate/upstreams';
import { formatLabels, parseLabels } from '../labelText';
import type { UpstreamOptions } from '../types';
import { LabelTextField } from './LabelTextField';

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
      <LabelTextField
        id={labelsId}
        label={t('config.upstreams.labels', 'Labels of data source {{number}}', { number })}
        placeholder={t('config.upstreams.labels-placeholder', 'region=eu, cluster=a')}
        saved={formatLabels(labels)}
        parse={parseLabels}
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
