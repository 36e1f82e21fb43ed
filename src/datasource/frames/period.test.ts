import { judgeBudget } from '../../core/query/budget/judge';
import { planBudget } from '../../core/query/budget/plan';
import { answersOf, type Counted, countedDefinition } from '../../core/query/events/testing';
import { judgeSlos } from '../../core/query/slos/judge';
import { planSlos } from '../../core/query/slos/plan';
import type { SloDetails } from '../../core/frame/sloTable';
import { mergeDefinitions } from '../../core/slo/merge';
import type { CalendarWindow } from '../../core/window/window';
import { budgetFrames } from './budget';
import { sloTableFrame } from './sloTable';

const DAY = 86_400;
/** GNU date: `TZ=Europe/Berlin date -d '2026-11-01' +%s`, and that of the first of December. */
const NOVEMBER = 1_793_487_600;
const DECEMBER = 1_796_079_600;
const MONTH: CalendarWindow = {
  kind: 'calendar',
  unit: 'month',
  count: 1,
  startLocalSeconds: 1_767_225_600,
  zone: 'Europe/Berlin',
};

function slosOf(window: Partial<CalendarWindow> = {}) {
  return mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    [
      countedDefinition({
        name: 'answered',
        window: { ...MONTH, ...window },
      }),
    ]
  );
}

const failing =
  (share: number): Counted =>
  (metric, from, to) =>
    (metric === 'total' ? 1 : share) * (to - from);

function table(atSeconds: number, share: number, window?: Partial<CalendarWindow>) {
  const request = { fromSeconds: atSeconds - DAY, toSeconds: atSeconds, trend: true };
  const slos = slosOf(window);
  const frame = sloTableFrame('A', judgeSlos(request, slos, answersOf(planSlos(request, slos), failing(share))));
  const value = (name: string): unknown => frame.fields.find((field) => field.name === name)?.values[0];
  return { value, details: value('details') as SloDetails };
}

describe('the frame of an SLO of a calendar month', () => {
  it('tells the length of its period, which one it is, and what its budget is a share of', () => {
    const { value, details } = table(NOVEMBER + 10 * DAY, 0.005);
    expect(value('window')).toBe(30 * DAY);
    expect(value('budgetRemaining')).toBeCloseTo(0.5, 9);
    expect(details.period).toEqual({
      name: 'month',
      text: expect.stringMatching(/^month, Europe\/Berlin, Nov 1\s–\s30, 2026$/),
      budget: 'The budget is a share of the events so far.',
      startMilliseconds: NOVEMBER * 1000,
      endMilliseconds: DECEMBER * 1000,
    });
  });

  it('says of a spent budget when it comes back', () => {
    expect(table(NOVEMBER + 10 * DAY, 0.0101).value('statusReason')).toBe(
      'The error budget of the window is spent. A new period begins at 2026-11-30 23:00 UTC.'
    );
  });

  it('says of a period that has not begun when it does, and of one that just has that it did', () => {
    expect(table(1_767_000_000, 0.005).value('dataStateReason')).toBe(
      'Its first period begins at 2025-12-31 23:00 UTC; nothing counts before.'
    );
    expect(table(NOVEMBER + 60, 0.005).value('statusReason')).toBe(
      'Its period began at 2026-10-31 23:00 UTC: too short a time to count in.'
    );
  });

  it.each([
    [{ unit: 'quarter' }, 'quarter', /^quarter, Europe\/Berlin, Oct 1\s–\sDec 31, 2026$/],
    [{ unit: 'week', count: 2 }, '2 weeks', /^2 weeks, Europe\/Berlin, Nov 5\s–\s18, 2026$/],
    [{ unit: 'year', zone: 'UTC' }, 'year', /^year, UTC, Jan 1\s–\sDec 31, 2026$/],
    [
      { unit: 'day', startLocalSeconds: 1_767_225_600 + 6 * 3600 },
      'day',
      /^day, Europe\/Berlin, Nov 10, 2026, 06:00\s–\sNov 11, 2026, 06:00$/,
    ],
  ] as const)('%j is a %s', (window, name, text) => {
    const { period } = table(NOVEMBER + 10 * DAY, 0.005, window).details;
    expect(period).toMatchObject({ name, text: expect.stringMatching(text) });
  });
});

describe('the frames of a budget over calendar months', () => {
  const request = {
    fromSeconds: NOVEMBER - 3 * DAY,
    toSeconds: NOVEMBER + 15 * DAY,
    stepSeconds: DAY,
    unit: 'percent',
  } as const;

  it('have an ideal line to the end of the period, and say what the lines mean', () => {
    const slos = slosOf();
    const [frame] = budgetFrames(
      'A',
      request,
      judgeBudget(request, slos, answersOf(planBudget(request, slos), failing(0.005)))
    );
    const [time, left, ideal] = frame!.fields;
    expect([time!.name, left!.name, ideal!.name]).toEqual(['time', 'budgetRemaining', 'idealRemaining']);
    // The row of the same SLO tells its budget of the events so far, which is another number.
    expect(left!.config.displayNameFromDS).toBe('orders / answered: of the whole month');
    expect(ideal!.config).toMatchObject({ unit: 'percentunit', displayNameFromDS: 'orders / answered: ideal' });
    expect(time!.values.at(-1)).toBe(DECEMBER * 1000);
    expect([left!.values.at(-1), ideal!.values.at(-1)]).toEqual([null, 0]);
    const now = time!.values.indexOf(request.toSeconds * 1000);
    expect(left!.values[now]).toBeCloseTo(0.75, 9);
    expect(ideal!.values[now]).toBeCloseTo(0.5, 9);
    expect(frame!.meta?.notices?.map(({ text }) => text)).toEqual([
      'Budgets of calendar periods (month, Europe/Berlin): as spent since the start of each, of the budget of the whole period; the one that runs is expected to get events as it did so far. Above the ideal line, the objective is met so far. At most the last 53 periods are drawn.',
    ]);
  });
});
