import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import type { LatencyView } from '../../core/query/latency/plan';
import type { SloQuery } from '../types';
import { LABEL_WIDTH } from './FilterField';
import { GroupByField } from './GroupByField';

interface Props {
  id: string;
  view: LatencyView;
  groupBy: string;
  known: readonly string[];
  onChange: (part: Pick<SloQuery, 'latency' | 'groupBy'>) => void;
}

export function LatencyFields({ id, view, groupBy, known, onChange }: Props) {
  return (
    <>
      <InlineField label={t('query.latency.label', 'As')} labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup<LatencyView>
          aria-label={t('query.latency.description', 'How latency is told')}
          options={viewOptions()}
          value={view}
          onChange={(latency) => onChange({ latency })}
        />
      </InlineField>
      {view !== 'heatmap' && (
        <GroupByField id={id} groupBy={groupBy} known={known} onChange={(label) => onChange({ groupBy: label })} />
      )}
    </>
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
