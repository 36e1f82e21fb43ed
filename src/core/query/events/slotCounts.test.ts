import fc from 'fast-check';
import type { Selector } from '../../promql/ast';
import type { EventCount, EventsSli, EventTerm } from '../../slo/events';
import type { PartAnswer } from '../union';
import { countEvents } from './count';
import { countSlots, timesOf } from './slotCounts';

const TIMES = { firstSeconds: 900, lastSeconds: 2100, stepSeconds: 300 };

/** A value per slot; undefined where there is no sample. */
type Values = ReadonlyArray<number | undefined>;

function selector(metric: string): Selector {
  return { type: 'selector', metric, matchers: [] };
}

function answer(values: Values): PartAnswer {
  const samples = timesOf(TIMES).flatMap((time, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ time, value }];
  });
  return {
    state: 'ok',
    series:
      samples.length === 0
        ? []
        : [{ labels: {}, timesSeconds: samples.map(({ time }) => time), values: samples.map(({ value }) => value) }],
    warning: undefined,
    stepSeconds: 300,
  };
}

const bad: EventsSli = {
  counted: 'bad',
  part: [{ sign: 1, selector: selector('failed') }],
  total: [{ sign: 1, selector: selector('all') }],
};

function counted(sli: EventsSli, values: Readonly<Record<string, Values>>) {
  return countSlots(sli, ({ metric = '' }) => answer(values[metric] ?? []), TIMES);
}

it('lists the times of slots, both ends included', () => {
  expect(timesOf(TIMES)).toEqual([900, 1200, 1500, 1800, 2100]);
});

it('tells no errors from no data and from no traffic', () => {
  const all = [100, 100, undefined, 0, NaN];
  expect(counted(bad, { all, failed: [3, undefined, 3, undefined, 3] })).toEqual([
    { bad: 3, total: 100 },
    { bad: 0, total: 100 },
    null,
    { bad: 0, total: 0 },
    null,
  ]);
});

it('takes what is good off, and knows that a missing bucket proves nothing', () => {
  const good: EventsSli = { ...bad, counted: 'good' };
  const values = { all: [100, 100, 0, 100, 100], failed: [90, undefined, undefined, 100, 0] };
  const badOf = (sli: EventsSli) => counted(sli, values).map((slot) => slot?.bad);
  expect(badOf(good)).toEqual([10, 100, 0, 0, 100]);
  const threshold = { upperBound: 0.5, buckets: selector('buckets') };
  expect(badOf({ ...good, threshold })).toEqual([10, undefined, 0, 0, 100]);
});

it('ignores samples between the times, before and after them', () => {
  const off: PartAnswer = {
    state: 'ok',
    series: [{ labels: {}, timesSeconds: [600, 950, 1200, 2400], values: [1, 2, 3, 4] }],
    warning: undefined,
    stepSeconds: 300,
  };
  expect(countSlots(bad, () => off, TIMES)).toEqual([null, { bad: 3, total: 3 }, null, null, null]);
});

describe('of any counts', () => {
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 1000 }) },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) }
  );
  const term = fc.record({
    sign: fc.constantFrom<1 | -1>(1, -1),
    optional: fc.boolean(),
    metric: fc.constantFrom('a', 'b', 'c', 'd'),
  });
  const count = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms): EventCount => {
    const [first, ...rest] = terms.map(({ sign, optional, metric }): EventTerm => ({
      sign,
      selector: selector(metric),
      ...(optional ? { optional: true as const } : {}),
    }));
    return [first!, ...rest];
  });
  const sli = fc.record({ counted: fc.constantFrom<'bad' | 'good'>('bad', 'good'), part: count, total: count });
  const values = fc.record(
    Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, fc.array(value, { minLength: 5, maxLength: 5 })]))
  );

  it('says of every slot what counting that slot alone says', () => {
    fc.assert(
      fc.property(sli, fc.boolean(), values, (own, isLatency, samples) => {
        const asked: EventsSli = isLatency
          ? { ...own, threshold: { upperBound: 1, buckets: selector('buckets') } }
          : own;
        const alone = timesOf(TIMES).map((_, index) => {
          const { bad: badEvents, total } = countEvents(
            asked,
            ({ metric = '' }) => answer([samples[metric]?.[index]]),
            []
          );
          return badEvents.value === null || total.value === null ? null : { bad: badEvents.value, total: total.value };
        });
        expect(counted(asked, samples)).toEqual(alone);
      }),
      { numRuns: 500 }
    );
  });
});
