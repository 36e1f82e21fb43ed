import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import type { AnnotationMark } from '../types';
import { LABEL_WIDTH } from './FilterField';

interface Props {
  mark: AnnotationMark;
  onChange: (mark: AnnotationMark) => void;
}

export function MarkField({ mark, onChange }: Props) {
  return (
    <InlineField label={t('query.mark.label', 'Mark')} labelWidth={LABEL_WIDTH}>
      <RadioButtonGroup<AnnotationMark>
        aria-label={t('query.mark.description', 'What is marked on graphs')}
        options={markOptions()}
        value={mark}
        onChange={onChange}
      />
    </InlineField>
  );
}

function markOptions(): Array<SelectableValue<AnnotationMark> & { value: AnnotationMark }> {
  return [
    {
      value: 'episodes',
      label: t('query.mark.episodes', 'Episodes'),
      description: t(
        'query.mark.episodes-description',
        'When alerts have seen the budget burn, and what that has cost'
      ),
    },
    {
      value: 'exhausted',
      label: t('query.mark.exhausted', 'Budget exhausted'),
      description: t('query.mark.exhausted-description', 'When the remaining budget has fallen to nothing'),
    },
    {
      value: 'exclusions',
      label: t('query.mark.exclusions', 'Exclusions'),
      description: t('query.mark.exclusions-description', 'Times that count for nothing, with their reasons'),
    },
  ];
}
