import React, { useState } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text, TextLink } from '@grafana/ui';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions, type UpstreamOptions } from '../types';
import { AlertmanagerSection } from './AlertmanagerSection';
import { DocumentsEditor } from './DocumentsEditor';
import { ExclusionsSection } from './ExclusionsSection';
import { PolicySection } from './PolicySection';
import { SuggestionsSection } from './SuggestionsSection';
import { UpstreamRow } from './UpstreamRow';

export function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const { upstreams = [] } = options.jsonData;
  const [removed, setRemoved] = useState(0);
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
          needs the permission to query them. Labels given to a data source are added to every SLO read from it.
        </Trans>
      </Text>
      {rows.map((row, index) => (
        <UpstreamRow
          // Rows after a removed one move up; what is being typed into them must not.
          key={`${removed}-${index}`}
          number={index + 1}
          upstream={row}
          taken={upstreams.map(({ uid }) => uid)}
          onChange={(next) => change(rows.map((old, position) => (position === index ? next : old)))}
          onRemove={
            upstreams.length === 0
              ? undefined
              : () => {
                  setRemoved(removed + 1);
                  change(upstreams.filter((_, position) => position !== index));
                }
          }
        />
      ))}
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
      <DocumentsEditor options={options} onOptionsChange={onOptionsChange} />
      <SuggestionsSection options={options} onOptionsChange={onOptionsChange} />
      <ExclusionsSection options={options} onOptionsChange={onOptionsChange} />
      <PolicySection options={options} onOptionsChange={onOptionsChange} />
      <AlertmanagerSection options={options} onOptionsChange={onOptionsChange} />
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
