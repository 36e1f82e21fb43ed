import type { Slo } from '../core/slo/slo';
import { choicesOf } from './choices';

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
});
