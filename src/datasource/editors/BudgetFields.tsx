import React from 'react';
import type { SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { BudgetUnit } from '../../core/query/budget/plan';
import type { SpentPeriodUnit } from '../../core/query/spent/plan';
import { RadioField } from './RadioField';

interface UnitProps {
  unit: BudgetUnit;
  onChange: (unit: BudgetUnit) => void;
}

export function UnitField({ unit, onChange }: UnitProps) {
  return (
    <RadioField
      label={t('query.unit.label', 'Unit')}
      description={t('query.unit.description', 'Unit of the error budget')}
      options={unitOptions()}
      value={unit}
      onChange={onChange}
    />
  );
}

interface PerProps {
  per: SpentPeriodUnit;
  onChange: (per: SpentPeriodUnit) => void;
}

export function PerField({ per, onChange }: PerProps) {
  return (
    <RadioField
      label={t('query.per.label', 'Per')}
      description={t('query.per.description', 'What is told at a time')}
      options={perOptions()}
      value={per}
      onChange={onChange}
    />
  );
}

function unitOptions(): Array<SelectableValue<BudgetUnit> & { value: BudgetUnit }> {
  return [
    {
      value: 'percent',
      label: t('query.unit.percent', 'Percent'),
      description: t('query.unit.percent-description', 'Share of the budget that is left'),
    },
    {
      value: 'minutes',
      label: t('query.unit.minutes', 'Minutes'),
      description: t('query.unit.minutes-description', 'Minutes of total outage that are left'),
    },
    {
      value: 'events',
      label: t('query.unit.events', 'Events'),
      description: t('query.unit.events-description', 'Bad events that are left'),
    },
  ];
}

function perOptions(): Array<SelectableValue<SpentPeriodUnit> & { value: SpentPeriodUnit }> {
  return [
    {
      value: 'day',
      label: t('query.per.day', 'Day'),
      description: t('query.per.day-description', 'What each day has spent of the budget'),
    },
    {
      value: 'month',
      label: t('query.per.month', 'Month'),
      description: t('query.per.month-description', 'Whether each month kept the objective'),
    },
  ];
}
