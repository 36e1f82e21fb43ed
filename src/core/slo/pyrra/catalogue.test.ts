import type { Series } from '../../query/port';
import type { RulesAnswer } from '../../rules/rules';
import { pyrraDiscovery } from './catalogue';

const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const NO_RULES: RulesAnswer = { state: 'ok', groups: [] };
const FORBIDDEN: RulesAnswer = { state: 'unreadable', cause: 'forbidden', message: '' };
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '4d'];

function sample(metric: string, labels: Record<string, string>, value = 0.5): Series {
  return { labels: { __name__: metric, ...labels }, timesSeconds: [AT], values: [value] };
}

const propagated = { slo: 'shop', team: 'till' };
const matched = { ...propagated, job: 'shop' };
const burnrates = (labels: Record<string, string> = matched, base = 'requests') =>
  WINDOWS.map((window) => sample(`${base}:burnrate${window}`, labels));
const increases = (labels: Record<string, string> = matched, base = 'requests') =>
  ['200', '500'].map((code) => sample(`${base}:increase4w`, { ...labels, code }));
const generic = (labels: Record<string, string> = propagated, objective = 0.9990000000000001) => [
  sample('pyrra_objective', labels, objective),
  sample('pyrra_window', labels, 2_419_200),
  sample('pyrra_availability', labels, 0.9995),
];

interface Given {
  generic?: Series[];
  recorded?: Series[];
  pastGeneric?: Series[];
  pastRecorded?: Series[];
  recordedSightings?: Series[];
  rules?: RulesAnswer;
}

function read({ rules = NO_RULES, ...held }: Given) {
  const series = (id: string) => held[id.replace('pyrra:', '') as keyof typeof held] ?? [];
  return pyrraDiscovery.read({ upstream, atSeconds: AT, rules, series });
}

/** The rules of an SLO as Prometheus prints them. */
function rulesOf(labels: Record<string, string>, grouping = ''): RulesAnswer {
  const evaluated = { health: 'ok', lastError: '', lastEvaluationSeconds: AT } as const;
  const by = (...names: string[]) => (names.join('') === '' ? '' : ` by (${names.filter(Boolean).join(', ')})`);
  const sum = (matchers: string) => `sum${by(grouping)} (rate(requests_total{${matchers}}[5m]))`;
  return {
    state: 'ok',
    groups: [
      {
        name: 'shop',
        file: '',
        rules: [
          {
            type: 'recording',
            name: 'requests:increase4w',
            query: `sum${by('code', grouping)} (increase(requests_total{job="shop"}[4w]))`,
            labels,
            ...evaluated,
          },
          {
            type: 'recording',
            name: 'requests:burnrate5m',
            query: `${sum('code=~"5..",job="shop"')} / ${sum('job="shop"')}`,
            labels,
            ...evaluated,
          },
          {
            type: 'alerting',
            name: 'ErrorBudgetBurn',
            query:
              'requests:burnrate5m{slo="shop"} > (14 * (1 - 0.95)) and requests:burnrate1h{slo="shop"} > (14 * (1 - 0.95))',
            labels: { ...labels, short: '5m', long: '1h', severity: 'critical' },
            annotations: {
              runbook_url: 'https://runbooks.example.org/shop',
              description: 'Shop of {{ $labels.team }}',
            },
            ...evaluated,
          },
        ],
      },
    ],
  };
}

describe('the plan of Pyrra', () => {
  it('asks six questions, all about series with the name of an SLO', () => {
    const recorded = '{__name__=~".+:(burnrate|increase|count|sum)[0-9].*", slo!=""}';
    const own = '{__name__=~"pyrra_objective|pyrra_window|pyrra_availability", slo!=""}';
    const [first, second, seen, third, fourth, recordedSeen, ...others] = pyrraDiscovery
      .plan(AT)
      .map(({ promql }) => promql);
    expect(others).toEqual([]);
    expect([first, second, third]).toEqual([own, `last_over_time(${own}[1d])`, recorded]);
    expect(seen).toContain(`group without () (${own} offset 1d)`);
    for (const ago of ['1h', '6h', '23h']) {
      expect(fourth).toContain(`last_over_time(${recorded}[5m] offset ${ago})`);
      expect(recordedSeen).toContain(`group without () (${recorded} offset ${ago})`);
    }
  });
});

