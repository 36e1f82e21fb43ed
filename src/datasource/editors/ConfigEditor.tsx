import React from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { DataSourcePicker } from '@grafana/runtime';
import { Alert, Button, Field, IconButton, Stack, Text, TextLink } from '@grafana/ui';
import { speaksPromql } from '../../shared/delegate/upstreams';
import { SuggestionsSection } from './SuggestionsSection';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions, type UpstreamOptions } from '../types';

export function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const { upstreams = [] } = options.jsonData;
  const change = (next: UpstreamOptions[]) =>
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, schemaVersion: OPTIONS_SCHEMA_VERSION, upstreams: next },
    });
  // An empty row is offered from the start, so that choosing the first upstream takes one click.
  const rows = upstreams.length === 0 ? [{ uid: '' }] : upstreams;

  return (
    <Stack direction="column" gap={2}>
      <Text element="h3">
        <Trans i18nKey="config.upstreams.title">Prometheus data sources to read SLOs from</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.upstreams.description">
          Queries go through these data sources, with their address, login and limits. Whoever looks at a dashboard
          needs the permission to query them.
        </Trans>
      </Text>
      {rows.map(({ uid }, index) => {
        const inputId = `slo-upstream-${index}`;
        return (
          <Stack key={index} direction="row" alignItems="flex-end" gap={1}>
            <Field
              noMargin
              label={t('config.upstreams.label', 'Data source {{number}}', { number: index + 1 })}
              htmlFor={inputId}
            >
              <DataSourcePicker
                inputId={inputId}
                noDefault
                current={uid === '' ? null : uid}
                filter={(settings) =>
                  speaksPromql(settings) &&
                  (settings.uid === uid || !upstreams.some((other) => other.uid === settings.uid))
                }
                placeholder={t('config.upstreams.placeholder', 'Choose a Prometheus data source')}
                onChange={(chosen) =>
                  change(rows.map((row, position) => (position === index ? { ...row, uid: chosen.uid } : row)))
                }
              />
            </Field>
            {upstreams.length > 0 && (
              <IconButton
                name="trash-alt"
                size="lg"
                tooltip={t('config.upstreams.remove', 'Remove data source {{number}}', { number: index + 1 })}
                onClick={() => change(upstreams.filter((_, position) => position !== index))}
              />
            )}
          </Stack>
        );
      })}
      {upstreams.length > 0 && (
        <div>
          <Button
            variant="secondary"
            icon="plus"
            disabled={upstreams.some(({ uid }) => uid === '')}
            onClick={() => change([...upstreams, { uid: '' }])}
          >
            <Trans i18nKey="config.upstreams.add">Add data source</Trans>
          </Button>
        </div>
      )}
      <SuggestionsSection options={options} onOptionsChange={onOptionsChange} />
      <Alert severity="info" title={t('config.limits.title', 'What this data source cannot do')}>
        <Trans i18nKey="config.limits.text">
          It runs in the browser, so Grafana cannot evaluate alert rules, expressions or public dashboards on it. Alert
          on the recorded series in Prometheus instead, as your SLO tool already does.
        </Trans>{' '}
        <TextLink external inline href="https://grafana.com/docs/grafana/latest/alerting/">
          {t('config.limits.link', 'Alerting in Grafana')}
        </TextLink>
      </Alert>
    </Stack>
  );
}
