import type { Labels } from '../slo/slo';
import type { ActiveAlert, Read } from './alert';
import { asLabels, asMap, asSeconds, asText, asTexts } from '../rules/json';

export interface Silence {
  createdBy: string;
  comment: string;
  /** Epoch seconds; null where the Alertmanager does not tell. */
  endsSeconds: number | null;
}

/** Whether people are told of an alert. */
export type Notified =
  | { state: 'told' }
  | { state: 'silenced'; silences: readonly Silence[] }
  /** By alerts of these names, which are about the same and worse. */
  | { state: 'inhibited'; by: readonly string[] }
  /** Nobody knows: there is no Alertmanager to ask, it could not be read, or it does not know the alert. */
  | { state: 'unknown' };

/** An alert as an Alertmanager has it. */
export interface HeldAlert {
  labels: Labels;
  notified: Notified;
}

/**
 * What the JSON of an Alertmanager's `GET /api/v2/alerts` and `GET /api/v2/silences` tells: which alerts it has, and who
 * has silenced them until when. Source: Alertmanager's `api/v2/openapi.yaml`.
 */
export function readAlertmanager(alerts: unknown, silences: unknown): Read<HeldAlert[]> {
  if (!Array.isArray(alerts) || !Array.isArray(silences)) {
    return { state: 'unreadable', cause: 'malformed', message: '' };
  }
  const silenceById = new Map(silences.map(asMap).map((one) => [asText(one['id']), silenceOf(one)]));
  const held = alerts.map(asMap);
  const nameByFingerprint = new Map(
    held.map((one) => [asText(one['fingerprint']), asLabels(one['labels'])['alertname'] ?? ''])
  );
  return {
    state: 'ok',
    value: held.map((one) => {
      const status = asMap(one['status']);
      const silencedBy = asTexts(status['silencedBy']);
      const inhibitedBy = asTexts(status['inhibitedBy']);
      return {
        labels: asLabels(one['labels']),
        notified:
          silencedBy.length > 0
            ? { state: 'silenced', silences: silencedBy.map((id) => silenceById.get(id) ?? UNKNOWN_SILENCE) }
            : inhibitedBy.length > 0
              ? { state: 'inhibited', by: inhibitedBy.map((one) => nameByFingerprint.get(one) ?? '') }
              : { state: 'told' },
      };
    }),
  };
}

const UNKNOWN_SILENCE: Silence = { createdBy: '', comment: '', endsSeconds: null };

function silenceOf(one: Readonly<Record<string, unknown>>): Silence {
  return {
    createdBy: asText(one['createdBy']),
    comment: asText(one['comment']),
    endsSeconds: asSeconds(one['endsAt']),
  };
}

/**
 * Whether people are told of an alert. A Prometheus adds labels to what it sends, so that several that an Alertmanager has
 * may be the one; people are told unless each of them is kept from them.
 */
export function notifiedOf({ name, labels }: ActiveAlert, held: readonly HeldAlert[]): Notified {
  const same = held.filter(
    (one) =>
      one.labels['alertname'] === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value)
  );
  const [first] = same;
  if (!first) {
    return { state: 'unknown' };
  }
  return same.find(({ notified }) => notified.state === 'told')?.notified ?? first.notified;
}

/** When the last of some silences ends, in epoch seconds; null where one of them does not tell. */
export function endOfSilences(silences: readonly Silence[]): number | null {
  const ends = silences.map(({ endsSeconds }) => endsSeconds);
  return ends.reduce<number | null>(
    (last, end) => (last === null || end === null ? null : Math.max(last, end)),
    ends.length === 0 ? null : 0
  );
}
