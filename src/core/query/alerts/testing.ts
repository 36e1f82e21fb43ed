// An upstream of two SLOs of the same events of which one burns, and what alerts of it may say.

import type { ActiveAlert, Read } from '../../alerting/alert';
import { mergeDefinitions } from '../../slo/merge';
import type { Labels } from '../../slo/slo';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import { burningOf } from '../incident/burning';
import type { Since } from '../incident/since';
import { judgeSlos } from '../slos/judge';
import { planOnsets, withOnsets } from '../slos/onsets';
import { planSlos } from '../slos/plan';
import type { GrafanaAlerting, UpstreamAlerts } from './rows';

export const HOUR = 3600;
const DAY = 86_400;
export const AT = 497_222 * HOUR;
export const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

/** `search` burns; `pay`, which is of the same events and lets nearly all of them fail, does not. Both by documents, so that their default pairs alert. */
export const slos = mergeDefinitions(
  upstream,
  [],
  [
    { name: 'search', objectiveRatio: 0.99 },
    { name: 'pay', objectiveRatio: 0.01 },
  ].map(({ name, objectiveRatio }) =>
    countedDefinition({
      service: 'shop',
      name,
      objectiveRatio,
      window: { kind: 'rolling', seconds: 30 * DAY },
      links: [{ kind: 'runbook', title: '', url: 'https://runbooks.example.com/search' }],
    })
  )
);
export const [search, pay] = slos as [(typeof slos)[number], (typeof slos)[number]];

/** 10 events a second; of those of the last two hours half are bad. */
const counted: Counted = (metric, from, to) =>
  metric === 'total' ? 10 * (to - from) : 5 * Math.max(0, to - Math.max(from, AT - 2 * HOUR));

/** Of 100 events 4 bad, all the time: worth a ticket only. */
export const slow: Counted = (metric, from, to) => (metric === 'total' ? 10 : 0.4) * (to - from);

export const COST: Since = { badEvents: 36_000, costRatio: 0.14, groups: [], unread: null, only: [], members: [] };

export function told(alerts: ActiveAlert[], chosen = slos, of = counted): UpstreamAlerts {
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };
  const first = judgeSlos(request, chosen, answersOf(planSlos(request, chosen), of));
  const plan = planOnsets(AT, first);
  const rows = withOnsets(plan, answersOf(plan.queries, of))(first);
  const costs = new Map(burningOf(rows).map(({ row }): [typeof row, Since] => [row, COST]));
  return { upstream, known: slos, rows, costs, alerts: { state: 'ok', value: alerts } };
}

export const nothing: GrafanaAlerting = { alerts: { state: 'ok', value: [] }, alertmanager: null };
export const forbidden: Extract<Read<never>, { state: 'unreadable' }> = {
  state: 'unreadable',
  cause: 'forbidden',
  message: '',
};

export function activeAlert(labels: Labels, change: Partial<ActiveAlert> = {}): ActiveAlert {
  return {
    state: 'firing',
    name: 'ErrorBudgetBurn',
    labels,
    annotations: {},
    activeSeconds: AT - 1800,
    source: 'prometheus',
    ...change,
  };
}

export const page = activeAlert({ service: 'shop', slo: 'search', severity: 'critical' });
export const ticket = activeAlert({ service: 'shop', slo: 'search', severity: 'warning' });
