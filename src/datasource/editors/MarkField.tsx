import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { AnnotationMark } from '../types';
import { RadioField } from './RadioField';

interface Props {
  mark: AnnotationMark;
  onChange: (mark: AnnotationMark) => void;
}

export function MarkField({ mark, onChange }: Props) {
  return (
    <RadioField
      label={t('query.mark.label', 'Mark')}
      description={t('query.mark.description', 'What is marked on graphs')}
      options={markOptions()}
      value={mark}
      onChange={onChange}
    />
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
    {
      value: 'releases',
      label: t('query.mark.releases', 'Releases'),
      description: t('query.mark.releases-description', 'When a version has come, or has come back'),
    },
  ];
}
