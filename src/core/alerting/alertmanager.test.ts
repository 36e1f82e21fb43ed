import type { ActiveAlert } from './alert';
import { endOfSilences, notifiedOf, readAlertmanager, type HeldAlert } from './alertmanager';

/** As Alertmanager 0.27 answers; what it also says is left out. */
const ALERTS = [
  {
    fingerprint: 'f1',
    labels: { alertname: 'HighErrors', sloth_id: 'shop-api', sloth_severity: 'ticket', cluster: 'a' },
    status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [], mutedBy: [] },
  },
  {
    fingerprint: 'f2',
    labels: { alertname: 'HighErrors', sloth_id: 'shop-api', sloth_severity: 'page', cluster: 'a' },
    status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  },
  {
    fingerprint: 'f3',
    labels: { alertname: 'ErrorBudgetBurn', slo: 'pay', cluster: 'a' },
    status: { state: 'suppressed', silencedBy: [], inhibitedBy: ['f2', 'gone'] },
  },
];
const SILENCES = [
  {
    id: 's1',
    createdBy: 'alice',
    comment: 'known since noon',
    endsAt: '2026-11-20T10:00:00.5Z',
    status: { state: 'active' },
  },
  { id: 's2', createdBy: 'bob', comment: '', endsAt: '2026-11-21T10:00:00Z', status: { state: 'expired' } },
];

function held(): HeldAlert[] {
  const read = readAlertmanager(ALERTS, SILENCES);
  if (read.state !== 'ok') {
    throw new Error(read.cause);
  }
  return read.value;
}

function alert(name: string, labels: Record<string, string>): ActiveAlert {
  return { state: 'firing', name, labels, annotations: {}, activeSeconds: null, source: 'prometheus' };
}

describe('an Alertmanager', () => {
  it('tells who has silenced an alert, why and until when', () => {
    const { notified } = held()[0]!;
    expect(notified).toEqual({
      state: 'silenced',
      // GNU date: date -u -d '2026-11-20 10:00' +%s
      silences: [{ createdBy: 'alice', comment: 'known since noon', endsSeconds: 1_795_168_800.5 }],
    });
  });

  it('tells by which alerts one is inhibited, those that it no longer has without a name', () => {
    expect(held()[2]!.notified).toEqual({ state: 'inhibited', by: ['HighErrors', ''] });
  });

  it('is found to have an alert with more labels than its own series has', () => {
    expect(notifiedOf(alert('HighErrors', { sloth_id: 'shop-api', sloth_severity: 'page' }), held())).toEqual({
      state: 'told',
    });
    expect(notifiedOf(alert('HighErrors', { sloth_id: 'shop-api', sloth_severity: 'ticket' }), held())).toMatchObject({
      state: 'silenced',
    });
  });

  it('keeps people from an alert where it does so from all that may be the one', () => {
    expect(notifiedOf(alert('HighErrors', { sloth_id: 'shop-api' }), held())).toEqual({ state: 'told' });
  });

  it.each([
    ['of another name', alert('Other', { sloth_id: 'shop-api' })],
    ['of another cluster', alert('HighErrors', { sloth_id: 'shop-api', cluster: 'b' })],
  ])('knows nothing of an alert %s', (_, one) => {
    expect(notifiedOf(one, held())).toEqual({ state: 'unknown' });
  });

  it('that answers something else is malformed', () => {
    expect(readAlertmanager({ message: 'no' }, [])).toMatchObject({ state: 'unreadable', cause: 'malformed' });
    expect(readAlertmanager([], null)).toMatchObject({ state: 'unreadable', cause: 'malformed' });
    expect(readAlertmanager([], [])).toEqual({ state: 'ok', value: [] });
  });
});

it('silences end with the last of them, and nobody knows when where one does not tell', () => {
  const until = (endsSeconds: number | null) => ({ createdBy: '', comment: '', endsSeconds });
  expect(endOfSilences([until(20), until(10)])).toBe(20);
  expect(endOfSilences([until(20), until(null)])).toBeNull();
  expect(endOfSilences([])).toBeNull();
});
