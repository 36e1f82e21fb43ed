import { measured, unmeasured, type Measured } from '../../budget/dataState';
import { rollUpMember } from './rollUpMember';
import type { SloRow } from './row';
import { alone, AT, DAY, judge, quiet, recorded } from './testing';

const [counted] = judge(alone, quiet) as [SloRow];
const HOUR = 3600;
const unknown = unmeasured('noData', { kind: 'rulesStopped' });

const withRates = (rates: Array<[number, Measured]>) => ({ ...counted, burnRates: new Map(rates) });

it('burns as fast as both windows of a pair do, neither as a burst nor as the memory of one', () => {
  // The pairs are 5m/1h, 30m/6h, 2h/1d and 6h/3d.
  const burst = withRates([
    [300, measured(40)],
    [HOUR, measured(5)],
    [1800, measured(2)],
    [6 * HOUR, measured(9)],
    [2 * HOUR, unknown],
    [DAY, measured(30)],
  ]);
  expect(rollUpMember(burst).burnRate).toBe(5);
  expect(
    rollUpMember(
      withRates([
        [300, measured(40)],
        [HOUR, unknown],
      ])
    ).burnRate
  ).toBeNull();
});

it('knows its events and since when they are counted', () => {
  expect(rollUpMember(counted)).toMatchObject({
    events: { state: 'known', bad: 1, total: 10_000 },
    windowStartSeconds: AT - 30 * DAY,
  });
});

it.each<[string, SloRow, string]>([
  ['of which only ratios are recorded', judge([recorded('requests', [300])], quiet)[0]!, 'ratiosOnly'],
  ['whose events cannot be counted', judge(alone, [])[0]!, 'notCounted'],
  ['of a composite', { ...counted, method: { kind: 'composite' }, eventWeighted: null }, 'composite'],
  ['that nothing measures', { ...counted, method: { kind: 'none' }, eventWeighted: null }, 'notCounted'],
])('%s it has none, and says why', (_, row, state) => {
  expect(rollUpMember(row).events).toEqual({ state });
});
