import React, { Fragment, type ReactElement } from 'react';
import type { SloQuery, SloQueryType } from '../types';
import { PerField, UnitField } from './BudgetFields';
import { GroupByField } from './GroupByField';
import { LatencyField } from './LatencyField';
import { MarkField } from './MarkField';
import type { Choices } from './useChoices';
import { groupEventsHelp, groupSlosHelp, OrderField, SLOS_GROUPED_BY, StatusesField } from './SlosFields';
import { WindowField } from './WindowField';

/** What a query may say beside which SLOs it is about. */
export type QueryField = 'unit' | 'per' | 'latency' | 'groupBy' | 'statuses' | 'order' | 'mark' | 'window';

/** The fields that a query of a type goes by; the others change nothing in its answer. */
export const FIELDS_OF: Record<SloQueryType, readonly QueryField[]> = {
  slos: ['groupBy', 'statuses', 'order', 'window'],
  calculation: ['window'],
  statusCounts: ['window'],
  budget: ['unit', 'window'],
  sli: ['groupBy'],
  events: [],
  burnRate: ['window'],
  spent: ['per', 'window'],
  episodes: ['window'],
  incident: ['window'],
  incidentGraph: ['groupBy', 'window'],
  breakdown: ['groupBy'],
  latency: ['latency', 'groupBy'],
  alerts: ['window'],
  // Of its own, as it is about no SLO.
  release: [],
  annotations: ['mark', 'window'],
};

interface Props {
  id: string;
  query: SloQuery;
  choices: Choices;
  onChange: (part: Partial<SloQuery>) => void;
}

/** The fields of a query's type. */
export function TypeFields(props: Props) {
  return (
    <>
      {fieldsOf(props.query).map((field) => (
        <Fragment key={field}>{FIELDS[field](props)}</Fragment>
      ))}
    </>
  );
}

function fieldsOf({ queryType, latency, mark }: SloQuery): readonly QueryField[] {
  const unused: Partial<Record<QueryField, boolean>> = {
    groupBy: queryType === 'latency' && latency === 'heatmap',
    window: queryType === 'annotations' && mark === 'exclusions',
  };
  return FIELDS_OF[queryType].filter((field) => !unused[field]);
}

const FIELDS: Record<QueryField, (props: Props) => ReactElement> = {
  unit: ({ query, onChange }) => <UnitField unit={query.unit ?? 'percent'} onChange={(unit) => onChange({ unit })} />,
  per: ({ query, onChange }) => <PerField per={query.per ?? 'day'} onChange={(per) => onChange({ per })} />,
  latency: ({ query, onChange }) => (
    <LatencyField view={query.latency ?? 'share'} onChange={(latency) => onChange({ latency })} />
  ),
  groupBy: ({ id, query, choices, onChange }) => (
    <GroupByField
      id={`${id}-group-by`}
      groupBy={query.groupBy ?? ''}
      known={[...(query.queryType === 'slos' ? SLOS_GROUPED_BY : []), ...choices.known('labelNames')]}
      choices={choices}
      help={query.queryType === 'slos' ? groupSlosHelp() : groupEventsHelp()}
      onChange={(groupBy) => onChange({ groupBy })}
    />
  ),
  statuses: ({ id, query, choices, onChange }) => (
    <StatusesField
      id={`${id}-statuses`}
      statuses={query.statuses}
      choices={choices}
      onChange={(statuses) => onChange({ statuses })}
    />
  ),
  order: ({ id, query, onChange }) => (
    <OrderField id={`${id}-order`} order={query.order ?? 'worst'} onChange={(order) => onChange({ order })} />
  ),
  mark: ({ query, onChange }) => <MarkField mark={query.mark ?? 'episodes'} onChange={(mark) => onChange({ mark })} />,
  window: ({ id, query, choices, onChange }) => (
    <WindowField
      id={`${id}-window`}
      window={query.window ?? ''}
      variables={choices.variables}
      onChange={(window) => onChange({ window })}
    />
  ),
};
