import type { Slo } from '../core/slo/slo';
import { choicesBeside, choicesOf, type ChoiceQuery } from './choices';
import type { SloFilter } from './query';

const slo = (part: Partial<Slo>) => ({ service: 'orders', name: 'availability', labels: {}, ...part }) as Slo;

describe('choices', () => {
  const slos = [
    slo({ service: 'rack-10', name: 'b', owner: 'cooks', labels: { region: 'us', tier: '1' } }),
    slo({ service: 'rack-2', name: 'a', owner: '', labels: { region: 'eu', zone: '' } }),
    slo({ service: 'rack-2', name: 'é', labels: { region: 'us' } }),
    slo({ service: 'rack-2', name: 'f', owner: 'cooks' }),
  ];

  it.each([
    ['services', undefined, ['rack-2', 'rack-10']],
    ['slos', undefined, ['a', 'b', 'é', 'f']],
    ['owners', undefined, ['cooks']],
    ['labelNames', undefined, ['region', 'tier', 'zone']],
    ['labelValues', 'region', ['eu', 'us']],
    ['labelValues', 'zone', []],
    ['labelValues', 'constructor', []],
    ['labelValues', undefined, []],
  ] as const)('of %s %s are listed once each, in natural order', (values, label, expected) => {
    expect(choicesOf(slos, { values, label })).toEqual(expected);
  });

  const filter = { services: [], slos: [], owners: [], labels: [] };

  it.each<[string, Partial<SloFilter>, ChoiceQuery, string[]]>([
    ['of what other fields leave', { owners: ['cooks'] }, { values: 'services' }, ['rack-2', 'rack-10']],
    ['of what a label leaves', { labels: [{ label: 'region', values: ['us'] }] }, { values: 'slos' }, ['b', 'é']],
    ['whatever the field itself holds', { services: ['rack-10'] }, { values: 'services' }, ['rack-2', 'rack-10']],
    ['whatever the owners are', { owners: ['cooks'] }, { values: 'owners' }, ['cooks']],
    [
      'whatever values their own label has',
      { labels: [{ label: 'region', values: ['us'] }] },
      { values: 'labelValues', label: 'region' },
      ['eu', 'us'],
    ],
    [
      'of labels other than the one to change',
      {
        labels: [
          { label: 'tier', values: ['1'] },
          { label: 'region', values: ['eu'] },
        ],
      },
      { values: 'labelNames', label: 'region' },
      ['region', 'tier'],
    ],
  ])('beside other fields are those %s', (_, part, query, expected) => {
    expect(choicesBeside(slos, { ...filter, ...part }, query)).toEqual(expected);
  });
});
