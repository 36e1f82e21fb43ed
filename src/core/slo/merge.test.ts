import { workbookPairs } from '../budget/alertPairs';
import { selector, type Matcher } from '../promql/ast';
import { print } from '../promql/print';
import type { SloDefinition } from './definition';
import { mergeDefinitions, unknownUpstreams } from './merge';
import { overWindow } from './overWindow';
import type { Labels, Slo } from './slo';
import { pyrraSlo } from './pyrra/slo';
import { slothSlo } from './sloth/slo';

const DAY = 86_400;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const code: Matcher = { label: 'code', operator: '=~', value: '5..' };

function document(part: Partial<SloDefinition> = {}): SloDefinition {
  return {
    tool: 'openslo',
    document: 1,
    line: 4,
    service: 'orders',
    name: 'availability',
    labels: { tier: '1' },
    objectiveRatio: 0.999,
    window: { kind: 'rolling', seconds: 30 * DAY },
    events: {
      counted: 'bad',
      part: [{ sign: 1, selector: selector('requests', [code]) }],
      total: [{ sign: 1, selector: selector('requests') }],
    },
    links: [],
    ...part,
  };
}

function recorded(labels: Labels = {}, part: { name?: string; objective?: string; days?: number } = {}): Slo {
  const name = part.name ?? 'availability';
  const info = {
    ...labels,
    sloth_id: `orders-${name}`,
    sloth_service: 'orders',
    sloth_slo: name,
    sloth_objective: part.objective ?? '99.9',
  };
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: part.days ?? 30,
    recordedWindowsSeconds: [300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY, 30 * DAY],
    budget: { labels: info, value: 0.5 },
    current: true,
  });
}

