import { slos, periodSeconds } from '../../demo/slos';
import { expect, test } from './scorecard';

/** Percentage points by which a shown number may differ: half of its last digit, and for the SLOs whose version changed
 * the 30 s by which Prometheus extrapolates the series of a version that is gone. */
const SHOWN = 0.051;
const VERSION_CHANGE = 0.2;

const HOUR = 3600;

test.describe('numbers', () => {
  test('agree with the events that the demo has made up', async ({ scorecard, truth }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    await scorecard.open(to);
    const compared: Array<[id: string, tolerance: number]> = [
      ['reservations-availability-us', SHOWN],
      ['orders-availability-us', VERSION_CHANGE],
      ['payments-availability-us', SHOWN],
      ['payments-latency-us', SHOWN],
      ['delivery-availability-us', SHOWN],
      ['delivery-location-updates', SHOWN],
    ];
    for (const [id, tolerance] of compared) {
      const { service, name, objectivePercent } = slos.find((slo) => slo.id === id)!;
      const errorRatio = truth.meanOfRatios(id, periodSeconds, to)!;
      const budgetPercent = 100 - 100 * (errorRatio / (1 - objectivePercent / 100));
      const shown = await scorecard.number(service, name, 'Budget left');
      expect(Math.abs(shown - budgetPercent), `${id}: ${shown} % shown, ${budgetPercent} % true`).toBeLessThan(
        tolerance
      );
      const sli = await scorecard.number(service, name, 'SLI');
      expect(Math.abs(sli - (100 - 100 * errorRatio)), `${id}: SLI ${sli} %`).toBeLessThan(0.006);
    }
  });

  test('of burn rates are those of the events in the window', async ({ scorecard, truth }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    await scorecard.open(to);
    for (const id of ['orders-availability-eu', 'payments-availability-us', 'payments-latency-us']) {
      const { service, name, objectivePercent } = slos.find((slo) => slo.id === id)!;
      const { bad, total } = truth.eventCounts(id, to - HOUR, to);
      const expected = bad / total / (1 - objectivePercent / 100);
      const shown = await scorecard.burnRate(service, name, '1h');
      // Two significant digits are shown.
      expect(Math.abs(shown - expected) / expected, `${id}: ${shown} shown, ${expected} true`).toBeLessThan(0.06);
    }
  });

  test('of an objective are the ones its author wrote', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    for (const { service, name, objectivePercent } of slos) {
      expect(await scorecard.number(service, name, 'Objective')).toBe(objectivePercent);
    }
  });

  test('of an idle night are the mean of the 5-minute ratios that had traffic', async ({ scorecard, truth }) => {
    const to = truth.times.idleNight.quietAtSeconds;
    await scorecard.open(to);
    expect(await scorecard.status('delivery', 'availability-eu')).toBe('No traffic');

    // Sloth's mean of 5m ratios, of those slots that are numbers, at the 5-minute steps of the query that leaves gaps out.
    const start = Math.max(truth.times.historyStartSeconds + 300, to - periodSeconds);
    const ratios: number[] = [];
    for (let at = Math.ceil(start / 300) * 300; at <= to; at += 300) {
      const { bad, total } = truth.eventCounts('delivery-availability-eu', at - 300, at);
      if (total > 0) {
        ratios.push(bad / total);
      }
    }
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    const shown = await scorecard.number('delivery', 'availability-eu', 'Budget left');
    expect(Math.abs(shown - (100 - 100 * (mean / 0.01)))).toBeLessThan(0.15);
    await expect(await scorecard.cell(scorecard.row('delivery', 'availability-eu'), 'Budget left')).toContainText(
      'gaps skipped'
    );
  });
});
