import type { Request } from '@playwright/test';
import { slos, type DemoSlo, type Story } from '../../demo/slos';
import { DOCUMENTED, expect, firstLine, RECORDED, test } from './scorecard';

const EXPECTED: Record<Exclude<Story, 'idleNights'>, string> = {
  fastBurnNow: 'Burning',
  neverFailed: 'Healthy',
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

  test('says for how long it has burned, and since when', async ({ scorecard, truth, page }) => {
    const { fastBurnNowFromSeconds, anchorSeconds } = truth.times;
    await scorecard.open(anchorSeconds - 5 * 60);
    const cell = await scorecard.cell(scorecard.row('orders', 'availability-eu'), 'Status');
    await expect(cell).toContainText(/for \d+ min/);
    const minutes = Number(/for (\d+) min/.exec(await cell.innerText())?.[1]);
    expect(Math.abs(minutes - (anchorSeconds - 5 * 60 - fastBurnNowFromSeconds) / 60)).toBeLessThanOrEqual(2);
    await cell.getByRole('button', { name: 'Burning' }).click();
    await expect(page.getByText(/Fires: page 5m\/1h\. Burning since \d\d:\d\d:00 \S+\./).first()).toBeVisible();
  });

  test('and budget decide what the column Releases says', async ({ scorecard, truth, page }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    for (const [service, name, word] of [
      ['delivery', 'availability-us', 'Freeze'],
      ['orders', 'availability-eu', 'Sign-off'],
      ['payments', 'latency-us', 'Normal'],
      ['kitchen', 'ticket-printing', 'Cannot tell'],
    ] as const) {
      const cell = await scorecard.cell(scorecard.row(service, name), 'Releases');
      await expect(cell, `${service} / ${name}`).toHaveText(word);
    }
    await scorecard.row('delivery', 'availability-us').getByRole('button', { name: 'Freeze' }).click();
    await expect(page.getByText('Exempt: P0 fixes, security fixes.').first()).toBeVisible();
  });

  test('was burning during an incident that has ended since', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.fastBurnEnded.pagingAtSeconds);
    expect(await scorecard.status('orders', 'availability-us')).toBe('Burning');
    expect(await scorecard.status('orders', 'availability-eu')).toBe('Healthy');
  });

  test('is not healthy while most of the window lies before the history', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.historyStartSeconds + 10 * 86_400);
    await expect(await scorecard.cell(scorecard.row('payments', 'latency-us'), 'Budget left')).toContainText('partial');
    // What slo-generator has measured over its window is taken at its word.
    for (const { service, name } of slos) {
      expect(await scorecard.status(service, name), `${service} / ${name}`).not.toBe('Healthy');
    }
  });

  test('of a short history is that of a window which it fills, once that is chosen', async ({
    scorecard,
    truth,
    page,
    baseUrl,
  }) => {
    const to = truth.times.historyStartSeconds + 10 * 86_400;
    await scorecard.open(to);
    await expect(page.getByText(/Prometheus has data since .* Choose the window 7d/)).toBeVisible();
    await page.goto(
      `${baseUrl}/d/reliability-overview?refresh=&from=${(to - 86_400) * 1000}&to=${to * 1000}&var-window=7d`
    );
    await expect(scorecard.row('payments', 'latency-us')).toContainText('Healthy');
    await expect(scorecard.row('orders', 'requests-answered')).toContainText('Healthy');
    await expect(page.getByText(/Prometheus has data since/)).toBeHidden();
    const counts = ['orders-availability-eu', 'orders-availability-us'].map((id) =>
      truth.eventCounts(id, to - 7 * 86_400, to)
    );
    const sum = (of: 'bad' | 'total') => counts.reduce((all, one) => all + one[of], 0);
    const shown = await scorecard.number('orders', 'requests-answered', 'Budget left');
    expect(Math.abs(shown - 100 * (1 - sum('bad') / sum('total') / 0.001))).toBeLessThan(0.15);
  });

  test('puts the worst first', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    const words = (await scorecard.table.getByRole('row').locator('> [role=gridcell]:first-child').allInnerTexts()).map(
      firstLine
    );
    const order = ['Burning', 'Blind', 'Breached', 'Smouldering', 'At risk', 'No traffic', 'Healthy'];
    const ranks = words.map((word) => order.indexOf(word));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(words).toHaveLength(RECORDED.length + DOCUMENTED.length);
  });

  test('of an SLO that cannot be seen is blind, shows no number and says why', async ({ scorecard, truth, page }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    const row = scorecard.row('kitchen', 'ticket-printing');
    for (const heading of ['SLI', 'Budget left', 'Burn rate']) {
      await expect(await scorecard.cell(row, heading)).not.toContainText(/\d/);
    }
    await row.getByRole('button', { name: 'Blind' }).click();
    await expect(page.getByText(/no longer recorded/).first()).toBeVisible();
  });

  test('of an SLO that has never failed is that of the events its rules count', async ({ scorecard, truth }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    expect(await scorecard.number('reservations', 'confirmation-emails', 'SLI')).toBe(100);
    expect(await scorecard.number('reservations', 'confirmation-emails', 'Budget left')).toBe(100);
  });
});

