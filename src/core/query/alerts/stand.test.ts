import type { ActiveAlert } from '../../alerting/alert';
import type { HeldAlert, Notified } from '../../alerting/alertmanager';
import type { SloRow } from '../slos/row';
import type { GrafanaAlerting, UpstreamAlerts } from './rows';
import { withAlerts } from './stand';
import { activeAlert, forbidden, nothing, page, slos, ticket, told } from './testing';

const standsOf = (alerts: ActiveAlert[], grafana: GrafanaAlerting = nothing) =>
  withAlerts([told(alerts)], grafana).map(({ alert }) => alert?.stand);

const held = (of: ActiveAlert, notified: Notified): HeldAlert => ({
  labels: { alertname: of.name, ...of.labels },
  notified,
});
const alertmanager = (...value: HeldAlert[]): GrafanaAlerting => ({ ...nothing, alertmanager: { state: 'ok', value } });
const silenced: Notified = { state: 'silenced', silences: [] };

it.each<[string, ActiveAlert[], GrafanaAlerting, string]>([
  ['fires', [page], nothing, 'firing'],
  ['fires beside a ticket that is silenced', [page, ticket], alertmanager(held(ticket, silenced)), 'firing'],
  ['fires and is silenced', [page], alertmanager(held(page, silenced)), 'silenced'],
  ['fires and is inhibited', [page], alertmanager(held(page, { state: 'inhibited', by: ['Down'] })), 'inhibited'],
  ['is pending', [{ ...page, state: 'pending' }], nothing, 'pending'],
  ['is missing for what burns', [], nothing, 'missing'],
  [
    'is missing for what burns, of which only the ticket is silenced',
    [ticket],
    alertmanager(held(ticket, silenced)),
    'missing',
  ],
  ['is not known, as those of Grafana cannot be read', [], { ...nothing, alerts: forbidden }, 'unknown'],
])('an alert %s', (_, alerts, grafana, stand) => {
  expect(standsOf(alerts, grafana)[0]).toBe(stand);
});

it('an SLO that is well has none, where all could be read', () => {
  expect(standsOf([page])[1]).toBe('none');
  expect(standsOf([page], { ...nothing, alerts: forbidden })[1]).toBe('unknown');
  expect(withAlerts([{ ...told([]), alerts: forbidden }], nothing)[1]!.alert?.stand).toBe('unknown');
});

it('an alert that may be of several SLOs is of each', () => {
  expect(
    standsOf([
      activeAlert({ service: 'shop', severity: 'critical', slo: 'search' }),
      activeAlert({ service: 'shop', slo: 'pay' }),
    ])
  ).toEqual(['firing', 'firing']);
});

it('tells of an alert those that stand so, and of one that is not known what could not be read', () => {
  const [search, pay] = withAlerts([told([page])], { ...nothing, alerts: forbidden });
  expect(search!.alert).toMatchObject({ alerts: [{ alert: page }], untold: [] });
  expect(pay!.alert).toMatchObject({ alerts: [], untold: [{ kind: 'unread', place: 'grafana', read: forbidden }] });
});

it('of an answer that may lack some, what is not there is not known to be none, nor missing', () => {
  const lacking = { ...told([]), alerts: { state: 'ok' as const, value: [], partial: 'a store is down' } };
  expect(withAlerts([lacking], nothing).map(({ alert }) => alert?.stand)).toEqual(['unknown', 'unknown']);
  const found = { ...told([page]), alerts: { state: 'ok' as const, value: [page], partial: 'a store is down' } };
  expect(withAlerts([found], nothing).map(({ alert }) => alert?.stand)).toEqual(['firing', 'unknown']);
});

it('none is known of no row that nobody can see, nor of one whose rules fail', () => {
  const own = told([]);
  const change = (part: Partial<SloRow>) => ({ ...own, rows: own.rows.map((row) => ({ ...row, ...part })) });
  const stand = (part: Partial<SloRow>) => withAlerts([change(part)], nothing)[1]!.alert;
  const verdict = { ...own.rows[1]!.verdict, status: 'blind' as const };
  expect(stand({ verdict, pairStates: ['unknown'] })).toMatchObject({
    stand: 'unknown',
    untold: [{ kind: 'ratesUnknown' }],
  });
  expect(stand({ problems: [{ kind: 'rulesStopped' }] })).toMatchObject({
    stand: 'unknown',
    untold: [{ kind: 'rulesFail' }],
  });
  expect(stand({})?.stand).toBe('none');
});

it('an alert of Grafana that says of which data source it is counts in no other', () => {
  const of = (region: string): UpstreamAlerts => {
    const place = { uid: region, name: region, labels: { region } };
    const moved = told([]);
    const known = slos.map((slo) => ({ ...slo, id: `${region}:${slo.id}`, upstream: place }));
    const rows = moved.rows.map((row) => ({
      ...row,
      slo: { ...row.slo, id: `${region}:${row.slo.id}`, upstream: place },
    }));
    return { ...moved, upstream: place, known, rows };
  };
  const grafana: GrafanaAlerting = {
    ...nothing,
    alerts: {
      state: 'ok',
      value: [activeAlert({ service: 'shop', slo: 'search', region: 'us' }, { source: 'grafana' })],
    },
  };
  expect(
    withAlerts([of('eu'), of('us')], grafana).map(({ slo, alert }) => [slo.upstream.uid, slo.name, alert?.stand])
  ).toEqual([
    ['eu', 'search', 'missing'],
    ['eu', 'pay', 'none'],
    ['us', 'search', 'firing'],
    ['us', 'pay', 'none'],
  ]);
});
