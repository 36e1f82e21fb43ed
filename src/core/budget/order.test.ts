import fc from 'fast-check';
import { measured, unmeasured } from './dataState';
import { compareBy, ORDERS, type Order, type Orderable } from './order';
import type { Status } from './status';

const unknown = unmeasured('noData', { kind: 'rulesStopped' });

function slo(name: string, status: Status, part: Partial<Orderable> = {}): Orderable {
  const numbers = { budgetRemaining: measured(0.5), burnRate: 0, exhaustionSeconds: Infinity };
  return { id: name, service: 'shop', name, status, ...numbers, ...part };
}

const rows = [
  slo('rack-10', 'healthy', { budgetRemaining: measured(0.9), burnRate: 0.5 }),
  slo('rack-2', 'atRisk', { budgetRemaining: measured(0.05), burnRate: 2, exhaustionSeconds: 4000 }),
  slo('lost', 'blind', { budgetRemaining: unknown, burnRate: null, exhaustionSeconds: null }),
  slo('fire', 'burning', { budgetRemaining: measured(0.7), burnRate: 40, exhaustionSeconds: 9000 }),
  slo('spent', 'breached', { budgetRemaining: measured(-2), exhaustionSeconds: 0 }),
  slo('unseen', 'blind', { budgetRemaining: measured(0.4), burnRate: null, exhaustionSeconds: null }),
];

it.each<[Order, string[]]>([
  ['worst', ['fire', 'unseen', 'lost', 'spent', 'rack-2', 'rack-10']],
  ['name', ['fire', 'lost', 'rack-2', 'rack-10', 'spent', 'unseen']],
  ['budget', ['spent', 'rack-2', 'unseen', 'fire', 'rack-10', 'lost']],
  ['burnRate', ['fire', 'rack-2', 'rack-10', 'spent', 'unseen', 'lost']],
  ['exhaustion', ['spent', 'rack-2', 'fire', 'rack-10', 'unseen', 'lost']],
])('by %s', (order, names) => {
  expect([...rows].sort(compareBy(order)).map(({ name }) => name)).toEqual(names);
});

it('goes by the service before the name', () => {
  const of = (service: string, name: string) => slo(name, 'healthy', { id: service + name, service });
  const sorted = [of('b', 'a'), of('a', 'b'), of('a', 'a')].sort(compareBy('name'));
  expect(sorted.map(({ id }) => id)).toEqual(['aa', 'ab', 'ba']);
});

it('never depends on how the rows came, and loses none', () => {
  const number = fc.option(fc.constantFrom(-1, 0, 0.05, 0.5, Infinity));
  const row = fc.record({
    service: fc.constantFrom('a', 'A', 'á', 'a-2', 'a-10'),
    name: fc.constantFrom('x', 'x\u0000', 'X'),
    status: fc.constantFrom<Status>('burning', 'blind', 'breached', 'healthy'),
    budgetRemaining: number.map((value) => (value === null ? unknown : measured(value))),
    burnRate: number,
    exhaustionSeconds: number,
  });
  const permuted = fc
    .array(row, { maxLength: 12 })
    .map((all) => all.map((one, index) => ({ ...one, id: `id-${index}` })))
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(permuted, fc.constantFrom(...ORDERS), ([all, shuffled], order) => {
      const ids = (some: readonly Orderable[]) => [...some].sort(compareBy(order)).map(({ id }) => id);
      expect(ids(shuffled)).toEqual(ids(all));
      expect(ids(all).sort()).toEqual(all.map(({ id }) => id).sort());
    })
  );
});
