import type { ActiveAlert } from '../../alerting/alert';
import type { HeldAlert, Notified } from '../../alerting/alertmanager';
import type { GrafanaAlerting } from './rows';
import { withAlerts } from './stand';
import { activeAlert, forbidden, nothing, page, ticket, told } from './testing';

const standsOf = (alerts: ActiveAlert[], grafana: GrafanaAlerting = nothing) =>
  withAlerts(told(alerts), grafana).map(({ alert }) => alert?.stand);

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
  expect(withAlerts({ ...told([]), alerts: forbidden }, nothing)[1]!.alert?.stand).toBe('unknown');
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
  const [search, pay] = withAlerts(told([page]), { ...nothing, alerts: forbidden });
  expect(search!.alert).toMatchObject({ alerts: [{ alert: page }], unread: [] });
  expect(pay!.alert).toMatchObject({ alerts: [], unread: [{ place: 'grafana', why: forbidden }] });
});
