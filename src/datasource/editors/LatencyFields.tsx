import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import type { LatencyView } from '../../core/query/latency/plan';
import type { SloQuery } from '../types';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';

/** Grafana's lists take an empty value for none. */
const NO_GROUPS = '-';

interface Props {
  id: string;
  view: LatencyView;
  groupBy: string;
  /** Labels that SLOs have; the histogram may have others. */
  known: readonly string[];
  onChange: (part: Pick<SloQuery, 'latency' | 'groupBy'>) => void;
}

export function LatencyFields({ id, view, groupBy, known, onChange }: Props) {
  const labels = [...new Set([...known, ...(groupBy === '' ? [] : [groupBy])])];
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
        <InlineField
          label={t('query.group-by.label', 'Group by')}
          labelWidth={LABEL_WIDTH}
          htmlFor={`${id}-group-by`}
          tooltip={t('query.group-by.help', 'A label of the histogram, such as region. Every value has its own line.')}
        >
          <Choice
            id={`${id}-group-by`}
            width={20}
            createCustomValue
            options={[
              { value: NO_GROUPS, label: t('query.group-by.none', 'Nothing') },
              ...labels.map((value) => ({ value, label: value })),
            ]}
            value={groupBy === '' ? NO_GROUPS : groupBy}
            onChange={(label) => onChange({ groupBy: label === NO_GROUPS ? '' : label })}
          />
        </InlineField>
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
