import type { Series } from '../../query/port';
import type { RulesAnswer } from '../../rules/rules';
import { kubernetesMixinDiscovery } from './catalogue';

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

/** As Prometheus prints what the mixin wrote with `14.40 * 0.01000`. */
function alerts(budget = 0.01): RulesAnswer {
  const evaluated = { health: 'ok', lastError: '', lastEvaluationSeconds: AT } as const;
  const rules = [
    ['5m', '1h', 14.4, 'critical'],
    ['30m', '6h', 6, 'critical'],
    ['2h', '1d', 3, 'warning'],
    ['6h', '3d', 1, 'warning'],
  ].map(([short, long, factor, severity]) => ({
    type: 'alerting' as const,
    name: 'KubeAPIErrorBudgetBurn',
    query: `sum by (cluster) (apiserver_request:burnrate${long}) > (${factor} * ${budget}) and on (cluster) sum by (cluster) (apiserver_request:burnrate${short}) > (${factor} * ${budget})`,
    labels: { severity: String(severity), short: String(short), long: String(long) },
    annotations: { runbook_url: 'https://runbooks.example.org/burn' },
    ...evaluated,
  }));
  return { state: 'ok', groups: [{ name: 'kube-apiserver-slos', file: 'mixin.yml', rules }] };
}

function read(current: Series[], past = current, rules: RulesAnswer = { state: 'ok', groups: [] }) {
  const held: Record<string, Series[]> = { 'kubernetes-mixin:series': current, 'kubernetes-mixin:pastSeries': past };
  return kubernetesMixinDiscovery.read({ upstream, atSeconds: AT, rules, series: (id) => held[id] ?? [] });
}

describe('catalogue of the kubernetes-mixin', () => {
  it('asks three questions', () => {
    const all = '{__name__=~"(apiserver_request:availability|apiserver_request:burnrate)[0-9].*", verb!=""}';
    expect(kubernetesMixinDiscovery.plan(AT).map(({ promql }) => promql)).toEqual([
      all,
      `last_over_time(${all}[1d])`,
      expect.stringContaining(`group without () (${all} offset 1d)`),
    ]);
  });

  it('reads no objective out of an alert that is longer than any of the mixin', () => {
    const rules = alerts();
    const [group] = rules.state === 'ok' ? rules.groups : [];
    const [first, ...others] = group!.rules;
    const long = { ...first!, query: `${'apiserver_request:burnrate1h '.repeat(4000)} or ${first!.query}` };
    const objectives = (changed: RulesAnswer) => read(mixin(), mixin(), changed).map((slo) => slo.objectiveRatio);
    expect(objectives(rules)).toContain(0.99);
    expect(objectives({ state: 'ok', groups: [{ ...group!, rules: [long, ...others] }] })).toEqual([null, null, null]);
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
      labels: {},
      summedOver: 'verb',
      seriesKey: '[["cluster","main"]]',
    });
    expect(all!.problems).toContainEqual({ kind: 'ratiosSummed', label: 'verb' });
    expect(reading!.recorded!.ratios.get(3600)).toEqual({
      metric: 'apiserver_request:burnrate1h',
      holds: 'bad',
      labels: {},
    });
    expect(reading!.problems).toContainEqual({ kind: 'pairsAssumed' });
  });

  it('reads the window of the name, and assumes it aloud where there is no availability', () => {
    expect(read(mixin({}, '4w'))[0]!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
    const [days] = read(mixin({}, '28d'));
    expect(days!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
    expect(days!.recorded!.windowRatio!.metric).toBe('apiserver_request:availability28d');
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

  it('takes objective, pairs and runbook of the alerts, of every cluster', () => {
    const slos = read(mixin({ cluster: 'main' }), undefined, alerts(0.005));
    expect(slos.map(({ objectiveRatio }) => objectiveRatio)).toEqual([0.995, 0.995, 0.995]);
    expect(slos[0]!.problems).toEqual([{ kind: 'ratiosSummed', label: 'verb' }]);
    expect(slos[1]!.problems).toEqual([{ kind: 'pairsAssumed' }]);
    expect(slos[0]!.pairs).toEqual([
      { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 },
      { severity: 'page', shortSeconds: 1800, longSeconds: 21_600, factor: 6 },
      { severity: 'ticket', shortSeconds: 7200, longSeconds: 86_400, factor: 3 },
      { severity: 'ticket', shortSeconds: 21_600, longSeconds: 259_200, factor: 1 },
    ]);
    expect(slos[0]!.links).toEqual([{ kind: 'runbook', title: '', url: 'https://runbooks.example.org/burn' }]);
  });

  it('says why there is no objective where rules may not be read', () => {
    const rules = { state: 'unreadable', cause: 'forbidden', message: '' } as const;
    expect(read(mixin(), undefined, rules)[0]!.problems).toEqual([
      { kind: 'objectiveUnknown' },
      { kind: 'rulesUnreadable', cause: 'forbidden' },
      { kind: 'ratiosSummed', label: 'verb' },
      { kind: 'pairsAssumed' },
    ]);
  });

  it('has no objective where alerts disagree about it or are not understood', () => {
    const [one, other] = [alerts(0.01), alerts(0.001)];
    const groups = [one, other].flatMap((rules) => (rules.state === 'ok' ? rules.groups : []));
    expect(read(mixin(), undefined, { state: 'ok', groups })[0]!.objectiveRatio).toBeNull();
    const rewritten = groups.slice(0, 1).map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({ ...rule, query: rule.query.replace(' * 0.01)', ')') })),
    }));
    expect(read(mixin(), undefined, { state: 'ok', groups: rewritten })[0]!.objectiveRatio).toBeNull();
  });

  it('takes rules that are loaded twice for one', () => {
    const groups = [alerts(), alerts()].flatMap((rules) => (rules.state === 'ok' ? rules.groups : []));
    expect(read(mixin(), undefined, { state: 'ok', groups })[0]).toMatchObject({ objectiveRatio: 0.99 });
    expect(read(mixin(), undefined, { state: 'ok', groups })[0]!.pairs).toHaveLength(4);
  });
});
