/** @jest-environment node */
import { buildRawHistory, type RawHistory } from './raw-history';
import { createRates } from './rates';
import { buildRecordedRatios } from './recorded';
import { absent } from './series';
import { periodSeconds, type AlertWindow, sloById, slos, windowSeconds } from './slos';
import { alertBudgetRatio, budgetRatio } from './sloth';
import { createWorld } from './stories';
import { createTruth } from './truth';

const anchorSeconds = Date.parse('2026-11-24T02:30:00Z') / 1000;
const truth = createTruth({ anchorSeconds });
const { times } = truth;

function burn(sloId: string, window: AlertWindow, atSeconds: number, of = truth): number {
  const { total, bad } = of.eventCounts(sloId, atSeconds - windowSeconds[window], atSeconds);
  return bad / total / alertBudgetRatio(sloById(sloId));
}

function remaining(sloId: string, of = truth): number | undefined {
  const mean = of.meanOfRatios(sloId, periodSeconds, of.times.anchorSeconds);
  return mean === undefined ? undefined : 1 - mean / budgetRatio(sloById(sloId));
}

describe.each(['2026-11-24T02:30:00Z', '2026-11-28T19:52:00Z', '2026-12-02T12:26:00Z'])('at %s', (anchor) => {
  const at = Date.parse(anchor) / 1000;
  const then = createTruth({ anchorSeconds: at });
  const pages = (id: string) =>
    (burn(id, '5m', at, then) > 14.4 && burn(id, '1h', at, then) > 14.4) ||
    (burn(id, '30m', at, then) > 6 && burn(id, '6h', at, then) > 6);

  test('the ongoing incident pages and the slow burn only opens a ticket', () => {
    expect(pages('orders-availability-eu')).toBe(true);
    expect(pages('payments-availability-us')).toBe(false);
    expect(burn('payments-availability-us', '6h', at, then)).toBeGreaterThan(1);
    expect(burn('payments-availability-us', '3d', at, then)).toBeGreaterThan(1);
  });

  test('one budget is overspent, one nearly spent, neither burns', () => {
    expect(remaining('delivery-availability-us', then)).toBeLessThan(0);
    expect(remaining('reservations-availability-us', then)).toBeGreaterThan(0.01);
    expect(remaining('reservations-availability-us', then)).toBeLessThan(0.1);
    for (const id of ['delivery-availability-us', 'reservations-availability-us']) {
      expect(burn(id, '6h', at, then)).toBeLessThan(1);
    }
  });
});

test('the older fast burn paged and ended', () => {
  const { pagingAtSeconds, toSeconds } = times.fastBurnEnded;
  expect(burn('orders-availability-us', '5m', pagingAtSeconds)).toBeGreaterThan(14.4);
  expect(burn('orders-availability-us', '1h', pagingAtSeconds)).toBeGreaterThan(14.4);
  expect(burn('orders-availability-us', '5m', toSeconds + 600)).toBeLessThan(2);
});

test('a release that was rolled back raised errors and durations in between', () => {
  const { fromSeconds, toSeconds } = times.badRelease;
  for (const id of ['kitchen-availability-eu', 'kitchen-latency-eu']) {
    const during = truth.eventCounts(id, fromSeconds, toSeconds);
    const after = truth.eventCounts(id, toSeconds, toSeconds + 3000);
    expect(during.bad / during.total).toBeGreaterThan(10 * (after.bad / after.total));
  }
});

test('idle nights have no events and poison the mean', () => {
  const { fromSeconds, toSeconds, quietAtSeconds } = times.idleNight;
  expect(truth.eventCounts('delivery-availability-eu', fromSeconds, toSeconds)).toEqual({ total: 0, bad: 0 });
  expect(truth.meanOfRatios('delivery-availability-eu', 0, quietAtSeconds)).toBeNaN();
  expect(truth.meanOfRatios('delivery-availability-eu', periodSeconds, anchorSeconds)).toBeNaN();
});

test('what never failed has events but no ratio, what is gone has none any more', () => {
  const emails = truth.eventCounts('reservations-confirmation-emails', times.historyStartSeconds, anchorSeconds);
  expect(emails.bad).toBe(0);
  expect(emails.total).toBeGreaterThan(1_000_000);
  expect(remaining('reservations-confirmation-emails')).toBeUndefined();
  expect(truth.eventCounts('kitchen-ticket-printing', times.metricGoneAtSeconds, anchorSeconds).total).toBe(0);
  expect(remaining('kitchen-ticket-printing')).toBeGreaterThan(0.5);
});

describe('against the counters', () => {
  const world = createWorld({ anchorSeconds, historyDays: 4 });
  const short = createTruth({ anchorSeconds, historyDays: 4 });
  let history: RawHistory;
  beforeAll(() => {
    history = buildRawHistory(world, world.anchorMinute);
  });

  test('the recorded period ratio is the mean of ratios', () => {
    for (const { slo, period } of buildRecordedRatios(createRates(history, world.anchorMinute - 60))) {
      const recorded = period[world.anchorMinute - world.startMinute] ?? absent;
      const expected = short.meanOfRatios(slo.id, periodSeconds, anchorSeconds) ?? absent;
      if (Number.isNaN(expected) || expected === absent) {
        expect(recorded).toBe(expected);
      } else {
        // Extrapolation at the ends of a version's series moves the ratio by less than a hundredth.
        expect(Math.abs(recorded / expected - 1)).toBeLessThan(0.01);
      }
    }
  });

  test('seed and anchor decide every sample', () => {
    const again = buildRawHistory(createWorld({ anchorSeconds, historyDays: 4 }), world.anchorMinute);
    expect(
      again.values.every((values, index) => Buffer.compare(bytes(values), bytes(history.values[index])) === 0)
    ).toBe(true);
    const other = buildRawHistory(createWorld({ anchorSeconds, historyDays: 4, seed: 21 }), world.anchorMinute);
    expect(Buffer.compare(bytes(other.values[0]), bytes(history.values[0]))).not.toBe(0);
  });

  test('counters are whole, restart now and then, and stay below 300 series', () => {
    expect(history.series.length).toBeLessThan(300);
    let resets = 0;
    history.values.forEach((values, index) => {
      const isSum = history.series[index]?.labels.__name__?.endsWith('_sum');
      values.forEach((value, at) => {
        const before = values[at - 1] ?? absent;
        resets += value !== absent && before > value ? 1 : 0;
        if (!isSum && value !== absent && !Number.isInteger(value)) {
          throw new Error(`${value} is not whole`);
        }
      });
    });
    expect(resets).toBeGreaterThan(0);
  });
});

function bytes(values: Float64Array | undefined): Buffer {
  return values ? Buffer.from(values.buffer) : Buffer.alloc(0);
}

test('every SLO id is what Sloth would make of it', () => {
  expect(slos.length).toBeGreaterThanOrEqual(14);
  expect(slos.every(({ id, service, name }) => id === `${service}-${name}`)).toBe(true);
  expect(new Set(slos.map(({ id }) => id)).size).toBe(slos.length);
});
