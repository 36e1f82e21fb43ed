import React from 'react';
import { t } from '@grafana/i18n';
import { InlineField, type ComboboxOption } from '@grafana/ui';
import type { Order } from '../../core/budget/order';
import { statusChoices } from '../statuses';
import { Choice } from './Choice';
import { FilterField, LABEL_WIDTH } from './FilterField';
import type { Choices } from './useChoices';

/** What SLOs have besides their labels that they can be grouped by. */
export const SLOS_GROUPED_BY: readonly string[] = ['service', 'owner', 'slo', 'tool', 'upstream'];

export function groupSlosHelp(): string {
  return t(
    'query.group-by.slos-help',
    'A label of SLOs, such as region, or what else they have: service, owner, slo, tool, upstream. Every value has its own row.'
  );
}

export function groupEventsHelp(): string {
  return t('query.group-by.help', 'A label of what is counted, such as region. Every value has its own line or row.');
}

interface StatusesProps {
  id: string;
  statuses: readonly string[] | undefined;
  choices: Choices;
  onChange: (statuses: string[]) => void;
}

/** Which rows are shown. */
export function StatusesField({ id, statuses, choices, onChange }: StatusesProps) {
  const words = new Map(statusChoices().map(({ value, label }) => [value, label]));
  return (
    <FilterField
      id={id}
      label={t('query.statuses.label', 'Statuses')}
      placeholder={t('query.statuses.all', 'All statuses')}
      known={[...words.keys()]}
      wordOf={(status) => words.get(status) ?? status}
      choices={choices}
      chosen={statuses}
      onChange={onChange}
    />
  );
}

interface OrderProps {
  id: string;
  order: Order;
  onChange: (order: Order) => void;
}

export function OrderField({ id, order, onChange }: OrderProps) {
  return (
    <InlineField label={t('query.order.label', 'Order')} labelWidth={LABEL_WIDTH} htmlFor={id} shrink>
      <Choice<Order> id={id} width={30} options={orderOptions()} value={order} onChange={onChange} />
    </InlineField>
  );
}

function orderOptions(): Array<ComboboxOption<Order>> {
  return [
    { value: 'worst', label: t('query.order.worst', 'Worst first') },
    { value: 'name', label: t('query.order.name', 'By name') },
    { value: 'budget', label: t('query.order.budget', 'Least budget first') },
    { value: 'burnRate', label: t('query.order.burn-rate', 'Fastest burn first') },
    { value: 'exhaustion', label: t('query.order.exhaustion', 'Soonest gone first') },
  ];
}
