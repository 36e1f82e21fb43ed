import { slos } from '../../demo/slos';
import { expect, test } from './scorecard';

test.describe('the data source', () => {
  test('says in its settings what it has found', async ({ page, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await expect(page.getByText('Prometheus data sources to read SLOs from')).toBeVisible();
    await page.getByRole('button', { name: /test$/i }).click();
    await expect(
      page.getByText(`${slos.length} SLOs found in Prometheus, recorded by Sloth; 2 have problems`)
    ).toBeVisible();
  });

  test('says in its settings that Prometheus does not answer', async ({ page, prometheus, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await expect(page.getByText('Prometheus data sources to read SLOs from')).toBeVisible();
    await prometheus.set('down');
    await page.getByRole('button', { name: /test$/i }).click();
    await expect(page.getByText('Prometheus does not answer')).toBeVisible();
  });
});
