import { columnReader, instantValue } from './columns';
import type { Series } from './port';
import type { RecordedSli } from '../slo/slo';

const recorded: RecordedSli = {
  idLabel: 'id',
  idValue: 'a',
  seriesKey: '[["id","a"]]',
  remarkLabels: new Set(),
  ratios: new Map(),
  windowRatio: null,
  weighs: 'slots',
  budgetRemaining: null,
  slot: null,
  poisoned: false,
};

const replica = (name: string, value: number): Series => ({
  labels: { id: 'a', replica: name },
  timesSeconds: [0],
  values: [value],
});

test.each([
  ['the first by its labels', [1, 2], 1],
  ['the one that is a number', [NaN, 2], 2],
  ['the only one that there is', [undefined, 2], 2],
  ['nothing where all are NaN', [NaN, NaN], NaN],
] as const)('of replicas in any order %s is read', (_, [first, second], expected) => {
  const series = [...(first === undefined ? [] : [replica('a', first)]), replica('b', second)];
  for (const ordered of [series, [...series].reverse()]) {
    const read = columnReader(new Map([['q', { state: 'ok', series: ordered, warnings: [] }]]));
    expect(instantValue(read('q', recorded), { metric: 'm' }, recorded)).toBe(expected);
  }
});
