import React from 'react';
import { type PanelDataErrorViewProps } from '@grafana/runtime';

const CENTERED = { display: 'flex', height: '100%', alignItems: 'center', justifyContent: 'center' };

export function PanelDataErrorView({ data, message, fieldConfig }: PanelDataErrorViewProps) {
  const hasData = data.series.some(({ length }) => length > 0);
  const reason = hasData ? 'Cannot visualize data' : (fieldConfig?.defaults.noValue ?? 'No data');
  return <div style={CENTERED}>{message ?? reason}</div>;
}
