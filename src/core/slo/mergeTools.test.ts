import { workbookPairs } from '../budget/alertPairs';
import { print } from '../promql/print';
import type { SloDefinition } from './definition';
import { mergeDefinitions } from './merge';
import { overWindow } from './overWindow';
import { pyrraSlo } from './pyrra/slo';
import type { Labels, Slo } from './slo';
import { DAY, document, recorded, upstream } from './testing';

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
