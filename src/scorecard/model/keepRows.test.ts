import fc from 'fast-check';
import { FieldMatcherID } from '@grafana/data';
import { AT, panelData, PERIOD, sloFrame, type Spec } from '../testing';
import { keepRows } from './keepRows';
import { readRows } from './readRows';
import type { ScoreRow } from './row';

const BURNING: Spec = { name: 'cart', status: 'burning', firingPair: 'page 5m/1h', burningSince: AT - 600_000 };
/** As a refresh reads it that is so many seconds later, from frames of its own. */
const refreshed = (specs: readonly Spec[], seconds = 0): ScoreRow[] => {
  const details = { ...{ atMilliseconds: AT + seconds * 1000 } };
  return readRows(panelData([sloFrame(specs.map((spec) => ({ details, ...spec })))]).series, AT + seconds * 1000);
};
const isKept = (before: Spec, after: Spec, seconds = 0) => {
  const [old] = refreshed([before]);
  return keepRows([old!], refreshed([after], seconds))[0] === old;
};

test('a row that a later refresh reads as before is the very same, wherever it now stands', () => {
  const before = refreshed([{ name: 'a' }, { name: 'b', trend: [0.1, null] }]);
  const after = keepRows(before, refreshed([{ name: 'b', trend: [0.1, null] }, { name: 'new' }, { name: 'a' }], 30));
  expect(after.map(({ name }) => name)).toEqual(['b', 'new', 'a']);
  expect([after[0], after[2]]).toEqual([before[1], before[0]]);
  expect(after[0]).toBe(before[1]);
  expect(after[2]).toBe(before[0]);
});

test.each<[string, Spec]>([
  ['status', { name: 'a', status: 'burning' }],
  ['number', { name: 'a', budget: 0.4999 }],
  ['missing number', { name: 'a', sli: null }],
  ['burn rate', { name: 'a', burnRates: { '5m': 2 } }],
  ['trend', { name: 'a', trend: [0.5] }],
  ['label', { name: 'a', labels: { region: 'eu' } }],
  ['problem', { name: 'a', details: { problems: [{ severity: 'error', text: 'no SLI' }] } }],
])('another %s is another row', (_, after) => {
  expect(
    isKept({ name: 'a', burnRates: { '5m': 1 }, trend: [0.4] }, { burnRates: { '5m': 1 }, trend: [0.4], ...after })
  ).toBe(false);
});

test.each<[string, Spec, number, boolean]>([
  ['that burns is told to the minute', BURNING, 20, true],
  ['that burns is told to the minute', BURNING, 60, false],
  ['of a calendar period shows how much of it has passed', { name: 'a', details: { period: PERIOD } }, 1, false],
])('the time of a row %s: %j, %i s', (_, spec, seconds, kept) => {
  expect(isKept(spec, spec, seconds)).toBe(kept);
});

test('a trend that has moved along with the range is as before, and one with another gap is not', () => {
  const moved = (minutes: number[]) => (row: ScoreRow) => ({
    ...row,
    trend: minutes.map((minute) => ({ timeMilliseconds: AT + minute * 60_000, value: 0.5 })),
  });
  const kept = (before: number[], after: number[]) => {
    const old = refreshed([{ name: 'a' }]).map(moved(before));
    return keepRows(old, refreshed([{ name: 'a' }]).map(moved(after)))[0] === old[0];
  };
  expect(kept([0, 1, 2], [5, 6, 7])).toBe(true);
  expect(kept([0, 1, 2], [5, 6, 8])).toBe(false);
});

test('a number that is shown otherwise is another', () => {
  const decimals = {
    matcher: { id: FieldMatcherID.byName, options: 'sli' },
    properties: [{ id: 'decimals', value: 1 }],
  };
  const [old] = refreshed([{ name: 'a' }]);
  const rows = readRows(panelData([sloFrame([{ name: 'a' }])], {}, [decimals]).series, AT);
  expect(keepRows([old!], rows)[0]).not.toBe(old);
});

test('what is kept holds the same as what came', () => {
  const spec: fc.Arbitrary<Spec> = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    status: fc.constantFrom('burning', 'healthy'),
    budget: fc.option(fc.constantFrom(0.5, -1)),
    trend: fc.array(fc.option(fc.constantFrom(0.1, 0.2)), { maxLength: 2 }),
  });
  const told = (rows: readonly ScoreRow[]) =>
    rows.map(({ id, status, budget, trend }) => [id, status, budget.value, trend.map(({ value }) => value)]);
  fc.assert(
    fc.property(fc.array(spec, { maxLength: 4 }), fc.array(spec, { maxLength: 4 }), (before, after) => {
      const rows = refreshed(after, 30);
      expect(told(keepRows(refreshed(before), rows))).toEqual(told(rows));
    }),
    { numRuns: 50 }
  );
});
