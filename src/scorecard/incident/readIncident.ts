import type { DataFrame } from '@grafana/data';
import { STATUSES } from '../../core/budget/status';
import { ALERT_STATES, NOTIFIED_STATES } from '../../core/frame/alertTable';
import {
  INCIDENT_FIELD,
  INCIDENT_SCHEMA,
  type BurningSlo,
  type IncidentChange,
  type IncidentView,
} from '../../core/frame/incident';
import { readLinks } from '../model/links';
import { asNumber, asRecord, asRecords, asText, oneOf } from '../model/values';

const KINDS = ['version', 'targets', 'rules', 'annotation', 'alert', 'slo'] as const satisfies ReadonlyArray<
  IncidentChange['kind']
>;
const SEVERITIES = ['page', 'ticket'] as const;

export function isIncident({ meta }: DataFrame): boolean {
  return meta?.custom?.schema === INCIDENT_SCHEMA;
}

/** The incident that a frame tells; null where it holds none yet. Whatever is in it that cannot be read is left out. */
export function readIncident(frames: readonly DataFrame[]): IncidentView | null {
  const frame = frames.find(isIncident);
  const value: unknown = frame?.fields.find(({ name }) => name === INCIDENT_FIELD)?.values[0];
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const told = asRecord(value);
  return {
    atMilliseconds: asNumber(told.atMilliseconds) ?? 0,
    complete: told.complete === true,
    dataAgeSeconds: asNumber(told.dataAgeSeconds),
    sloCount: asNumber(told.sloCount) ?? 0,
    blind: asRecords(told.blind).map((slo) => ({
      service: asText(slo.service),
      name: asText(slo.name),
      upstream: asText(slo.upstream),
      reason: asText(slo.reason),
    })),
    main: readBurning(told.main),
    others: asRecords(told.others).flatMap((slo) => readBurning(slo) ?? []),
    together: texts(told.together),
    togetherSeconds: asNumber(told.togetherSeconds) ?? 0,
    last: readLast(told.last),
    lastReason: asText(told.lastReason),
    groups: asRecords(told.groups).map((group) => ({
      label: asText(group.label),
      value: asText(group.value),
      badRatio: asNumber(group.badRatio) ?? NaN,
      trafficRatio: asNumber(group.trafficRatio) ?? NaN,
      standsOut: group.standsOut === true,
    })),
    groupsReason: asText(told.groupsReason),
    changes: asRecords(told.changes).map((change) => ({
      kind: oneOf(change.kind, KINDS) ?? 'annotation',
      atMilliseconds: asNumber(change.atMilliseconds) ?? 0,
      text: asText(change.text),
    })),
    nothingFoundIn: texts(told.nothingFoundIn),
    notLookedIn: texts(told.notLookedIn),
    changesFromMilliseconds: asNumber(told.changesFromMilliseconds),
  };
}

function readBurning(value: unknown): BurningSlo | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const slo = asRecord(value);
  return {
    id: asText(slo.id),
    service: asText(slo.service),
    name: asText(slo.name),
    description: asText(slo.description),
    owner: asText(slo.owner),
    upstream: asText(slo.upstream),
    labels: labels(slo.labels),
    status: oneOf(slo.status, STATUSES) ?? 'blind',
    statusReason: asText(slo.statusReason),
    severity: oneOf(slo.severity, SEVERITIES) ?? null,
    alert: oneOf(slo.alert, ALERT_STATES) ?? null,
    firing: asRecords(slo.firing).map((alert) => ({
      name: asText(alert.name),
      sinceMilliseconds: asNumber(alert.sinceMilliseconds),
      notified: oneOf(alert.notified, NOTIFIED_STATES) ?? 'unknown',
      notifiedReason: asText(alert.notifiedReason),
    })),
    pair: asText(slo.pair),
    burnRate: asNumber(slo.burnRate),
    nowRate: asNumber(slo.nowRate),
    calm: slo.calm === true,
    onsetMilliseconds: asNumber(slo.onsetMilliseconds),
    onsetSeen: slo.onsetSeen === true,
    costRatio: asNumber(slo.costRatio),
    badEvents: asNumber(slo.badEvents),
    budgetRemaining: asNumber(slo.budgetRemaining),
    eventBudgetRemaining: asNumber(slo.eventBudgetRemaining),
    exhaustionSeconds: asNumber(slo.exhaustionSeconds),
    exhaustionRateWindow: asText(slo.exhaustionRateWindow),
    links: readLinks(slo.links),
    promql: asText(slo.promql),
    alertLabels: labels(slo.alertLabels),
    upstreamUid: asText(slo.upstreamUid),
  };
}

function readLast(value: unknown): IncidentView['last'] {
  const last = asRecord(value);
  const [onset, end] = [asNumber(last.onsetMilliseconds), asNumber(last.endMilliseconds)];
  return onset === null || end === null
    ? null
    : {
        service: asText(last.service),
        name: asText(last.name),
        onsetMilliseconds: onset,
        endMilliseconds: end,
        costRatio: asNumber(last.costRatio) ?? NaN,
        severity: oneOf(last.severity, SEVERITIES) ?? 'ticket',
      };
}

function labels(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(asRecord(value)).map(([name, text]) => [name, asText(text)]));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(asText).filter((text) => text !== '') : [];
}
