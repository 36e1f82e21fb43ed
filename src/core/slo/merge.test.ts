import { selector } from '../promql/ast';
import { print } from '../promql/print';
import type { SloDefinition } from './definition';
import { mergeDefinitions, unknownUpstreams } from './merge';
import type { Slo } from './slo';
import { DAY, document, recorded, upstream } from './testing';

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
