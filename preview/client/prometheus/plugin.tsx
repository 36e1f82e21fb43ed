import React from 'react';
import { DataSourcePlugin, type DataSourcePluginOptionsEditorProps, type QueryEditorProps } from '@grafana/data';
import { Field, InlineSwitch, Input, Stack, TextArea } from '@grafana/ui';
import { PrometheusDataSource, type PromOptions, type PromQuery } from './datasource';

type EditorProps = QueryEditorProps<PrometheusDataSource, PromQuery, PromOptions>;

function QueryEditor({ query, onChange, onRunQuery }: EditorProps) {
  return (
    <Stack direction="column" gap={1}>
      <TextArea
        aria-label="PromQL"
        rows={3}
        value={query.expr ?? ''}
        onChange={(event) => onChange({ ...query, expr: event.currentTarget.value })}
        onBlur={onRunQuery}
      />
      <div>
        <InlineSwitch
          label="Instant"
          showLabel
          value={query.instant ?? false}
          onChange={({ currentTarget: { checked } }) => onChange({ ...query, instant: checked, range: !checked })}
        />
      </div>
    </Stack>
  );
}

function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<PromOptions>) {
  const { jsonData, url } = options;
  return (
    <>
      <Field label="Prometheus server URL">
        <Input
          value={url}
          onChange={({ currentTarget }) => onOptionsChange({ ...options, url: currentTarget.value })}
        />
      </Field>
      <Field label="Scrape interval">
        <Input
          value={jsonData.timeInterval ?? ''}
          placeholder="15s"
          onChange={({ currentTarget }) =>
            onOptionsChange({ ...options, jsonData: { ...jsonData, timeInterval: currentTarget.value } })
          }
        />
      </Field>
    </>
  );
}

export const prometheusPlugin = new DataSourcePlugin<PrometheusDataSource, PromQuery, PromOptions>(PrometheusDataSource)
  .setQueryEditor(QueryEditor)
  .setConfigEditor(ConfigEditor);
