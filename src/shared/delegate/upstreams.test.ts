import { resolveUpstreams, speaksPromql } from './upstreams';

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    getInstanceSettings: ({ uid }: { uid: string }) =>
      uid === 'gone' ? undefined : { uid, name: `Prometheus ${uid}`, type: uid === 'logs' ? 'loki' : 'prometheus' },
  }),
}));

describe('configured upstreams', () => {
  it('are told apart by whether they can be asked', () => {
    expect(resolveUpstreams([{ uid: 'eu' }, { uid: 'gone' }, { uid: 'logs' }, { uid: '' }])).toEqual([
      { state: 'ok', upstream: { uid: 'eu', name: 'Prometheus eu', labels: {} } },
      { state: 'notFound', uid: 'gone' },
      { state: 'notPromql', type: 'loki', upstream: { uid: 'logs', name: 'Prometheus logs', labels: {} } },
    ]);
    expect(resolveUpstreams()).toEqual([]);
  });

  it('carry their labels as texts, whatever was provisioned', () => {
    const labels = { region: 'eu', cluster: 1, canary: true, empty: '', nothing: null, odd: {} };
    expect(resolveUpstreams([{ uid: 'eu', labels }])).toEqual([
      {
        state: 'ok',
        upstream: { uid: 'eu', name: 'Prometheus eu', labels: { region: 'eu', cluster: '1', canary: 'true' } },
      },
    ]);
  });

  it('are resolved once, with the labels of the first', () => {
    const twice = [
      { uid: 'eu', labels: { region: 'eu' } },
      { uid: 'eu', labels: { region: 'us' } },
    ];
    expect(resolveUpstreams(twice)).toMatchObject([{ upstream: { labels: { region: 'eu' } } }]);
  });
});

it.each([
  ['prometheus', true],
  ['grafana-amazonprometheus-datasource', true],
  ['grafana-azureprometheus-datasource', true],
  ['victoriametrics-metrics-datasource', true],
  ['loki', false],
  ['victoriametrics-logs-datasource', false],
  // Ours, which would ask itself without end, and those of Grafana that stand for others.
  ['reliability-slo-datasource', false],
  ['mixed', false],
  ['dashboard', false],
  ['datasource', false],
  ['__expr__', false],
])('whether %s speaks PromQL: %s', (type, expected) => {
  expect(speaksPromql({ type })).toBe(expected);
});