test.describe('the overview', () => {
  test('counts what is in trouble', async ({ scorecard, truth, page }) => {
    await scorecard.open(truth.times.anchorSeconds - 5 * 60);
    const panel = page.getByTestId('data-testid Panel header SLOs in trouble');
    const rows = await scorecard.table.getByRole('row').locator('> [role=gridcell]:first-child').allInnerTexts();
    const shown = (status: string) => rows.filter((text) => firstLine(text) === status).length;
    for (const status of ['Burning', 'Blind', 'Breached']) {
      expect(shown(status)).toBeGreaterThan(0);
    }
    for (const status of ['Burning', 'Blind', 'Breached', 'Smouldering', 'At risk']) {
      await expect(panel).toContainText(new RegExp(`${status}\\s*${shown(status)}(?!\\d)`));
    }
  });

  test('shows the SLOs of the chosen service only', async ({ scorecard, truth, page, baseUrl }) => {
    const to = truth.times.anchorSeconds - 300;
    await page.goto(
      `${baseUrl}/d/reliability-overview?refresh=&from=${(to - 86_400) * 1000}&to=${to * 1000}&var-service=kitchen`
    );
    await expect(scorecard.row('kitchen', 'latency-eu')).toBeVisible();
    await expect(scorecard.table.getByRole('row')).toHaveCount(
      1 + [...RECORDED, ...DOCUMENTED].filter(({ service }) => service === 'kitchen').length
    );
  });

  for (const [filter, chosen] of [
    [
      'var-owner=cashiers&var-owner=dispatchers',
      ({ labels }) => ['cashiers', 'dispatchers'].includes(labels.owner ?? ''),
    ],
    ['var-region=us', ({ labels }) => labels.region === 'us'],
    ['var-region=eu&var-provider=azure', ({ labels }) => labels.provider === 'azure'],
  ] as Array<[string, (slo: DemoSlo) => boolean]>) {
    test(`shows the SLOs of ${filter} only`, async ({ scorecard, truth, page, baseUrl }) => {
      const expected = slos.filter(chosen);
      expect(expected.length).toBeGreaterThan(0);
      const to = truth.times.anchorSeconds - 300;
      await page.goto(
        `${baseUrl}/d/reliability-overview?refresh=&from=${(to - 86_400) * 1000}&to=${to * 1000}&${filter}`
      );
      await expect(scorecard.row(expected[0]!.service, expected[0]!.name)).toBeVisible();
      for (const slo of slos) {
        await expect(scorecard.row(slo.service, slo.name)).toHaveCount(expected.includes(slo) ? 1 : 0);
      }
    });
  }

  test('offers what SLOs have, and shows those without a region among all', async ({ scorecard, truth, page }) => {
    await scorecard.open(truth.times.anchorSeconds - 300);
    await expect(scorecard.row('delivery', 'location-updates')).toBeVisible();
    for (const [label, options] of [
      [
        'Owner',
        [
          'All',
          'back-of-house',
          'cashiers',
          'dispatchers',
          'finance',
          'front-of-house',
          'head-chef',
          'maitre-d',
          'riders',
          'waiters',
        ],
      ],
      ['Region', ['All', 'eu', 'us']],
      ['Provider', ['All', 'aws', 'azure', 'gcp']],
      ['Window', ['As defined', '1 day', '3 days', '7 days', '14 days', '28 days']],
    ] as const) {
      await page
        .getByTestId('data-testid template variable')
        .filter({ has: page.getByText(label, { exact: true }) })
        .getByRole('combobox')
        .click();
      await expect(page.getByRole('option')).toHaveText([...options]);
      await page.keyboard.press('Escape');
    }
  });

  for (const [range, from, to] of [
    ['before the history', 90, 60],
    ['that no SLO of the filter has', 1, 0],
  ] as const) {
    test(`counts nothing in a range ${range}, which is not zero`, async ({ truth, page, baseUrl }) => {
      const at = (daysBefore: number) => (truth.times.anchorSeconds - 300 - daysBefore * 86_400) * 1000;
      // What documents define and rules tell is there at all times, recorded SLOs only in their history.
      const filter =
        to === 0 ? '&var-service=orders&var-slo=ticket-printing' : '&var-service=payments&var-slo=latency-us';
      await page.goto(`${baseUrl}/d/reliability-overview?refresh=&from=${at(from)}&to=${at(to)}${filter}`);
      await expect(page.getByText('No SLOs match')).toBeVisible();
      const counts = page.getByTestId('data-testid Panel header SLOs in trouble');
      await expect(counts).toContainText(/no data|unknown/i);
      await expect(counts).not.toContainText(/\b0\b/);
    });
  }

  test('asks Prometheus the same number of times for one service and for all, and logs no error', async ({
    scorecard,
    page,
    baseUrl,
  }) => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    const asked: number[] = [];
    for (const filter of ['', '&var-service=kitchen']) {
      await page.goto(`${baseUrl}/d/reliability-overview?refresh=${filter}`);
      await expect(scorecard.row('kitchen', 'latency-eu')).toBeVisible();
      await page.waitForLoadState('networkidle');
      let requests = 0;
      const count = (request: Request) => (requests += request.url().includes('/api/ds/query') ? 1 : 0);
      page.on('request', count);
      await scorecard.refresh();
      await page.waitForLoadState('networkidle');
      page.off('request', count);
      asked.push(requests);
    }
    // Numbers of the scorecard, which the counts share, and its trends, the budget over time and its end, and at most one
    // catalogue, depending on how old the last one is.
    for (const requests of asked) {
      expect(requests).toBeGreaterThanOrEqual(4);
      expect(requests).toBeLessThanOrEqual(9);
    }
    expect(problems).toEqual([]);
  });
});