describe('the catalogue of Pyrra', () => {
  it('reads an SLO of generic rules, whose series carry fewer labels than its burn rates', () => {
    const [slo, ...others] = read({ generic: generic(), recorded: [...burnrates(), ...increases()] });
    expect(others).toEqual([]);
    expect(slo).toMatchObject({
      tool: 'pyrra',
      service: 'till',
      name: 'shop',
      owner: 'till',
      labels: { team: 'till', job: 'shop' },
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 2_419_200 },
      problems: [],
    });
    expect(slo!.recorded).toMatchObject({
      seriesKey: '[["job","shop"],["slo","shop"],["team","till"]]',
      windowRatio: { metric: 'pyrra_availability', holds: 'good', seriesKey: '[["slo","shop"],["team","till"]]' },
      weighs: 'events',
      slot: { ratio: { metric: 'requests:burnrate5m', holds: 'bad' }, seconds: 300 },
    });
    expect([...slo!.recorded!.ratios.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, 86_400, 345_600]);
  });

  it('knows no objective on default flags, and says what would tell it', () => {
    const [slo] = read({ recorded: [...burnrates(), ...increases()], rules: FORBIDDEN });
    expect(slo!.objectiveRatio).toBeNull();
    expect(slo!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
    expect(slo!.problems).toEqual([{ kind: 'objectiveUnknown' }, { kind: 'rulesUnreadable', cause: 'forbidden' }]);
    expect(slo!.recorded!.windowRatio).toBeNull();
  });

  it('takes objective, pairs, runbook and events from the rules', () => {
    const [slo] = read({ recorded: [...burnrates(), ...increases()], rules: rulesOf(matched) });
    expect(slo).toMatchObject({
      objectiveRatio: 0.95,
      pairs: [{ severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14 }],
      description: 'Shop of till',
      links: [{ kind: 'runbook', url: 'https://runbooks.example.org/shop' }],
      problems: [],
    });
    const { part, recorded } = slo!.events!;
    expect(recorded!.windowSeconds).toBe(2_419_200);
    expect(recorded!.selectors.get(part[0].selector)).toEqual({
      type: 'selector',
      metric: 'requests:increase4w',
      matchers: [
        { label: 'code', operator: '=~', value: '5..' },
        { label: 'job', operator: '=', value: 'shop' },
        { label: 'slo', operator: '=', value: 'shop' },
      ],
    });
  });

  it('keeps SLOs of one name apart by the labels that Pyrra hands on', () => {
    const places = ['a', 'b'].map((namespace) => ({ slo: 'shop', namespace }));
    const slos = read({
      generic: places.flatMap((labels, index) => generic(labels, index === 0 ? 0.9 : 0.99)),
      recorded: places.flatMap((labels) => burnrates({ ...labels, job: 'shop' })),
    });
    expect(slos.map(({ service, objectiveRatio }) => [service, objectiveRatio])).toEqual([
      ['a', 0.9],
      ['b', 0.99],
    ]);
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
  });

  it('gives two SLOs on one metric a row each, and replicas of one a single row', () => {
    const replicas = ['0', '1'].flatMap((replica) => burnrates({ ...matched, prometheus_replica: replica }));
    const slos = read({ recorded: [...replicas, ...burnrates({ slo: 'other', job: 'shop' })] });
    expect(slos.map(({ name }) => name)).toEqual(['shop', 'other']);
  });

  it('gives one SLO per group, those without a failure among them', () => {
    const labels = { slo: 'shop' };
    const slos = read({
      recorded: [
        ...burnrates({ ...labels, handler: '/a' }),
        ...['/a', '/b'].flatMap((handler) => increases({ ...labels, handler })),
      ],
      rules: rulesOf(labels, 'handler'),
    });
    expect(slos.map((slo) => [slo.labels, slo.problems.map(({ kind }) => kind)])).toEqual([
      [{ handler: '/a' }, []],
      [{ handler: '/b' }, ['sliMissing']],
    ]);
    expect(slos[1]!.events!.total[0].selector.matchers).toContainEqual({
      label: 'handler',
      operator: '=',
      value: '/b',
    });
  });

  it.each([
    ['its counts', { recorded: increases() }],
    ['its generic series', { generic: generic() }],
    ['its rules', { rules: rulesOf(matched) }],
    ['all of them', { recorded: increases(), generic: generic(), rules: rulesOf(matched) }],
  ])('keeps an SLO without burn rates of which %s tell, and says so', (_, given) => {
    const slos = read(given);
    expect(slos.map(({ name }) => name)).toEqual(['shop']);
    expect(slos[0]!.problems).toContainEqual({ kind: 'sliMissing' });
    expect(slos[0]!.recorded!.windowRatio).toBeNull();
    expect(slos[0]!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
  });

  it('has for a flawless SLO the labels and so the name that it keeps when something fails', () => {
    const [before] = read({ recorded: increases().slice(0, 1), rules: rulesOf(matched) });
    const [after] = read({ recorded: [...increases(), ...burnrates()], rules: rulesOf(matched) });
    expect(before!.id).toBe(after!.id);
    expect(before!.labels).toEqual({ team: 'till', job: 'shop' });
  });

  it('keeps an SLO whose rules have stopped, and says so', () => {
    const [slo, ...others] = read({ pastGeneric: generic(), pastRecorded: [...burnrates(), ...increases()] });
    expect(others).toEqual([]);
    expect(slo!.problems).toEqual([{ kind: 'rulesStopped' }]);
    expect(slo!.objectiveRatio).toBe(0.999);
    const [counted] = read({ pastRecorded: increases() });
    expect(counted!.problems).toContainEqual({ kind: 'rulesStopped' });
  });

  it.each<[string, Record<string, string>, Record<string, string>[]]>([
    ['of an SLO', {}, []],
    ['of a group', { handler: '/web' }, [{ handler: '/api' }]],
  ])('has not stopped where the error series %s is gone and its counts go on', (_, group, others) => {
    const own = { ...matched, ...group };
    const beside = others.map((other) => ({ ...matched, ...other }));
    const recorded = [
      ...beside.flatMap((labels) => [...burnrates(labels), ...increases(labels)]),
      ...increases(own).slice(0, 1),
    ];
    const slos = read({
      recorded,
      pastRecorded: [...recorded, ...burnrates(own)],
      recordedSightings: [own, ...beside].map((labels) => sample('', labels, 7)),
      rules: rulesOf(propagated, Object.keys(group).join()),
    });
    const found = slos.filter(({ labels }) => labels['handler'] === group['handler']);
    expect(found.map(({ problems }) => problems)).toEqual([[{ kind: 'sliMissing' }]]);
  });

  it('assumes aloud a window that nothing tells, and reads past the counts of performance mode', () => {
    expect(read({ recorded: burnrates() })[0]!.problems).toContainEqual({
      kind: 'windowAssumed',
      windowSeconds: 2_419_200,
    });
    const counts = ['5m', '1w'].map((window) => sample(`requests:increase${window}`, matched));
    expect(read({ recorded: [...burnrates(), ...counts] })[0]!.window).toEqual({ kind: 'rolling', seconds: 604_800 });
  });

  it('reads windows of several units, and reports a pair of which nothing is recorded', () => {
    const windows = ['5m', '1h4m', '32m', '6h26m', '2h9m', '1d1h43m', '6h26m'];
    const [slo] = read({
      recorded: windows.map((window) => sample(`up:burnrate${window}`, matched)).concat(sample('up:count30d', matched)),
    });
    expect(slo!.recorded!.ratios.get(92_580)).toEqual({ metric: 'up:burnrate1d1h43m', holds: 'bad' });
    expect(slo!.problems).toContainEqual({ kind: 'pairNotRecorded', shortSeconds: 23_160, longSeconds: 370_260 });
  });
});
