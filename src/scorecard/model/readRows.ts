import type { DataFrame, Field } from '@grafana/data';
import { ALERT_STANDS, type AlertStand } from '../../core/alerting/alertStand';
import { POLICY_STATES } from '../../core/budget/policy';
import { STATUSES } from '../../core/budget/status';
import type { SloTableRole } from '../../core/frame/sloTable';
import { readBurnRates } from './burnRates';
import { DATA_STATES } from './dataStates';
import { readDetails } from './details';
import { readExhaustion } from './exhaustion';
import { readLinks } from './links';
import { missingRoles, resolveRoles, type FieldsByRole } from './roles';
import type { FieldLink, Quantity, ScoreRow } from './row';
import { readTrend } from './trend';
import { trustedReleases, trustedStatus } from './trust';
import { asNumber, asRecord, asText, oneOf } from './values';

/**
 * The rows of all frames that have the required fields, in the frames' order, with ids made unique.
 *
 * @param atMilliseconds time of the answer, for rows that do not carry their own
 */
export function readRows(frames: readonly DataFrame[], atMilliseconds: number): ScoreRow[] {
  const seen = new Map<string, number>();
  return frames.flatMap((frame) => {
    const fields = resolveRoles(frame);
    if (missingRoles(fields).length > 0) {
      return [];
    }
    return Array.from({ length: frame.length }, (_, index) => {
      const row = readRow(fields, index, atMilliseconds);
      const copies = seen.get(row.id) ?? 0;
      seen.set(row.id, copies + 1);
      return copies === 0 ? row : { ...row, id: `${row.id}#${copies + 1}` };
    });
  });
}

function readRow(fields: FieldsByRole, index: number, atMilliseconds: number): ScoreRow {
  const field = (role: SloTableRole): Field | null => fields.get(role)?.[0] ?? null;
  const raw = (role: SloTableRole): unknown => field(role)?.values[index];
  const text = (role: SloTableRole) => asText(raw(role));
  const quantity = (role: SloTableRole): Quantity => ({ value: asNumber(raw(role)), field: field(role) });

  const details = readDetails(raw('details'));
  const budget = quantity('budgetRemaining');
  const burnRates = readBurnRates(fields.get('burnRate') ?? [], index, details);
  const dataState = oneOf(raw('dataState'), DATA_STATES) ?? (budget.value === null ? 'noData' : 'measured');
  const { coverageRatio, sinceMilliseconds } = details;
  const seen = { budget, dataState, coverageRatio };
  const { status, doubt } = trustedStatus(oneOf(raw('status'), STATUSES), seen);
  return {
    id: text('id') || JSON.stringify([text('upstream'), text('service'), text('name'), raw('labels')]),
    service: text('service'),
    name: text('name'),
    description: text('description'),
    owner: text('owner'),
    tool: text('tool'),
    upstream: text('upstream'),
    labels: Object.entries(asRecord(raw('labels'))).map(([key, value]) => [key, asText(value)] as const),
    status,
    statusReason: text('statusReason'),
    statusDoubt: doubt,
    burning:
      text('firingPair') === ''
        ? null
        : {
            pair: text('firingPair'),
            sinceMilliseconds: asNumber(raw('burningSince')),
            sinceSeen: details.burningSinceSeen,
            where: text('worstGroup'),
          },
    alerts: readAlerts(oneOf(raw('alert'), ALERT_STANDS), text('alertReason')),
    releases:
      field('policy') && trustedReleases(oneOf(raw('policy'), POLICY_STATES), text('policyReason'), status, seen),
    objective: quantity('objective'),
    windowSeconds: asNumber(raw('window')),
    period: details.period,
    excluded: details.excluded,
    sli: quantity('sli'),
    method: details.method,
    budget,
    readFrom: details.readFrom,
    events: {
      sli: quantity('eventSli'),
      budget: quantity('eventBudgetRemaining'),
      bad: asNumber(raw('badEvents')),
      total: asNumber(raw('totalEvents')),
      method: details.eventMethod,
    },
    members: details.members,
    dataState,
    dataStateReason: text('dataStateReason'),
    coverageRatio,
    sinceMilliseconds,
    burnRates,
    exhaustion: readExhaustion(quantity('exhaustion'), details, budget, burnRates),
    trend: readTrend(raw('trend')),
    trendReason: details.trendReason,
    problems: details.problems,
    links: readLinks(raw('links')),
    nameLink: fieldLink(field('name'), index),
    statusLink: fieldLink(field('status'), index),
    atMilliseconds: details.atMilliseconds ?? atMilliseconds,
    stale: null,
  };
}

function readAlerts(stand: AlertStand | null, reason: string): ScoreRow['alerts'] {
  return stand && { stand, reason };
}

function fieldLink(field: Field | null, index: number): FieldLink | null {
  return field?.getLinks && (field.config.links ?? []).length > 0 ? { field, index } : null;
}
