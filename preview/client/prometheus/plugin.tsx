import React from 'react';
import { DataSourcePlugin, type DataSourcePluginOptionsEditorProps, type QueryEditorProps } from '@grafana/data';
import { Field, InlineSwitch, Input, TextArea } from '@grafana/ui';
import { PrometheusDataSource, type PromOptions, type PromQuery } from './datasource';

type EditorProps = QueryEditorProps<PrometheusDataSource, PromQuery, PromOptions>;

function QueryEditor({ query, onChange, onRunQuery }: EditorProps) {
  return (
    <div>
      <TextArea
        aria-label="PromQL"
        rows={3}
        value={query.expr ?? ''}
        onChange={(event) => onChange({ ...query, expr: event.currentTarget.value })}
        onBlur={onRunQuery}
      />
      <InlineSwitch
        label="Instant"
        showLabel
        value={query.instant ?? false}
        onChange={({ currentTarget: { checked } }) => onChange({ ...query, instant: checked, range: !checked })}
      />
    </div>
  );
}

function ConfigEditor({ options }: DataSourcePluginOptionsEditorProps<PromOptions>) {
  return (
    <Field label="Prometheus server URL">
      <Input value={options.url} readOnly />
    </Field>
  );
}

export const prometheusPlugin = new DataSourcePlugin<PrometheusDataSource, PromQuery, PromOptions>(PrometheusDataSource)
  .setQueryEditor(QueryEditor)
  .setConfigEditor(ConfigEditor);
