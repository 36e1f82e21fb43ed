/**
 * Alerts as a Prometheus, Mimir, Thanos or VictoriaMetrics writes them: `ALERTS` is 1 while one is active, and the value of
 * `ALERTS_FOR_STATE` is when it became so. Source: Prometheus's documentation of alerting rules, and its `rules/alerting.go`.
 */

import { binary, selector, type Expr, type Matcher } from '../promql/ast';
import { print } from '../promql/print';
import { atMost, isCut } from '../query/points';
import type { Answers, InstantQuery } from '../query/port';
import type { Labels } from '../slo/slo';
import { alertKey, labelsOfAlert, type ActiveAlert, type Read } from './alert';

const ACTIVE = 'alerts:active';
const SINCE = 'alerts:since';

/** What every alert of an SLO carries: that of its tool, or the windows that are looked at. */
const TOLD_BY: ReadonlyArray<readonly string[]> = [['sloth_id'], ['grafana_slo_uuid'], ['slo'], ['short', 'long']];

/** More alerts of SLOs than that are active at once in no place that anybody could look after. */
const MOST_ALERTS = 10_000;

/** Which alerts of SLOs are active at a time: one instant query, whatever there is. */
export function planActiveAlerts(atSeconds: number): InstantQuery[] {
  return [{ kind: 'instant', id: ACTIVE, promql: print(atMost(MOST_ALERTS, ofSlos('ALERTS'))), atSeconds }];
}

/** The same, and since when: two queries. */
export function planAlerts(atSeconds: number): InstantQuery[] {
  const since = print(atMost(MOST_ALERTS, ofSlos('ALERTS_FOR_STATE')));
  return [...planActiveAlerts(atSeconds), { kind: 'instant', id: SINCE, promql: since, atSeconds }];
}

/** Every alert once: copies of Prometheus evaluate copies of the rules, and one that fires fires. */
export function readAlerts(answers: Answers): Read<ActiveAlert[]> {
  const active = answers.get(ACTIVE);
  if (active?.state !== 'ok') {
    return { state: 'unreadable', cause: 'unavailable', message: active?.message ?? '' };
  }
  const since = answers.get(SINCE);
  const activeSeconds = new Map<string, number>();
  for (const { labels, values } of since?.state === 'ok' ? since.series : []) {
    const key = alertKey(alertOf(labels));
    const seconds = values[0] ?? NaN;
    if (seconds > 0) {
      activeSeconds.set(key, Math.min(seconds, activeSeconds.get(key) ?? Infinity));
    }
  }
  const found = new Map<string, ActiveAlert>();
  for (const { labels } of active.series) {
    const alert = alertOf(labels);
    const key = alertKey(alert);
    const state = labels['alertstate'] === 'firing' ? 'firing' : 'pending';
    if (found.get(key)?.state !== 'firing') {
      found.set(key, { ...alert, state, annotations: {}, activeSeconds: activeSeconds.get(key) ?? null });
    }
  }
  const [warning] = active.warnings;
  const partial = isCut(MOST_ALERTS, active.series) ? '' : warning;
  return { state: 'ok', value: [...found.values()], ...(partial === undefined ? {} : { partial }) };
}

function ofSlos(metric: string): Expr {
  const [first, ...rest] = TOLD_BY.map((labels) =>
    selector(
      metric,
      labels.map((label): Matcher => ({ label, operator: '!=', value: '' }))
    )
  );
  return rest.reduce<Expr>((all, one) => binary(all, 'or', one), first ?? selector(metric));
}

function alertOf(labels: Labels): Pick<ActiveAlert, 'name' | 'labels' | 'source'> {
  return { name: labels['alertname'] ?? '', labels: labelsOfAlert(labels), source: 'prometheus' };
}
