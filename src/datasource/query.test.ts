import { CustomVariable, EmbeddedScene, sceneGraph, SceneVariableSet } from '@grafana/scenes';
import fc from 'fast-check';
import type { Slo } from '../core/slo/slo';
import {
  asksTheSame,
  filterSlos,
  interpolateList,
  interpolateTexts,
  migrateQuery,
  queryDisplayText,
  templateTexts,
  type Replace,
  type SloFilter,
} from './query';
import type { SloQuery } from './types';

const slo = (part: Partial<Slo>) => ({ service: 'orders', name: 'availability', labels: {}, ...part }) as Slo;
const EVERYTHING: SloFilter = { services: [], slos: [], owners: [], labels: [] };
const NO_RELEASE = { policy: '', version: '', baseline: '', start: '', attempt: '' };

interface Variable {
  value: string | string[];
  allValue?: string;
}

/** Replaces variables as the dashboards of Grafana do. */
function dashboard(variables: Record<string, Variable>): Replace {
  const scene = new EmbeddedScene({
    $variables: new SceneVariableSet({
      variables: Object.entries(variables).map(
        ([name, { value, allValue }]) =>
          new CustomVariable({ name, value, text: value, isMulti: Array.isArray(value), includeAll: true, allValue })
      ),
    }),
    body: undefined as never,
  });
  return (text, scopedVars, format) => sceneGraph.interpolate(scene, text, scopedVars, format as never);
}

describe('filter', () => {
  const eu = slo({ name: 'eu', owner: 'waiters', labels: { region: 'eu', provider: 'aws' } });
  const us = slo({ name: 'us', owner: 'cooks', labels: { region: 'us', provider: 'gcp' } });
  const everywhere = slo({ name: 'everywhere', service: 'kitchen' });
  const all = [eu, us, everywhere];

  it.each<[string, Partial<SloFilter>, Slo[]]>([
    ['nothing', {}, all],
    ['a service', { services: ['kitchen'] }, [everywhere]],
    ['names', { slos: ['us', 'everywhere'] }, [us, everywhere]],
    ['owners, without those that have none', { owners: ['waiters', 'cooks'] }, [eu, us]],
    ['a label, without those that lack it', { labels: [{ label: 'region', values: ['eu', 'us'] }] }, [eu, us]],
    [
      'two labels, both of which must match',
      {
        labels: [
          { label: 'region', values: ['eu', 'us'] },
          { label: 'provider', values: ['gcp'] },
        ],
      },
      [us],
    ],
    ['a label without values, which filters nothing', { labels: [{ label: 'region', values: [] }] }, all],
    ['values without a label, which filter nothing', { labels: [{ label: '', values: ['eu'] }] }, all],
    ['a label that every object has', { labels: [{ label: 'constructor', values: ['eu'] }] }, []],
    ['a service and an owner that never meet', { services: ['kitchen'], owners: ['cooks'] }, []],
  ])('by %s', (_, filter, expected) => {
    expect(filterSlos(all, { ...EVERYTHING, ...filter })).toEqual(expected);
  });
});

