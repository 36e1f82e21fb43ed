import type { ActiveAlert } from '../../alerting/alert';
import type { HeldAlert } from '../../alerting/alertmanager';
import { mergeDefinitions } from '../../slo/merge';
import type { Labels } from '../../slo/slo';
import { alertRows, type GrafanaAlerting, type UpstreamAlerts } from './rows';
import {
  AT,
  COST,
  HOUR,
  activeAlert,
  forbidden,
  nothing,
  page,
  pay,
  search,
  slos,
  slow,
  ticket,
  told,
  upstream,
} from './testing';

describe('the rows of alerts', () => {
  it('join an alert with its SLO: the pair that fires by its numbers, the cost since it burns, its runbook', () => {
    const { rows } = alertRows([told([page])], nothing);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      state: 'firing',
      severity: 'page',
      pair: { shortSeconds: 300, longSeconds: HOUR },
      alert: { activeSeconds: AT - 1800 },
      cost: COST,
      notified: { state: 'unknown' },
      links: [{ kind: 'runbook' }],
    });
    expect(rows[0]!.row!.slo.id).toBe(search.id);
    expect(rows[0]!.row!.onset!.atSeconds).toBe(AT - 2 * HOUR);
  });

  it('believe the windows that an alert names, and the annotations of its own first', () => {
    const own = activeAlert(
      { service: 'shop', slo: 'search', short: '30m', long: '6h', severity: 'p1' },
      { annotations: { runbook_url: 'https://runbooks.example.com/own' } }
    );
    const { rows } = alertRows([told([own])], nothing);
    // Its word for the severity is its user's; the pair is one that pages.
    expect(rows[0]).toMatchObject({ severity: 'page', pair: { shortSeconds: 1800, longSeconds: 6 * HOUR } });
    expect(rows[0]!.links.map(({ url }) => url)).toEqual([
      'https://runbooks.example.com/own',
      'https://runbooks.example.com/search',
    ]);
  });

  it('have an SLO that burns without an alert, and none that is well', () => {
    const { rows } = alertRows([told([])], nothing);
    expect(rows).toEqual([expect.objectContaining({ state: 'missing', severity: 'page', alert: null })]);
    expect(rows[0]!.row!.slo.id).toBe(search.id);
  });

  it('take no ticket for the page that is missing', () => {
    expect(alertRows([told([ticket])], nothing).rows.map(({ state, severity }) => [state, severity])).toEqual([
      ['firing', 'ticket'],
      ['missing', 'page'],
    ]);
    expect(alertRows([told([ticket], slos, slow)], nothing).rows.map(({ state }) => state)).toEqual(['firing']);
  });

  it('say nothing is missing where a pending alert is known', () => {
    expect(alertRows([told([{ ...page, state: 'pending' }])], nothing).rows).toMatchObject([{ state: 'pending' }]);
  });

  it.each<[string, UpstreamAlerts, GrafanaAlerting]>([
    ['of the upstream', { ...told([]), alerts: forbidden }, nothing],
    ['of Grafana', told([]), { ...nothing, alerts: forbidden }],
  ])('leave it open whether an alert is missing where those %s cannot be read', (_, one, grafana) => {
    expect(alertRows([one], grafana).rows).toMatchObject([{ state: 'unknown', alert: null }]);
  });

  it('have an alert of no SLO that is known, without numbers', () => {
    const { rows, leftOut } = alertRows(
      [told([page, activeAlert({ sloth_id: 'gone', sloth_severity: 'page' })])],
      nothing
    );
    expect(rows.map(({ row, candidates }) => [row?.slo.name, candidates.length])).toEqual([
      ['search', 1],
      [undefined, 0],
    ]);
    expect(rows[1]).toMatchObject({ severity: 'page', pair: null, cost: null });
    expect(leftOut).toBe(0);
  });

  it('are of the chosen SLOs only, and count those that may be of any', () => {
    const gone = activeAlert({ sloth_id: 'gone', sloth_severity: 'page' });
    expect(alertRows([told([page, gone], [pay])], nothing)).toEqual({ rows: [], leftOut: 1 });
  });

  it('have the alerts of Grafana that are of an SLO, and none of the others', () => {
    const ofGrafana = [
      { ...page, source: 'grafana' as const },
      activeAlert({ severity: 'critical' }, { name: 'Disk full', source: 'grafana' }),
    ];
    const { rows } = alertRows([told([])], { ...nothing, alerts: { state: 'ok', value: ofGrafana } });
    expect(rows).toMatchObject([{ state: 'firing', upstream: null, alert: { source: 'grafana' } }]);
    expect(rows[0]!.row!.slo.id).toBe(search.id);
  });

  it('tell who has silenced an alert, where an Alertmanager does', () => {
    const silences = [{ createdBy: 'alice', comment: 'known', endsSeconds: AT + HOUR }];
    const value: HeldAlert[] = [
      {
        labels: { alertname: 'ErrorBudgetBurn', ...page.labels, cluster: 'a' },
        notified: { state: 'silenced', silences },
      },
    ];
    const { rows } = alertRows([told([page])], { ...nothing, alertmanager: { state: 'ok', value } });
    expect(rows[0]!.notified).toEqual({ state: 'silenced', silences });
  });

  it('show an alert that fits two SLOs once, of neither', () => {
    const other = { ...upstream, uid: 'other', name: 'Other' };
    const there = mergeDefinitions(other, [], []).concat(
      slos.map((slo) => ({ ...slo, id: `other-${slo.id}`, upstream: other }))
    );
    const second = { ...told([], there), upstream: other, known: there };
    const ofGrafana: GrafanaAlerting = { ...nothing, alerts: { state: 'ok', value: [{ ...page, source: 'grafana' }] } };
    const { rows } = alertRows([told([]), second], ofGrafana);
    expect(rows).toMatchObject([{ state: 'firing', row: null, cost: null, candidates: [{}, {}] }]);
  });

  it('begin with what fires, pages before tickets, and the longest first', () => {
    const since = (labels: Labels, seconds: number, state: ActiveAlert['state'] = 'firing') =>
      activeAlert({ sloth_id: 'gone', ...labels }, { activeSeconds: AT - seconds, state });
    const { rows } = alertRows(
      [
        told([
          since({ sloth_severity: 'page', at: 'pending' }, 9000, 'pending'),
          since({ sloth_severity: 'ticket', at: 'ticket' }, 9000),
          since({ sloth_severity: 'page', at: 'late' }, 60),
          since({ sloth_severity: 'page', at: 'early' }, 600),
        ]),
      ],
      nothing
    );
    expect(rows.map(({ alert: one }) => one?.labels['at'] ?? 'missing')).toEqual([
      'early',
      'late',
      'ticket',
      'missing',
      'pending',
    ]);
  });
});
