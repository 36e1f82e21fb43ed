import fc from 'fast-check';
import { budgetRemainingRatio } from '../../budget/budget';
import type { Selector } from '../../promql/ast';
import type { EventCount, EventsSli } from '../../slo/events';
import { countEvents } from './count';

function selector(metric: string): Selector {
  return { type: 'selector', metric, matchers: [] };
}

/** The sum of the counters given by name. */
function sum(...metrics: string[]): EventCount {
  const [first = '', ...rest] = metrics;
  const term = (metric: string) => ({ sign: 1 as const, selector: selector(metric) });
  return [term(first), ...rest.map(term)];
}

function errorRatio(sli: EventsSli, counts: Readonly<Record<string, number>>): number {
  const { errorRatio: ratio } = countEvents(
    sli,
    ({ metric = '' }) => ({
      state: 'ok',
      series: [{ labels: {}, timesSeconds: [0], values: [counts[metric] ?? 0] }],
      warning: undefined,
      stepSeconds: undefined,
    }),
    []
  );
  return ratio.value ?? NaN;
}

const total = fc.integer({ min: 2, max: 1_000_000 });
const objective = fc.double({ min: 0.5, max: 0.9999, noNaN: true });

test.each(['bad', 'good'] as const)(
  'each added error takes something from the budget (%s events counted)',
  (counted) => {
    const sli: EventsSli = { counted, part: sum('part'), total: sum('all') };
    fc.assert(
      fc.property(
        total,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        objective,
        (all, share, ratio) => {
          const bad = Math.floor(share * (all - 1));
          const left = (errors: number) =>
            budgetRemainingRatio(errorRatio(sli, { all, part: counted === 'bad' ? errors : all - errors }), ratio);
          expect(left(bad + 1)).toBeLessThan(left(bad));
          expect(left(0)).toBe(1);
        }
      )
    );
  }
);

test('the union of groups is the mean of their ratios, weighed by their events', () => {
  const group = fc.record({ all: total, share: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 8 }), (groups) => {
      const counts = Object.fromEntries(
        groups.flatMap(({ all, share }, index) => [
          [`all${index}`, all],
          [`bad${index}`, Math.floor(share * all)],
        ])
      );
      const names = (what: string) => groups.map((_, index) => `${what}${index}`);
      const union = errorRatio({ counted: 'bad', part: sum(...names('bad')), total: sum(...names('all')) }, counts);
      const ratios = groups.map((_, index) =>
        errorRatio({ counted: 'bad', part: sum(`bad${index}`), total: sum(`all${index}`) }, counts)
      );
      const events = groups.reduce((sumOf, { all }) => sumOf + all, 0);
      const mean = groups.reduce((sumOf, { all }, index) => sumOf + ((ratios[index] ?? NaN) * all) / events, 0);
      expect(union).toBeCloseTo(mean, 12);
    })
  );
});
