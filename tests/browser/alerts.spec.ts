import { expect, test } from './scorecard';

test('the dashboard of one SLO shows the alert that fires, with its pair and its severity', async ({
  page,
  baseUrl,
}) => {
  test.setTimeout(150_000);
  const alert = page.getByRole('row').filter({ hasText: 'OrdersAvailability' }).filter({ hasText: 'page' });
  // The Prometheus of these specs has only just begun to evaluate its rules.
  await expect(async () => {
    await page.goto(`${baseUrl}/d/reliability-slo?var-service=orders&var-slo=availability-eu&refresh=`);
    await expect(alert).toHaveCount(1, { timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
  // Sloth names no pair; the demo burns fast enough for the quick one.
  await expect(alert.getByRole('gridcell', { name: 'firing', exact: true })).toBeVisible();
  await expect(alert.getByRole('gridcell', { name: '5m/1h', exact: true })).toBeVisible();
});
