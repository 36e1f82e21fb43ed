import type { AlertPair } from '../../budget/alertPairs';
import type { SloDefinition } from '../../slo/definition';
import { mergeDefinitions } from '../../slo/merge';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import { judgeSlos } from '../slos/judge';
import { planSlos } from '../slos/plan';
import { beganTogether, burningOf, mainRow } from './burning';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

/** 10 events a second, half of them bad in the last hour. */
const failing: Counted = (metric, from, to) =>
  metric === 'total' ? 10 * (to - from) : 5 * Math.max(0, to - Math.max(from, AT - HOUR));
const quiet: Counted = (metric, from, to) => (metric === 'total' ? 10 * (to - from) : 0);

const TICKET: AlertPair = { severity: 'ticket', shortSeconds: 300, longSeconds: HOUR, factor: 1 };

/** Rows of SLOs that count the same events. */
function rowsOf(some: ReadonlyArray<Partial<SloDefinition> & { name: string }>, counted: Counted) {
  const slos = mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    some.map((one) =>
      countedDefinition({
        window: { kind: 'rolling', seconds: 3 * DAY },
        ...one,
      })
    )
  );
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };
  return judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
}

const week = { kind: 'rolling', seconds: 7 * DAY } as const;
const day = { kind: 'rolling', seconds: DAY } as const;

it('puts pages before tickets, and of those what has the least budget left, as every table of SLOs does', () => {
  const rows = rowsOf(
    [
      { name: 'ticket of a day', window: day, pairs: [TICKET] },
      { name: 'page of a week', window: week },
      { name: 'page of three days' },
      { name: 'page with a strict objective', window: week, objectiveRatio: 0.999 },
    ],
    failing
  );
  const burning = burningOf(rows);
  // What an hour has spent: 18,000 bad events of the 6,048, 25,920 and 60,480 that are allowed.
  expect(burning.map(({ row }) => row.slo.name)).toEqual([
    'page with a strict objective',
    'page of three days',
    'page of a week',
    'ticket of a day',
  ]);
  // Half of the events of an hour are bad, of which one in a hundred is allowed.
  expect(burning[1]!.burnRate).toBeCloseTo(50, 6);
  expect(burning[1]!.pair).toMatchObject({ severity: 'page', shortSeconds: 300, longSeconds: HOUR });
  expect(mainRow(rows)).toBe(burning[0]!.row);
});

it('leads with what has spent more before, however much faster another burns', () => {
  const before: Counted = (metric, from, to) => {
    const overlap = (start: number, end: number) => Math.max(0, Math.min(to, end) - Math.max(from, start));
    return metric === 'total' ? 10 * (to - from) : 9 * overlap(AT - 2 * DAY, AT - DAY) + overlap(AT - HOUR, AT) * 2;
  };
  const [spent] = rowsOf([{ name: 'spent' }], before);
  const [fast] = rowsOf([{ name: 'fast' }], failing);
  expect(burningOf([fast!, spent!]).map(({ row }) => row.slo.name)).toEqual(['spent', 'fast']);
  expect(burningOf([fast!])[0]!.burnRate).toBeGreaterThan(burningOf([spent!])[0]!.burnRate);
  expect(mainRow([fast!, spent!])).toBe(spent);
});

it('is about the only one that was chosen, and of several about none where none burns', () => {
  const [only] = rowsOf([{ name: 'a' }], quiet);
  expect(mainRow([only!])).toBe(only);
  expect(burningOf([only!])).toEqual([]);
  expect(mainRow(rowsOf([{ name: 'a' }, { name: 'b' }], quiet))).toBeNull();
  expect(mainRow([])).toBeNull();
});

it.each([
  [300, true, true, true],
  [-300, true, true, true],
  [301, true, true, false],
  [0, false, true, false],
  [0, true, false, false],
])('begins together where onsets %d s apart were seen', (apart, seen, otherSeen, together) => {
  const [a, b] = rowsOf([{ name: 'a' }, { name: 'b' }], failing);
  const first = { ...a!, onset: { atSeconds: AT - HOUR, seen } };
  expect(beganTogether(first, { ...b!, onset: { atSeconds: AT - HOUR + apart, seen: otherSeen } })).toBe(together);
  expect(beganTogether(first, b!)).toBe(false);
});
