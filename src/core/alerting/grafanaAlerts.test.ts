import { readGrafanaAlerts } from './grafanaAlerts';

/** As Grafana 12.4 answers; what it also says is left out. */
const ANSWER = {
  status: 'success',
  data: {
    groups: [
      {
        name: '1m',
        file: 'SLOs',
        folderUid: 'f',
        rules: [
          {
            state: 'firing',
            name: 'Orders burn fast',
            type: 'alerting',
            health: 'ok',
            labels: { slo: 'availability' },
            activeAt: '2026-11-20T10:00:00Z',
            alerts: [
              {
                labels: {
                  alertname: 'Orders burn fast',
                  grafana_folder: 'SLOs',
                  service: 'orders',
                  slo: 'availability',
                },
                annotations: { runbook_url: 'https://runbooks.example.com/orders' },
                state: 'Alerting',
                activeAt: '2026-11-20T10:00:00Z',
                value: '1e+00',
              },
              {
                labels: { alertname: 'Orders burn fast' },
                annotations: {},
                state: 'Pending',
                activeAt: null,
                value: '',
              },
              { labels: {}, annotations: {}, state: 'Normal', activeAt: '0001-01-01T00:00:00Z', value: '' },
              { labels: {}, annotations: {}, state: 'Alerting (NoData)', activeAt: '0001-01-01T00:00:00Z', value: '' },
              null,
            ],
          },
          { state: 'inactive', name: 'Quiet', type: 'alerting', health: 'ok' },
        ],
      },
    ],
  },
};

describe('the answer of Grafana about its rules', () => {
  it('gives the alerts that are active', () => {
    const read = readGrafanaAlerts(ANSWER);
    expect(read.state === 'ok' && read.value).toEqual([
      {
        state: 'firing',
        name: 'Orders burn fast',
        labels: { grafana_folder: 'SLOs', service: 'orders', slo: 'availability' },
        annotations: { runbook_url: 'https://runbooks.example.com/orders' },
        // GNU date: date -u -d '2026-11-20 10:00' +%s
        activeSeconds: 1_795_168_800,
        source: 'grafana',
      },
      expect.objectContaining({ state: 'pending', name: 'Orders burn fast', labels: {}, activeSeconds: null }),
      expect.objectContaining({ state: 'firing', name: 'Orders burn fast', activeSeconds: null }),
    ]);
  });

  it('may have no groups', () => {
    expect(readGrafanaAlerts({ data: { groups: null } })).toEqual({ state: 'ok', value: [] });
    expect(readGrafanaAlerts({ data: { groups: [] } })).toEqual({ state: 'ok', value: [] });
  });

  it.each([undefined, 'text', {}, { data: {} }])('that is none is malformed: %p', (body) => {
    expect(readGrafanaAlerts(body)).toEqual({ state: 'unreadable', cause: 'malformed', message: '' });
  });
});
