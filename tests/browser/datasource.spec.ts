import { DOCUMENTED, expect, RECORDED, test } from './scorecard';

test.describe('the data source', () => {
  test('says in its settings what it has found', async ({ page, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await expect(page.getByText('Prometheus data sources to read SLOs from')).toBeVisible();
    await page.getByRole('button', { name: /test$/i }).click();
    const count = RECORDED.length + DOCUMENTED.length;
    const tools = 'Sloth, Pyrra, Grafana SLO, slo-generator, kubernetes-mixin, OpenSLO';
    await expect(page.getByText(`${count} SLOs found in Prometheus, by ${tools};`)).toBeVisible();
  });

  test('says in its settings that Prometheus does not answer', async ({ page, prometheus, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await expect(page.getByText('Prometheus data sources to read SLOs from')).toBeVisible();
    await prometheus.set('down');
    await page.getByRole('button', { name: /test$/i }).click();
    await expect(page.getByText('Prometheus: It cannot be reached')).toBeVisible();
  });

  test('suggests SLOs from metrics and writes those that are chosen', async ({ page, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await page.getByRole('button', { name: 'Suggest SLOs from Prometheus' }).click();
    const suggestion = page.getByRole('listitem').filter({ hasText: 'orders: availability' });
    await expect(suggestion).toContainText(/99\.\d+% of [\d,]+ events/);
    await suggestion.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Add 1 SLO' }).click();
    await expect(suggestion).toContainText('Added');
    await expect(page.getByText('http_requests_total{service="orders", code=~"5.."}').last()).toBeVisible();
  });

  test('filters by a service chosen in the query editor', async ({ page, baseUrl }) => {
    const queries = [{ refId: 'A', datasource: { type: 'reliability-slo-datasource', uid: 'reliability-slos' } }];
    const range = { from: 'now-6h', to: 'now' };
    const panes = JSON.stringify({ slo: { datasource: 'reliability-slos', queries, range } });
    // The preview reads the first parameter, Grafana the others.
    await page.goto(`${baseUrl}/explore?ds=reliability-slos&schemaVersion=1&panes=${encodeURIComponent(panes)}`);
    await page.getByLabel('Services').click();
    await page.getByRole('option', { name: 'kitchen' }).click();
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Run query$|^Refresh$/ })
      .first()
      .click();
    await expect(page.getByRole('gridcell', { name: 'ticket-printing' })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: 'location-updates' })).toHaveCount(0);
  });

  test('filters by a label chosen in the query editor', async ({ page, baseUrl }) => {
    const queries = [{ refId: 'A', datasource: { type: 'reliability-slo-datasource', uid: 'reliability-slos' } }];
    const range = { from: 'now-6h', to: 'now' };
    const panes = JSON.stringify({ slo: { datasource: 'reliability-slos', queries, range } });
    await page.goto(`${baseUrl}/explore?ds=reliability-slos&schemaVersion=1&panes=${encodeURIComponent(panes)}`);
    await page.getByRole('button', { name: 'Filter by label' }).click();
    await page.getByLabel('Label 1').click();
    await page.getByRole('option', { name: 'provider' }).click();
    await page.getByLabel('is one of').click();
    await page.getByRole('option', { name: 'azure' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('gridcell', { name: 'availability-eu-azure' })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: 'availability-eu-aws' })).toHaveCount(0);
  });
});
