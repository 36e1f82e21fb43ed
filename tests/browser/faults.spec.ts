import { slos } from '../../demo/slos';
import { expect, test } from './scorecard';

test.describe('when Prometheus is stopped while the page is open', () => {
  test('the panel says so, keeps its last values as stale, and recovers', async ({ scorecard, prometheus }) => {
    await scorecard.open();
    const row = scorecard.row('payments', 'latency-us');
    await expect(row).toContainText('Healthy');
    const before = await scorecard.number('payments', 'latency-us', 'Budget left');

    await prometheus.set('down');
    await scorecard.refresh();
    const banner = scorecard.page.getByRole('status').filter({ hasText: 'Refresh failed' });
    await expect(banner).toBeVisible();
    await expect(banner).toContainText('Prometheus');
    await expect(row).not.toContainText('Healthy');
    await expect(row).toContainText('Blind');
    expect(await scorecard.number('payments', 'latency-us', 'Budget left')).toBe(before);
    // Nothing anywhere on the scorecard claims to be well.
    await expect(scorecard.table).not.toContainText('Healthy');
    await expect(scorecard.page.getByTestId('data-testid Panel header SLOs in trouble')).not.toContainText(/\b0\b/);

    await prometheus.set('up');
    await scorecard.refresh();
    await expect(row).toContainText('Healthy');
    await expect(banner).toBeHidden();
  });
});

test.describe('when Prometheus is down from the start', () => {
  test('the panel says what does not answer, and shows no row', async ({ scorecard, prometheus, page, baseUrl }) => {
    await prometheus.set('down');
    await page.goto(`${baseUrl}/d/reliability-overview?refresh=`);
    const panel = page.getByTestId('data-testid Panel header Scorecard');
    await expect(panel.getByRole('alert')).toContainText('No SLOs could be loaded');
    await expect(panel.getByRole('alert')).toContainText('Prometheus');
    await expect(scorecard.table).toBeHidden();
    const counts = page.getByTestId('data-testid Panel header SLOs in trouble');
    await expect(counts).toContainText(/no data|unknown/i);
    await expect(counts).not.toContainText(/\b0\b/);

    await prometheus.set('up');
    await scorecard.refresh();
    await expect(scorecard.row('payments', 'latency-us')).toContainText('Healthy');
  });
});

test.describe('when Prometheus wants other credentials', () => {
  test('the panel says whom to ask, and what Prometheus said', async ({ prometheus, page, baseUrl }) => {
    await prometheus.set('unauthorized');
    await page.goto(`${baseUrl}/d/reliability-overview?refresh=`);
    const alert = page.getByTestId('data-testid Panel header Scorecard').getByRole('alert');
    await expect(alert).toContainText('Prometheus: It refuses the credentials that Grafana sends. Ask whoever manages');
    await expect(alert).toContainText('401: Unauthorized');
  });
});

test.describe('when one query is refused', () => {
  test('the other numbers stay, and no SLO that needs it is healthy', async ({ scorecard, prometheus }) => {
    await prometheus.set('refusing');
    await scorecard.open();
    const banner = scorecard.page.getByRole('status').filter({ hasText: 'found duplicate series' });
    await expect(banner).toContainText(/cannot evaluate the query.* Query: .*ratio_rate1h/);
    const row = scorecard.row('payments', 'latency-us');
    await expect(row).toContainText('Blind');
    expect(await scorecard.number('payments', 'latency-us', 'SLI')).toBeGreaterThan(90);
    // What never failed has no recorded ratio: its events are counted.
    for (const { service, name } of slos.filter(({ story }) => story !== 'neverFailed')) {
      expect(await scorecard.status(service, name), `${service} / ${name}`).not.toBe('Healthy');
    }
    await expect(scorecard.row('kitchen', 'answered-within-a-second')).toContainText('Healthy');
  });
});

test.describe('when nobody may read the rules', () => {
  test('what only they tell is missing and said to be, and what is recorded stays', async ({
    scorecard,
    prometheus,
    page,
  }) => {
    await prometheus.set('noRules');
    await scorecard.open();
    const recorded = scorecard.row('orders', 'availability-eu');
    await expect(await scorecard.cell(recorded, 'Budget left')).toContainText(/\d%/);
    const row = scorecard.row('kube-apiserver', 'apiserver').first();
    await expect(await scorecard.cell(row, 'SLI')).toContainText(/9\d\.\d+%/);
    await expect(await scorecard.cell(row, 'Budget left')).not.toContainText(/\d/);
    await expect(row).not.toContainText('Healthy');
    await row.getByRole('button', { name: /problem/ }).click();
    await expect(page.getByText('rules that may not be read here: permit it, or give the objective')).toBeVisible();
    // Rules that are not needed for a number are no failure of the panel.
    await expect(page.getByRole('status').filter({ hasText: 'Refresh failed' })).toBeHidden();

    await prometheus.set('up');
    await scorecard.open();
    await expect(await scorecard.cell(row, 'Budget left')).toContainText(/\d%/);
  });
});
