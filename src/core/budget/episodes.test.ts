import fc from 'fast-check';
import { workbookPairs, type AlertPair } from './alertPairs';
import { backgroundRatio, costOfOneBad, findEpisodes, type BurnHistory } from './episodes';
import type { SlotCount } from './slots';

const SLOT = 300;
const DAY = 86_400;
const START = 1_800_000_000;

/** Page over 2 and 4 slots above 5, ticket over 6 and 12 above 2. */
const PAIRS: AlertPair[] = [
  { severity: 'page', shortSeconds: 2 * SLOT, longSeconds: 4 * SLOT, factor: 5 },
  { severity: 'ticket', shortSeconds: 6 * SLOT, longSeconds: 12 * SLOT, factor: 2 },
];

/** Of 100 events in every slot at an objective of 99 %, so that bad events are the burn rate. Null: no number. */
function history(rates: ReadonlyArray<number | null | 'idle'>, change: Partial<BurnHistory> = {}): BurnHistory {
  const slots = rates.map((rate): SlotCount | null =>
    rate === null ? null : rate === 'idle' ? { bad: 0, total: 0 } : { bad: rate, total: 100 }
  );
  return {
    startSeconds: START,
    slotSeconds: SLOT,
    slots,
    windowSlot: 0,
    objectiveRatio: 0.99,
    pairs: PAIRS,
    ...change,
  };
}

const times = (count: number, rate: number | null | 'idle') => Array<number | null | 'idle'>(count).fill(rate);

/** Times as numbers of slots since the start. */
function found(given: BurnHistory) {
  const slot = (seconds: number | null) => seconds && (seconds - START) / SLOT;
  return findEpisodes(given).map(({ onsetSeconds, alertSeconds, endSeconds, ...rest }) => ({
    ...rest,
    onset: slot(onsetSeconds),
    alert: slot(alertSeconds),
    end: slot(endSeconds),
  }));
}

