import React from 'react';
import { FieldType, getPanelDataSummary } from '@grafana/data';
import { type PanelDataErrorViewProps } from '@grafana/runtime';

const EMPTY: React.CSSProperties = { display: 'flex', height: '100%', alignItems: 'center', justifyContent: 'center' };

function messageOf({
  data,
  message,
  fieldConfig,
  needsTimeField,
  needsNumberField,
  needsStringField,
}: PanelDataErrorViewProps) {
  const summary = getPanelDataSummary(data.series);
  if (message) {
    return message;
  }
  if (!summary.hasData) {
    return fieldConfig?.defaults.noValue ?? 'No data';
  }
  const missing = [
    [needsTimeField, FieldType.time],
    [needsNumberField, FieldType.number],
    [needsStringField, FieldType.string],
  ].find(([needed, type]) => needed && !summary.hasFieldType(type as FieldType));
  return missing ? `Data is missing a ${String(missing[1])} field` : 'Cannot visualize data';
}

export function PanelDataErrorView(props: PanelDataErrorViewProps) {
  return (
    <div style={EMPTY} data-testid="data-testid Panel data error message">
      {messageOf(props)}
    </div>
  );
}
