import type { Series } from '../../query/port';
import { kubernetesMixinDiscovery } from './catalogue';

const rules = { state: 'ok', groups: [] } as const;
const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

function sample(metric: string, verb: string, labels: Record<string, string>): Series {
  return { labels: { __name__: `apiserver_request:${metric}`, verb, ...labels }, timesSeconds: [AT], values: [0.5] };
}

const mixin = (labels: Record<string, string> = {}, period = '30d') => [
  ...['all', 'read', 'write'].map((verb) => sample(`availability${period}`, verb, labels)),
  ...['read', 'write'].flatMap((verb) => WINDOWS.map((window) => sample(`burnrate${window}`, verb, labels))),
];

function read(current: Series[], past = current) {
  const held: Record<string, Series[]> = { 'kubernetes-mixin:series': current, 'kubernetes-mixin:pastSeries': past };
  return kubernetesMixinDiscovery.read({ upstream, atSeconds: AT, rules, series: (id) => held[id] ?? [] });
}

describe('catalogue of the kubernetes-mixin', () => {
  it('asks two questions', () => {
    const all = '{__name__=~"(apiserver_request:availability|apiserver_request:burnrate)[0-9].*", verb!=""}';
    expect(kubernetesMixinDiscovery.plan(AT).map(({ promql }) => promql)).toEqual([all, `last_over_time(${all}[1d])`]);
  });

  it('makes an SLO of all requests and one of each kind, none with an objective', () => {
    const slos = read(mixin({ cluster: 'main' }));
    expect(slos.map(({ labels }) => labels)).toEqual(
      ['all', 'read', 'write'].map((verb) => ({ cluster: 'main', verb }))
    );
    for (const slo of slos) {
      expect(slo).toMatchObject({
        service: 'kube-apiserver',
        name: 'apiserver',
        objectiveRatio: null,
        window: { kind: 'rolling', seconds: 2_592_000 },
      });
      expect(slo.problems[0]).toEqual({ kind: 'objectiveUnknown' });
      expect(slo.recorded!.windowRatio).toEqual({ metric: 'apiserver_request:availability30d', holds: 'good' });
      expect([...slo.recorded!.ratios.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, 86_400, 259_200]);
      expect(slo.pairs.map(({ factor }) => factor)).toEqual([14.4, 6, 3, 1]);
    }
  });

  it('adds up the verbs where the alerts do, and says that nothing alerts on one alone', () => {
    const [all, reading] = read(mixin({ cluster: 'main' }));
    expect(all!.recorded!.ratios.get(3600)).toEqual({
      metric: 'apiserver_request:burnrate1h',
      holds: 'bad',
      summedOver: 'verb',
      seriesKey: '[["cluster","main"]]',
    });
    expect(all!.problems).toContainEqual({ kind: 'ratiosSummed', label: 'verb' });
    expect(reading!.recorded!.ratios.get(3600)).toEqual({ metric: 'apiserver_request:burnrate1h', holds: 'bad' });
    expect(reading!.problems).toContainEqual({ kind: 'pairsAssumed' });
  });

  it('reads the window of the name, and assumes it aloud where there is no availability', () => {
    expect(read(mixin({}, '4w'))[0]!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
    const burnRates = mixin().slice(3);
    expect(read(burnRates)[0]!.problems).toContainEqual({ kind: 'windowAssumed', windowSeconds: 2_592_000 });
  });

  it('tells clusters apart', () => {
    const slos = read([...mixin({ cluster: 'a' }), ...mixin({ cluster: 'b' })]);
    expect(slos.map(({ labels }) => `${labels['cluster']} ${labels['verb']}`)).toEqual([
      'a all',
      'a read',
      'a write',
      'b all',
      'b read',
      'b write',
    ]);
    expect(new Set(slos.map(({ id }) => id)).size).toBe(6);
  });

  it('keeps an API server of which nothing is recorded any more, and says so', () => {
    const slos = read([], mixin());
    expect(slos).toHaveLength(3);
    expect(slos.every(({ problems }) => problems.some(({ kind }) => kind === 'rulesStopped'))).toBe(true);
  });
});
