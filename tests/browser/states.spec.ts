import { slos, type Story } from '../../demo/slos';
import { expect, test } from './scorecard';

const EXPECTED: Record<Exclude<Story, 'idleNights'>, string> = {
  fastBurnNow: 'Burning',
  neverFailed: 'Blind',
  metricGone: 'Blind',
  breached: 'Breached',
  slowBurn: 'Smouldering',
  atRisk: 'At risk',
  badRelease: 'Healthy',
  fastBurnEnded: 'Healthy',
  healthy: 'Healthy',
};

test.describe('status', () => {
  test('tells every story of the demo', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    for (const { service, name, story } of slos) {
      if (story !== 'idleNights') {
        expect(await scorecard.status(service, name), `${service} / ${name}`).toBe(EXPECTED[story]);
      }
    }
  });

  test('was burning during an incident that has ended since', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.fastBurnEnded.pagingAtSeconds);
    expect(await scorecard.status('orders', 'availability-us')).toBe('Burning');
    expect(await scorecard.status('orders', 'availability-eu')).toBe('Healthy');
  });

  test('puts the worst first', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    const words = (await scorecard.table.getByRole('row').locator('> [role=cell]:first-child').allInnerTexts()).map(
      (text) => text.trim()
    );
    const order = ['Burning', 'Blind', 'Breached', 'Smouldering', 'At risk', 'No traffic', 'Healthy'];
    const ranks = words.map((word) => order.indexOf(word));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(words).toHaveLength(slos.length);
  });

  test.describe('of an SLO that cannot be seen', () => {
    for (const [service, name, reason] of [
      ['reservations', 'confirmation-emails', /No SLI has been recorded/],
      ['kitchen', 'ticket-printing', /no longer recorded/],
    ] as const) {
      test(`${service} / ${name} is blind, shows no number and says why`, async ({ scorecard, truth, page }) => {
        await scorecard.open(truth.times.anchorSeconds - 5 * 60);
        const row = scorecard.row(service, name);
        for (const heading of ['SLI', 'Budget left', 'Burn rate']) {
          await expect(await scorecard.cell(row, heading)).not.toContainText(/\d/);
        }
        await row.getByRole('button', { name: 'Blind' }).click();
        await expect(page.getByText(reason).first()).toBeVisible();
      });
    }
  });
});

test.describe('the overview', () => {
  test('counts what is in trouble', async ({ scorecard, truth, page }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    const panel = page.getByTestId('data-testid Panel header SLOs in trouble');
    await expect(panel).toContainText(/Burning\s*1/);
    await expect(panel).toContainText(/Blind\s*2/);
    await expect(panel).toContainText(/Breached\s*1/);
  });

  test('shows the SLOs of the chosen service only', async ({ scorecard, truth, page, baseUrl }) => {
    const to = truth.times.anchorSeconds - 300;
    await page.goto(
      `${baseUrl}/d/reliability-overview?refresh=&from=${(to - 86_400) * 1000}&to=${to * 1000}&var-service=kitchen`
    );
    await expect(scorecard.row('kitchen', 'latency-eu')).toBeVisible();
    await expect(scorecard.table.getByRole('row')).toHaveCount(
      1 + slos.filter(({ service }) => service === 'kitchen').length
    );
  });

  test('asks Prometheus the same number of times whatever it shows, and logs no error', async ({ scorecard, page }) => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await scorecard.open();
    await page.waitForLoadState('networkidle');
    let requests = 0;
    page.on('request', (request) => (requests += request.url().includes('/api/ds/query') ? 1 : 0));
    await scorecard.refresh();
    await page.waitForLoadState('networkidle');
    // Numbers and trends of the scorecard, numbers of the counts, the budget over time, and at most one catalogue.
    expect(requests).toBeGreaterThanOrEqual(4);
    expect(requests).toBeLessThanOrEqual(5);
    expect(problems).toEqual([]);
  });
});