describe('episodes', () => {
  it('begin with the burning and not with the alert, and end with the burning and not with the alert', () => {
    // 4 slots of 3 do not page; with 20 after them both windows pass 5 at once: (20 + 3) / 2 and (20 + 9) / 4.
    const given = history([...times(20, 0), 3, 3, 3, 3, 20, 20, ...times(30, 0)]);
    expect(found(given)).toEqual([
      {
        onset: 20,
        onsetSeen: true,
        alert: 25,
        end: 26,
        endSeen: true,
        bad: 52,
        peakBurnRate: expect.closeTo(20, 9),
        severity: 'page',
      },
    ]);
  });

  it('are not what no pair has seen', () => {
    expect(found(history([...times(20, 0), 4, 4, ...times(30, 0)]))).toEqual([]);
    expect(found(history([...times(20, 0), 50, ...times(30, 0)], { pairs: [] }))).toEqual([]);
  });

  it('begin with the last unbroken run before the alert where its short window is one slot', () => {
    const pairs: AlertPair[] = [{ severity: 'page', shortSeconds: SLOT, longSeconds: 4 * SLOT, factor: 5 }];
    const given = history([...times(20, 0), 3, 3, 1, 3, 20, 20, ...times(30, 0)], { pairs });
    expect(found(given)).toMatchObject([{ onset: 23, end: 26, bad: 43 }]);
  });

  it('reach back over every stretch within the short window of the alert that burned as a whole', () => {
    // Of the page two slots: (3 + 1) / 2 burns, (3 + 1 + 1) / 3 is longer.
    expect(found(history([...times(20, 0), 3, 3, 1, 3, 20, 20, ...times(30, 0)]))).toMatchObject([{ onset: 20 }]);
    expect(found(history([...times(20, 0), 3, 3, 1, 1, 3, 20, 20, ...times(30, 0)]))).toMatchObject([{ onset: 24 }]);
    // Of the ticket six: one failure of 12 in every six is a burn rate of 2, and little above with a 13 at the end.
    const now = times(60, 0).map((_, index) => (index % 6 === 0 ? 12 : 0));
    expect(found(history([...times(20, 0), ...now, 13]))).toMatchObject([{ onset: 20, severity: 'ticket' }]);
    // Seven apart the first is out of reach: six slots without one are as long as its memory.
    const apart = [...times(20, 0), 12, ...times(6, 0), 12, ...times(5, 0), 13];
    expect(found(history(apart))).toMatchObject([{ onset: 27, severity: 'ticket' }]);
  });

  it('are one where the alert was quiet for a while within the same burn', () => {
    // Two slots of 7 in six are 14 / 6 > 2, one of 9 is 1.5.
    const [loud, low] = [
      [7, 7, 0, 0, 0, 0],
      [0, 9, 0, 0, 0, 0],
    ] as const;
    const given = history([...times(20, 0), ...loud, ...loud, ...low, ...low, ...loud, ...loud, ...times(30, 0)]);
    const quiet = history([...times(20, 0), ...loud, ...loud, ...times(12, 0), ...loud, ...loud, ...times(30, 0)]);
    expect(found(quiet)).toHaveLength(2);
    expect(found(given)).toMatchObject([{ onset: 20, endSeen: true, severity: 'ticket' }]);
  });

  it('go on while a pair still fires', () => {
    // The ticket pair fires over the three good slots between the bursts.
    const [episode, ...others] = found(history([...times(20, 0), 30, 30, 0, 0, 0, 30, 30, ...times(30, 0)]));
    expect(others).toEqual([]);
    expect(episode).toMatchObject({ onset: 20, end: 27, bad: 120 });
  });

  it('are two where every pair was quiet between them', () => {
    const given = history([...times(20, 0), 30, 30, ...times(20, 0), 30, 30, ...times(20, 0)]);
    expect(found(given)).toMatchObject([
      { onset: 20, end: 22 },
      { onset: 42, end: 44 },
    ]);
  });

  it('are open while they burn or alert at the end of what is known', () => {
    expect(found(history([...times(20, 0), 30, 30]))).toMatchObject([{ onset: 20, end: null, endSeen: true }]);
    expect(found(history([...times(20, 0), 30, 30, 0.5]))).toMatchObject([{ onset: 20, end: null, bad: 60.5 }]);
    expect(found(history([...times(20, 0), 30, 30, null]))).toMatchObject([{ onset: 20, end: null }]);
  });

  it('are tickets where no page pair fired', () => {
    const [episode] = found(history([...times(20, 0), ...times(12, 4), ...times(30, 0)]));
    expect(episode).toMatchObject({
      severity: 'ticket',
      onset: 20,
      end: 32,
      bad: 48,
      peakBurnRate: expect.closeTo(4, 9),
    });
  });

  it.each<[string, null | 'idle']>([
    ['without a number', null],
    ['without traffic', 'idle'],
  ])('go on over a few slots %s', (_, gap) => {
    const [episode, ...others] = found(history([...times(20, 0), 30, 30, ...times(3, gap), 30, 30, ...times(30, 0)]));
    expect(others).toEqual([]);
    expect(episode).toMatchObject({ onset: 20, end: 27, endSeen: true, bad: 120 });
  });

  it.each<[string, null | 'idle']>([
    ['without a number', null],
    ['without traffic', 'idle'],
  ])('end in a long gap %s at the last burning that was seen, and say that nobody saw the end', (_, gap) => {
    const given = history([...times(20, 0), 30, 30, ...times(30, gap), 0, 0]);
    expect(found(given)).toMatchObject([{ onset: 20, onsetSeen: true, end: 22, endSeen: false }]);
    expect(found(history([...times(20, 0), 30, 30, ...times(30, gap)]))).toMatchObject([{ end: 22, endSeen: false }]);
  });

  it('that begin behind a gap, or with the history, say that nobody saw the onset', () => {
    expect(found(history([...times(20, 0), null, null, 30, 30, ...times(30, 0)]))).toMatchObject([
      { onset: 22, onsetSeen: false },
    ]);
    // One of the two slots of its short window is known.
    expect(found(history([...times(20, 0), null, 30, 30, ...times(30, 0)]))).toMatchObject([
      { onset: 21, onsetSeen: true },
    ]);
    expect(found(history([30, 30, ...times(30, 0)]))).toMatchObject([{ onset: 0, onsetSeen: false }]);
    // After 20 and 21 the ticket fires through five slots of no traffic: an alert that looks back on them has seen nothing.
    const idle = history([...times(20, 0), 20, 20, ...times(5, 'idle')]);
    const busy = (bad: number): SlotCount => ({ bad, total: 10_000 });
    const slots = [...idle.slots, busy(0), ...Array.from({ length: 4 }, () => busy(300))];
    expect(found({ ...idle, slots })).toMatchObject([{ onset: 20 }, { onset: 28, alert: 31, onsetSeen: false }]);
  });

  it('cost what was bad within the window only', () => {
    const rates = [...times(20, 0), 30, 30, 30, 30, ...times(30, 0)];
    expect(found(history(rates, { windowSlot: 22 }))).toMatchObject([{ onset: 20, end: 24, bad: 60 }]);
    // Slots before the window keep its first alerts from being those of one slot.
    const before = [...times(20, 0), 15, ...times(30, 0)];
    expect(found(history(before, { windowSlot: 20 }))).toEqual([]);
    expect(found(history(before.slice(20)))).toHaveLength(1);
    expect(found(history(rates, { windowSlot: 45 }))).toEqual([]);
    // The ticket pair still fires behind the start of the window, but what burned did so before it.
    expect(found(history(rates, { windowSlot: 25 }))).toEqual([]);
  });

  // In a month of burn rate 0.1. The pair of an hour, 12 slots, needs a sum of 14.4 · 12 = 172.8: nine slots of 20 and three
  // of 0.1 are 180.3, eight and four 160.4. The pair of 6 h needs 6 · 72 = 432.
  it.each([
    [8, []],
    [9, [{ onset: 3000, alert: 3009, end: 3009, severity: 'page' }]],
  ])('follow the workbook: %d slots at burn rate 20', (length, expected) => {
    const pages = workbookPairs(30 * DAY).filter(({ severity }) => severity === 'page');
    const rates = times(8640, 0.1).fill(20, 3000, 3000 + length);
    expect(found(history(rates, { pairs: pages }))).toMatchObject(expected);
  });

  const rate = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: 0, max: 0.9, noNaN: true }) },
    { weight: 3, arbitrary: fc.double({ min: 1, max: 100, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(null, 'idle' as const) }
  );
  const stretch = fc.tuple(rate, fc.integer({ min: 1, max: 9 }));
  const anyHistory = fc
    .tuple(fc.array(stretch, { minLength: 1, maxLength: 30 }), fc.nat(20))
    .map(([stretches, windowSlot]) =>
      history(
        stretches.flatMap(([value, length]) => times(length, value)),
        { windowSlot }
      )
    );

  it('and the background add up to what was spent, slot by slot, and no slot is in two', () => {
    fc.assert(
      fc.property(anyHistory, (given) => {
        const episodes = findEpisodes(given);
        const endOfAll = START + given.slots.length * SLOT;
        const holding = given.slots.map((_, index) =>
          episodes.filter(
            ({ onsetSeconds, endSeconds }) =>
              onsetSeconds <= START + index * SLOT && START + index * SLOT < (endSeconds ?? endOfAll)
          )
        );
        expect(Math.max(0, ...holding.map(({ length }) => length))).toBeLessThanOrEqual(1);
        const inWindow = given.slots.map((slot, index) => (index >= given.windowSlot ? (slot?.bad ?? 0) : 0));
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
        const total = sum(given.slots.map((slot, index) => (index >= given.windowSlot ? (slot?.total ?? 0) : 0)));
        fc.pre(total > 0);
        const one = costOfOneBad(0.99, total);
        const outside = sum(inWindow.filter((_, index) => holding[index]!.length === 0));
        const costs = episodes.map(({ bad }) => bad * one);
        // 1 % of the events may be bad.
        expect(backgroundRatio(sum(inWindow) / (0.01 * total), costs)).toBeCloseTo(outside / (0.01 * total), 6);
      })
    );
  });
});
