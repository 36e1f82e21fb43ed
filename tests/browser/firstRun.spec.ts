import path from 'node:path';
import { hostDir, packageRoot } from '../../.config/lane.cjs';
import { startPreview, type Preview } from '../../preview/server/start';
import { repoRoot } from '../repoRoot';
import { expect, RECORDED, Scorecard, test as base } from './scorecard';

interface Fixtures {
  /** Starts a preview that has Prometheus data sources and nothing of ours, and answers with its address. */
  empty: (role: 'Admin' | 'Viewer') => Promise<string>;
}

const test = base.extend<Fixtures>({
  empty: async ({ page: _ }, use, info) => {
    info.skip(
      Boolean(process.env.GRAFANA_URL),
      'starts previews without an SLO data source, where a Grafana that shows the demo has one'
    );
    const started: Preview[] = [];
    await use(async (role) => {
      const preview = await startPreview({
        port: 0,
        repoRoot,
        packageRoot: packageRoot(),
        hostDir: hostDir(),
        env: {
          PROMETHEUS_URL: process.env.PROMETHEUS_URL,
          RELIABILITY_DASHBOARDS: path.join(repoRoot, 'dashboards'),
          HOME_DASHBOARD: 'reliability-overview',
          DATA_SOURCES: path.join(__dirname, 'datasources-empty'),
          PREVIEW_ROLE: role,
        },
        log: (message) => console.log(`  ${message}`),
      });
      started.push(preview);
      return preview.url;
    });
    await Promise.all(started.map((preview) => preview.close()));
  },
});

test.describe('the first run', () => {
  test('leads from nothing to own SLOs in three clicks', async ({ empty, page }) => {
    let clicks = 0;
    const click = async (role: 'link' | 'button', name: string | RegExp) => {
      await page.getByRole(role, { name }).click();
      clicks++;
    };
    await page.goto(await empty('Admin'));
    await click('link', 'Reliability Scorecard');
    const sources = page.getByRole('list', { name: 'Where to read SLOs from' });
    await expect(sources).toContainText(`${RECORDED.length} SLOs recorded`);
    await expect(sources).toContainText(/metrics that SLOs can be made from: .*courier_location_updates_total/);
    await expect(page.getByRole('checkbox', { name: 'Prometheus', exact: true })).toBeChecked();

    // The other one does not answer, which holds up nothing.
    await expect(sources).toContainText(/It cannot be reached.*127\.0\.0\.1:9/);
    await expect(page.getByRole('checkbox', { name: 'Prometheus (stopped)' })).not.toBeChecked();

    await click('button', 'Add the SLO data source');
    await click('link', /Open the overview/);
    expect(clicks).toBeLessThanOrEqual(3);
    const scorecard = new Scorecard(page);
    await expect(scorecard.row('orders', 'availability-eu')).toContainText('Burning');
    await expect(scorecard.table.getByRole('row')).toHaveCount(1 + RECORDED.length);
  });

  test('shows what was added without a load of the page', async ({ empty, page }) => {
    await page.goto(`${await empty('Admin')}a/reliability-scorecard-app`);
    await page.getByRole('button', { name: 'Add the SLO data source' }).click();
    await expect(page.getByText('Read by Reliability SLOs')).toBeVisible();
    await page.getByRole('link', { name: 'Data sources' }).click();
    await expect(page.getByRole('link', { name: 'Reliability SLOs' })).toBeVisible();
  });

  test('leads from metrics alone to own SLOs', async ({ empty, page }) => {
    const url = await empty('Admin');
    await page.goto(`${url}a/reliability-scorecard-app`);
    await page.getByRole('button', { name: 'Add the SLO data source' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Suggest SLOs from Prometheus', exact: true }).click();
    const suggestion = page.getByRole('listitem').filter({ hasText: 'payments: latency' });
    await suggestion.getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Add 1 SLO' }).click();
    const editor = page.getByRole('textbox', { name: 'SLO documents' });
    await expect(editor).toHaveValue(/query: 'http_request_duration_seconds_bucket\{service="payments"\}'/);
    await expect(page.getByRole('status', { name: 'What the documents define' })).toHaveText('1 SLO');
    await page.getByRole('button', { name: 'Save & test' }).click();
    await expect(page.getByText(`${RECORDED.length + 1} SLOs found in Prometheus, by Sloth, `)).toBeVisible();

    await page.goto(`${url}d/reliability-overview?refresh=`);
    const scorecard = new Scorecard(page);
    const row = scorecard.row('payments', 'payments-http-request-duration-seconds-latency');
    await expect(row).toContainText('Healthy');
  });

  test('gives whoever may not add data sources a file for whoever may', async ({ empty, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const url = await empty('Viewer');
    await page.goto(`${url}a/reliability-scorecard-app`);
    const file = page.getByRole('region', { name: 'Provisioning file' });
    await expect(file).toContainText('type: reliability-slo-datasource');
    await expect(file).toContainText('uid: "prometheus"');
    await expect(page.getByRole('button', { name: 'Add the SLO data source' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe((await file.textContent()) ?? 'no file');

    const refused = await page.request.post(`${url}api/datasources`, { data: { name: 'Mine' } });
    expect(refused.status()).toBe(403);
  });
});