describe('documents and recorded series', () => {
  it('of one SLO are one row: its numbers recorded, its meaning documented', () => {
    const links = [{ kind: 'runbook', title: '', url: 'https://runbooks/orders' }] as const;
    const [slo, ...rest] = mergeDefinitions(
      upstream,
      [recorded({ region: 'eu' })],
      [document({ description: 'Orders are accepted', owner: 'waiters', links })]
    );
    expect(rest).toEqual([]);
    expect(slo).toMatchObject({
      id: recorded({ region: 'eu' }).id,
      tool: 'sloth',
      description: 'Orders are accepted',
      owner: 'waiters',
      labels: { region: 'eu', tier: '1' },
      links,
      problems: [],
    });
    expect(slo!.recorded).toBeDefined();
    expect(slo!.events).toEqual(document().events);
  });

  it('meet by the name that Sloth makes of an objective', () => {
    expect(mergeDefinitions(upstream, [recorded({}, { name: 'availability-0' })], [document()])).toHaveLength(1);
  });

  it('meet by the exact name first, and none is lost', () => {
    const slos = mergeDefinitions(
      upstream,
      [recorded({}, { name: 'availability-0' })],
      [document({ description: 'short' }), document({ name: 'availability-0', description: 'exact' })]
    );
    expect(slos.map(({ tool, description }) => [tool, description])).toEqual([
      ['sloth', 'exact'],
      ['openslo', 'short'],
    ]);
  });

  it.each([
    ['another service', { service: 'kitchen' }],
    ['another name', { name: 'latency' }],
  ])('of %s stay two rows', (_, part) => {
    const slos = mergeDefinitions(upstream, [recorded()], [document(part)]);
    expect(slos.map(({ tool }) => tool)).toEqual(['sloth', 'openslo']);
    expect(slos[0]!.events).toBeUndefined();
    expect(slos[1]!.recorded).toBeUndefined();
  });

  it('that disagree say so, and the recorded ones count because the alerts use them', () => {
    const [slo] = mergeDefinitions(upstream, [recorded({}, { objective: '99.5', days: 28 })], [document()]);
    expect(slo).toMatchObject({ objectiveRatio: 0.995, window: { seconds: 28 * DAY } });
    expect(slo!.problems).toEqual([
      { kind: 'documentDisagrees', about: 'objective', document: 0.999, recorded: 0.995 },
      { kind: 'documentDisagrees', about: 'window', document: 30 * DAY, recorded: 28 * DAY },
    ]);
  });

  it('of a calendar window and a rolling one disagree, and the recorded one counts', () => {
    const window = {
      kind: 'calendar',
      unit: 'month',
      count: 1,
      startLocalSeconds: 1_767_225_600,
      zone: 'Europe/Berlin',
    } as const;
    const [slo] = mergeDefinitions(upstream, [recorded()], [document({ window })]);
    expect(slo!.window).toEqual({ kind: 'rolling', seconds: 30 * DAY });
    expect(slo!.problems).toEqual([
      { kind: 'documentDisagrees', about: 'calendar', document: window, recorded: 30 * DAY },
    ]);
  });

  it('gives an objective where none is recorded', () => {
    const [slo] = mergeDefinitions(upstream, [recorded({}, { objective: 'x' })], [document()]);
    expect(slo!.objectiveRatio).toBe(0.999);
    expect(slo!.problems).toEqual([]);
  });

  it('of two clusters are two rows, each with the events of its own cluster', () => {
    const slos = mergeDefinitions(
      upstream,
      [recorded({ cluster: 'a', region: 'eu' }), recorded({ cluster: 'b"', region: 'eu' })],
      [document()]
    );
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
    expect(slos.map(({ events }) => print(events!.part[0].selector))).toEqual([
      'requests{code=~"5..", cluster="a"}',
      'requests{code=~"5..", cluster="b\\""}',
    ]);
    expect(slos.map(({ events }) => print(events!.total[0].selector))).toEqual([
      'requests{cluster="a"}',
      'requests{cluster="b\\""}',
    ]);
  });

  it('narrow the buckets of a histogram as well', () => {
    const threshold = { upperBound: 0.3, buckets: selector('seconds_bucket') };
    const [slo] = mergeDefinitions(
      upstream,
      [recorded({ cluster: 'a' }), recorded({})],
      [document({ events: { ...document().events!, counted: 'good', threshold } })]
    );
    expect(print(slo!.events!.threshold!.buckets)).toBe('seconds_bucket{cluster="a"}');
  });

  it('narrow a native histogram, which stays whole where nothing is recorded', () => {
    const { events: _, ...rest } = document();
    const native = { upperBoundSeconds: 0.5, histogram: selector('seconds') };
    const definition = { ...rest, uncountable: 'nativeHistogram' as const, native };
    const [joined] = mergeDefinitions(upstream, [recorded({ cluster: 'a' }), recorded({})], [definition]);
    expect(joined!.native).toMatchObject({ upperBoundSeconds: 0.5, histogram: { metric: 'seconds' } });
    expect(print(joined!.native!.histogram)).toBe('seconds{cluster="a"}');
    const [alone] = mergeDefinitions(upstream, [], [definition]);
    expect(alone!.native).toEqual(native);
  });
});

test('every SLO carries the labels of its upstream, unless it has one of that name itself', () => {
  const labelled = { ...upstream, labels: { region: 'eu', cluster: 'a' } };
  const slos = mergeDefinitions(labelled, [recorded({ region: 'us' })], [document({ name: 'other' })]);
  expect(slos.map(({ labels }) => labels)).toEqual([
    { region: 'us', cluster: 'a' },
    { region: 'eu', cluster: 'a', tier: '1' },
  ]);
  // They are no labels of its events.
  expect(print(slos[1]!.events!.total[0].selector)).toBe('requests');
});

describe('a document of an SLO whose tool records no objective', () => {
  it('gives it, so that nobody need read rules for it', () => {
    const unread: Slo = {
      ...recorded({}, { objective: 'none' }),
      problems: [
        { kind: 'objectiveUnknown' },
        { kind: 'rulesUnreadable', cause: 'forbidden' },
        { kind: 'pairsAssumed' },
      ],
    };
    expect(mergeDefinitions(upstream, [unread], [document()])).toMatchObject([
      { objectiveRatio: 0.999, problems: [{ kind: 'pairsAssumed' }] },
    ]);
  });
});

