import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { LatencyView } from '../../core/query/latency/plan';
import { RadioField } from './RadioField';

interface Props {
  view: LatencyView;
  onChange: (view: LatencyView) => void;
}

export function LatencyField({ view, onChange }: Props) {
  return (
    <RadioField
      label={t('query.latency.label', 'As')}
      description={t('query.latency.description', 'How latency is told')}
      options={viewOptions()}
      value={view}
      onChange={onChange}
    />
  );
}

function viewOptions(): Array<SelectableValue<LatencyView> & { value: LatencyView }> {
  return [
    {
      value: 'share',
      label: t('query.latency.share', 'Share'),
      description: t('query.latency.share-description', 'Share of requests within the threshold'),
    },
    {
      value: 'quantiles',
      label: t('query.latency.quantiles', 'Quantiles'),
      description: t('query.latency.quantiles-description', 'How long most requests take at most'),
    },
    {
      value: 'heatmap',
      label: t('query.latency.heatmap', 'Heatmap'),
      description: t('query.latency.heatmap-description', 'Requests of each bucket of the histogram, of one SLO'),
    },
  ];
}