describe('interpolation', () => {
  it.each<[string, string[] | undefined, Record<string, Variable>, string[]]>([
    ['no list', undefined, {}, []],
    ['plain texts', ['orders', 'a,b', '{a,b}'], {}, ['orders', 'a,b', '{a,b}']],
    ['a variable with one value', ['$v'], { v: { value: 'orders' } }, ['orders']],
    ['a variable with several', ['$v', 'bar'], { v: { value: ['orders', 'kitchen'] } }, ['orders', 'kitchen', 'bar']],
    ['a variable within a text', ['${v}-eu'], { v: { value: ['"a"', 'b'] } }, ['"a"-eu', 'b-eu']],
    [
      'two variables in one text',
      ['$v/$w'],
      { v: { value: ['a', 'b'] }, w: { value: ['1', '2'] } },
      ['a/1', 'a/2', 'b/1', 'b/2'],
    ],
    ['everything', ['$v'], { v: { value: '$__all', allValue: '$__all' } }, []],
    ['everything beside a value', ['$v', 'bar'], { v: { value: ['$__all'], allValue: '$__all' } }, []],
    ['an empty value', ['$v'], { v: { value: '' } }, []],
    ['no value at all', ['$v'], { v: { value: [] } }, []],
    ['a variable that does not exist', ['$gone'], {}, ['$gone']],
  ])('of %s', (_, texts, variables, expected) => {
    expect(interpolateList(texts, dashboard(variables))).toEqual(expected);
  });

  it('reaches every filter, the window and the label to group by, but not the name of a label', () => {
    const replace = dashboard({
      v: { value: ['a', 'b'] },
      w: { value: '7d' },
      g: { value: 'zone' },
      region: { value: 'eu' },
    });
    const labels = [{ label: '$region', values: ['$region', 'us'] }];
    expect(
      interpolateTexts(
        {
          services: ['$v'],
          slos: ['$v'],
          owners: ['$v'],
          labels,
          statuses: ['$v'],
          window: '$w',
          groupBy: '$g',
          policy: '$g',
          version: '1.$g',
          start: '$__all',
        },
        replace
      )
    ).toEqual({
      services: ['a', 'b'],
      slos: ['a', 'b'],
      owners: ['a', 'b'],
      labels: [{ label: '$region', values: ['eu', 'us'] }],
      statuses: ['a', 'b'],
      window: '7d',
      groupBy: 'zone',
      ...NO_RELEASE,
      policy: 'zone',
      version: '1.zone',
    });
    expect(interpolateTexts({}, replace)).toEqual({
      ...EVERYTHING,
      ...NO_RELEASE,
      statuses: [],
      window: '',
      groupBy: '',
    });
  });

  it('selects exactly the SLOs whose values were chosen, whatever is in them', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '{a,b}',
        'a,b',
        '"',
        '\\"',
        "'",
        '$x',
        '${v}',
        '[[v]]',
        '$__all_',
        '.*',
        'é|ü',
        '日本',
        ' ',
        '["a"]'
      ),
      fc.string({ minLength: 1, unit: 'grapheme' })
    );
    const value = hostile.filter((text) => text !== '$__all');
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 8 }), fc.nat(), (values, seed) => {
        const chosen = values.filter((_, index) => index === seed % values.length || ((seed >> index) & 1) === 1);
        const slos = values.map((text) => slo({ service: text, name: text, owner: text, labels: { text } }));
        const replace = dashboard({ v: { value: chosen }, x: { value: 'another' } });
        const texts = [
          { services: ['$v'] },
          { slos: ['$v'] },
          { owners: ['${v}'] },
          { labels: [{ label: 'text', values: ['[[v]]'] }] },
        ];
        for (const text of texts) {
          expect(filterSlos(slos, interpolateTexts(text, replace)).map(({ name }) => name)).toEqual(chosen);
        }
      })
    );
  });

  it('knows every text in which a variable may stand', () => {
    const labels = [{ label: 'region', values: ['d'] }];
    expect(
      templateTexts({
        services: ['a'],
        slos: ['b'],
        owners: ['c'],
        labels,
        statuses: ['e'],
        window: 'f',
        groupBy: 'g',
      })
    ).toEqual([...'abcdefg']);
  });
});

describe('queries', () => {
  const query: SloQuery = { refId: 'A', schemaVersion: 1, queryType: 'budget', services: ['orders'] };

  it.each<[string, Partial<SloQuery>]>([
    ['under another id, of a hidden query', { refId: 'B', hide: true, key: 'Q-1', datasource: { uid: 'x' } }],
    ['with empty filters', { slos: [], window: '', labels: [] }],
  ])('ask the same %s', (_, part) => {
    expect(asksTheSame(query, { ...query, ...part })).toBe(true);
    expect(asksTheSame({ ...part, ...query }, query)).toBe(true);
  });

  it.each<Partial<SloQuery>>([
    { queryType: 'slos' },
    { services: ['kitchen'] },
    { labels: [{ label: 'region', values: ['eu'] }] },
    { window: '7d' },
    { unit: 'minutes' },
  ])('do not ask the same with %j', (part) => {
    expect(asksTheSame(query, { ...query, ...part })).toBe(false);
  });
});