describe('a document of an SLO whose rules cannot be read', () => {
  const pairs = { kind: 'rulesWouldTell', what: 'pairs' } as const;
  const unread: Slo = { ...recorded({}), problems: [{ kind: 'rulesWouldTell', what: 'total' }, pairs] };

  it('tells how to count its events, and nothing of its pairs', () => {
    const [slo] = mergeDefinitions(upstream, [unread], [document()]);
    expect(slo!.problems).toEqual([pairs]);
  });

  it('leaves them to be told where it has none itself', () => {
    const { events, ...without } = document();
    expect(events).toBeDefined();
    expect(mergeDefinitions(upstream, [unread], [without])[0]!.problems).toEqual(unread.problems);
  });
});

describe('a document alone', () => {
  it('is an SLO of every upstream, unless it names one', () => {
    const other = { ...upstream, uid: 'us', name: 'Prometheus US' };
    const tools = (definition: SloDefinition) =>
      [upstream, other].map((one) => mergeDefinitions(one, [], [definition]).length);
    expect(tools(document())).toEqual([1, 1]);
    expect(tools(document({ upstreamRef: 'us' }))).toEqual([0, 1]);
    expect(tools(document({ upstreamRef: 'Prometheus' }))).toEqual([1, 0]);
  });

  it('tells its copies in several upstreams, recorded or not, by what they share, unless it names one', () => {
    const shared = (definition: SloDefinition) =>
      [[recorded()], []].map((own) => mergeDefinitions(upstream, own, [definition])[0]!.sharedDocument);
    const [one, other] = shared(document());
    expect(one).toBeDefined();
    expect(other).toBe(one);
    expect(shared(document({ upstreamRef: 'prom' }))).toEqual([undefined, undefined]);
  });

  it('that names a data source which is not read from would be a row of none, and is a problem', () => {
    const lost = document({ upstreamRef: 'us', line: 7 });
    expect(unknownUpstreams([document(), document({ upstreamRef: 'prom' }), lost], [upstream])).toEqual([
      {
        severity: 'error',
        document: 1,
        line: 7,
        column: 1,
        path: 'metricSourceRef',
        issue: { kind: 'unknownUpstream', value: 'us', known: ['Prometheus'] },
      },
    ]);
  });

  it('has ids that differ by upstream, service and name', () => {
    const ids = [
      mergeDefinitions(upstream, [], [document(), document({ name: 'b' }), document({ service: 'b' })]),
      mergeDefinitions({ ...upstream, uid: 'us' }, [], [document()]),
    ].flatMap((slos) => slos.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
  });

  it.each([
    [30, [14.4, 6, 3, 1], 4],
    [28, [13.44, 5.6, 2.8, 0.9333], 4],
    // Shares of the budget of a week would be burn rates at which it lasts.
    [7, [14.4, 6, 3, 1], 4],
    [1, [14.4, 6, 3], 3],
  ])('over %d days alerts at burn rates %j', (days, factors, count) => {
    const [slo] = mergeDefinitions(upstream, [], [document({ window: { kind: 'rolling', seconds: days * DAY } })]);
    expect(slo!.pairs).toHaveLength(count);
    slo!.pairs.forEach(({ factor }, index) => expect(factor).toBeCloseTo(factors[index]!, 3));
  });
});

describe('a composite', () => {
  const { events, ...plain } = document();
  const composite = [{ name: 'search', weight: 1, objectiveRatio: 0.99, events: events! }];

  it('stands beside what a tool has recorded under its name, since no tool records one', () => {
    const slos = mergeDefinitions(upstream, [recorded()], [{ ...plain, objectiveRatio: null, composite }]);
    expect(slos).toMatchObject([
      { tool: 'sloth', objectiveRatio: 0.999 },
      { tool: 'openslo', objectiveRatio: null, composite },
    ]);
    expect(slos[0]).not.toHaveProperty('composite');
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a data source with two names', () => {
  const eu = { uid: 'abc', name: 'Prometheus EU', labels: {} };
  const named = document({ upstreamRef: 'prom-eu', upstreamAlias: 'Prometheus EU' });

  it('is found by either, and by no other', () => {
    expect(mergeDefinitions(eu, [], [named])).toHaveLength(1);
    expect(mergeDefinitions({ ...eu, uid: 'prom-eu', name: 'x' }, [], [named])).toHaveLength(1);
    expect(mergeDefinitions(upstream, [], [named])).toEqual([]);
    expect(unknownUpstreams([named], [eu])).toEqual([]);
    expect(unknownUpstreams([named], [upstream])).toMatchObject([
      { issue: { kind: 'unknownUpstream', value: 'prom-eu' } },
    ]);
  });
});

describe('a document of a tool that also records', () => {
  const pairs = [{ severity: 'page', shortSeconds: 120, longSeconds: 1800, factor: 14.4 }] as const;
  const { events, ...uncounted } = document({ pairs, windowAssumed: 'likeliest' });

  it('is a row that says why it has no numbers where nothing can be counted', () => {
    const [slo] = mergeDefinitions(upstream, [], [{ ...uncounted, uncountable: 'plugin' }]);
    expect(slo!.events).toBeUndefined();
    expect(slo!.pairs).toEqual(pairs);
    expect(slo!.problems).toEqual([
      { kind: 'notCountable', what: 'plugin' },
      { kind: 'windowAssumed', windowSeconds: 30 * DAY },
    ]);
    expect(events).toBeDefined();
  });

  it('has no problem with the window that is the default of its tool, and tells it', () => {
    const slos = mergeDefinitions(upstream, [], [document({ windowAssumed: 'default' })]);
    expect(slos).toMatchObject([{ problems: [], windowIsDefault: true }]);
    expect(overWindow(slos, 7 * DAY)[0]!.windowIsDefault).toBeUndefined();
  });

  it('has nothing to say of a window that it only assumes, and of pairs that the series tell', () => {
    const [slo] = mergeDefinitions(upstream, [recorded({}, { days: 28 })], [uncounted]);
    expect(slo!.problems).toEqual([]);
    expect(slo!.pairs).toEqual(recorded({}, { days: 28 }).pairs);
  });

  it('gives the pairs that could only be assumed', () => {
    const [slo] = mergeDefinitions(upstream, [recorded({}, { days: 7 })], [uncounted]);
    expect(slo!.problems).toEqual([]);
    expect(slo!.pairs).toEqual(pairs);
  });
});

it.each<[string, Labels, Partial<SloDefinition>, string]>([
  [
    'the label owner of the series before the team of the document',
    { owner: 'waiters' },
    { labels: { team: 'front' } },
    'waiters',
  ],
  [
    'the label owner of the document before the team of the series',
    { team: 'front' },
    { labels: { owner: 'cooks' } },
    'cooks',
  ],
  ['the team where nobody says owner', {}, { labels: { team: 'front' } }, 'front'],
  ['what the document says elsewhere, where no label tells', {}, { owner: 'waiters' }, 'waiters'],
])('the owner is %s', (_, labels, part, owner) => {
  const definition = document({ owner: part.labels?.['owner'] ?? part.labels?.['team'] ?? owner, ...part });
  expect(mergeDefinitions(upstream, [recorded(labels)], [definition])[0]!.owner).toBe(owner);
});

it('alerts that a document switches off are off for what is recorded too, where no rule tells them', () => {
  const pairs = workbookPairs(30 * DAY);
  const slo: Slo = { ...recorded(), problems: [{ kind: 'pairsAssumed' }] };
  const off = document({ pairs: [], mutedPairs: pairs });
  expect(mergeDefinitions(upstream, [slo], [off])).toMatchObject([{ pairs: [], mutedPairs: pairs, problems: [] }]);
  expect(mergeDefinitions(upstream, [recorded()], [off])).toMatchObject([{ pairs: [], mutedPairs: pairs }]);
  const tickets = pairs.filter(({ severity }) => severity === 'ticket');
  const some = document({ pairs: tickets, mutedPairs: pairs.filter((pair) => !tickets.includes(pair)) });
  expect(mergeDefinitions(upstream, [recorded()], [some])[0]!.pairs.map(({ severity }) => severity)).toEqual([
    'ticket',
    'ticket',
  ]);
  const told: Slo = { ...recorded(), pairsByDefault: false };
  expect(mergeDefinitions(upstream, [told], [off])[0]!.pairs).toEqual(told.pairs);
});

describe('a document of Pyrra that is grouped by what would be its service', () => {
  const pyrra = document({ tool: 'pyrra', service: '', name: 'answered', labels: { tier: '1' }, objectiveRatio: 0.99 });

  function group(namespace: string, metric = 'requests', labels: Labels = { tier: '1' }): Slo {
    return pyrraSlo({
      upstream,
      labels: { ...labels, namespace, slo: 'answered' },
      base: metric,
      burnrates: new Map([[300, `${metric}:burnrate5m`]]),
      hasStopped: false,
      objective: undefined,
      window: undefined,
      availability: undefined,
      increases: [],
      rules: null,
      unreadable: 'forbidden',
    });
  }
  const met = (recordedSlos: readonly Slo[], definitions: readonly SloDefinition[]) =>
    mergeDefinitions(upstream, recordedSlos, definitions).map(({ service, objectiveRatio, recorded: own }) =>
      [service, objectiveRatio, own === undefined ? 'alone' : 'recorded'].join(' ')
    );

  it('meets every group by its name, and each counts its own events', () => {
    const slos = mergeDefinitions(upstream, [group('shop'), group('bar')], [pyrra]);
    expect(met([group('shop'), group('bar')], [pyrra])).toEqual(['shop 0.99 recorded', 'bar 0.99 recorded']);
    expect(slos.map(({ events }) => print(events!.total[0].selector))).toEqual([
      'requests{namespace="shop"}',
      'requests{namespace="bar"}',
    ]);
    expect(slos[0]!.problems).not.toContainEqual({ kind: 'objectiveUnknown' });
  });

  it.each<[string, Slo, SloDefinition[]]>([
    ['two documents have its name', group('shop'), [pyrra, { ...pyrra, service: 'bar' }]],
    ['its burn rates are of another metric', group('shop', 'orders'), [pyrra]],
    ['it lacks a label of the document', group('shop', 'requests', {}), [pyrra]],
    ['the document is of another tool', group('shop'), [{ ...pyrra, tool: 'openslo' }]],
    ['its name is another', { ...group('shop'), name: 'fast' }, [pyrra]],
  ])('does not meet a group where %s', (_, slo, definitions) => {
    expect(met([slo], definitions)).toEqual([
      'shop  recorded',
      ...definitions.map(({ service }) => `${service} 0.99 alone`),
    ]);
  });

  it('gives the service of its namespace to what is recorded without one', () => {
    const { namespace: _, ...labels } = group('shop').labels;
    const nameless: Slo = { ...group('shop'), service: '', labels };
    const slos = mergeDefinitions(upstream, [nameless], [{ ...pyrra, service: 'bar' }]);
    expect(slos).toMatchObject([{ id: nameless.id, service: 'bar', objectiveRatio: 0.99 }]);
  });

  it('that has been met by its service is of no other', () => {
    expect(met([group('shop'), group('bar')], [{ ...pyrra, service: 'bar' }])).toEqual([
      'shop  recorded',
      'bar 0.99 recorded',
    ]);
  });
});