describe('a query as stored', () => {
  const migrated = (stored: Record<string, unknown>) => migrateQuery({ refId: 'A', ...stored } as SloQuery);

  it.each<[string, Record<string, unknown>, Partial<SloQuery>]>([
    ['nothing', {}, { schemaVersion: 1, queryType: 'slos' }],
    ['a type nobody knows', { queryType: 'slis' }, { queryType: 'slos' }],
    [
      'one text for a list',
      { services: 'orders', slos: 'x', owners: 'cooks' },
      { services: ['orders'], slos: ['x'], owners: ['cooks'] },
    ],
    ['numbers and holes in a list', { services: ['a', 7, null, '', {}] }, { services: ['a', '7'] }],
    ['null for a list', { services: null, labels: null }, {}],
    [
      'a label with one value',
      { labels: [{ label: 'region', values: 'eu' }] },
      { labels: [{ label: 'region', values: ['eu'] }] },
    ],
    [
      'one label without a list',
      { labels: { label: 'region', values: ['eu'] } },
      { labels: [{ label: 'region', values: ['eu'] }] },
    ],
    ['a label without values', { labels: [{ label: 'region' }] }, { labels: [{ label: 'region', values: [] }] }],
    ['no label at all', { labels: ['region', null, 7] }, { labels: [] }],
    ['a unit', { unit: 'minutes' }, { unit: 'minutes' }],
    ['a unit nobody knows', { unit: 'seconds' }, { unit: 'percent' }],
    ['months', { per: 'month' }, { per: 'month' }],
    ['a period nobody knows', { per: 'decade' }, { per: 'day' }],
    ['a heatmap', { latency: 'heatmap' }, { latency: 'heatmap' }],
    ['a view of latency nobody knows', { latency: 'mean' }, { latency: 'share' }],
    ['a view of a release', { release: 'summary' }, { release: 'summary' }],
    ['a view of a release nobody knows', { release: 'odds' }, { release: 'criteria' }],
    ['an attempt that is a number', { attempt: 2 }, { attempt: '2' }],
    ['exclusions to mark', { mark: 'exclusions' }, { mark: 'exclusions' }],
    ['a mark nobody knows', { mark: 'deploys' }, { mark: 'episodes' }],
    ['a label to group by', { groupBy: 'region' }, { groupBy: 'region' }],
    ['several labels to group by', { groupBy: ['region'] }, { groupBy: '' }],
    ['one status', { statuses: 'blind' }, { statuses: ['blind'] }],
    ['an order', { order: 'exhaustion' }, { order: 'exhaustion' }],
    ['an order nobody knows', { order: 'newest' }, { order: 'worst' }],
    ['a window that is a number', { window: 7 }, { window: '7' }],
    ['a window that is a structure', { window: {} }, { window: '' }],
  ])('with %s is brought to the schema', (_, stored, expected) => {
    expect(migrated(stored)).toEqual({ refId: 'A', schemaVersion: 1, queryType: 'slos', ...expected });
  });

  it('keeps what it does not know', () => {
    expect(migrated({ hide: true, later: 1 })).toMatchObject({ hide: true, later: 1 });
  });

  it('is told from others in one line', () => {
    const labels = [
      { label: 'region', values: ['eu', 'us'] },
      { label: 'tier', values: [] },
    ];
    expect(
      queryDisplayText(migrated({ queryType: 'budget', services: ['orders'], owners: ['cooks'], labels, window: '7d' }))
    ).toBe('budget orders cooks region=eu|us 7d');
    expect(queryDisplayText(migrated({ queryType: 'latency', groupBy: 'zone' }))).toBe('latency share zone');
    expect(queryDisplayText(migrated({ queryType: 'annotations', mark: 'exhausted' }))).toBe('annotations exhausted');
    expect(queryDisplayText(migrated({ queryType: 'release', policy: 'canary', version: '1.2' }))).toBe(
      'release criteria canary 1.2'
    );
    expect(queryDisplayText(migrated({}))).toBe('slos');
    expect(queryDisplayText(migrated({ groupBy: 'region', statuses: ['blind', 'burning'], order: 'budget' }))).toBe(
      'slos region blind burning budget'
    );
  });
});
