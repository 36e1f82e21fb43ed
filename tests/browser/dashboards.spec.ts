import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { repoRoot } from '../repoRoot';
import { expect, test } from './scorecard';

const folder = path.join(repoRoot, 'dashboards');
const dashboards = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { uid: string; title: string }
);

/** What the preview has no panel for, and says so in its place. */
const STAND_IN = /This core panel is not available in the preview/;

test.describe('dashboards', () => {
  for (const { uid, title } of dashboards) {
    test(`${title} opens without an error`, async ({ page, baseUrl }) => {
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      // High enough for every panel to be asked for.
      await page.setViewportSize({ width: 1600, height: 3000 });
      await page.goto(`${baseUrl}/d/${uid}?refresh=&var-service=orders&var-slo=availability-us`);
      const panels = page.locator('[data-testid^="data-testid Panel header"]');
      await expect(panels.first()).toBeVisible();
      await expect(page.getByText('Loading', { exact: false })).toHaveCount(0);
      await expect(page.getByLabel(/Panel (loading|status error)/)).toHaveCount(0);
      const alerts = (await page.getByRole('alert').allInnerTexts()).filter((text) => !STAND_IN.test(text));
      expect(alerts.filter((text) => !/burns its budget|fires no alert/.test(text))).toEqual([]);
      expect(errors).toEqual([]);
    });
  }
});

test.describe('the incident', () => {
  test('is what burns worst, with its onset, cost and where to go', async ({ page, baseUrl, truth }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${baseUrl}/d/reliability-incident?refresh=&from=${(to - 3 * 3600) * 1000}&to=${to * 1000}`);
    const headline = page.getByRole('alert').filter({ hasText: 'orders / availability-eu' });
    await expect(headline).toBeVisible();
    const onset = new Date(truth.times.fastBurnNowFromSeconds * 1000).toISOString().slice(11, 16);
    await expect(headline).toContainText(new RegExp(`Page.*times too fast since .*${onset}`, 's'));
    await expect(headline).toContainText('Owner: waiters');
    await expect(page.getByText(/% of the budget/)).toBeVisible();
    // Everything that is needed stands on the first screen.
    const places = page.getByRole('navigation', { name: 'Where to go' });
    await expect(places.getByRole('link', { name: 'Explore' })).toBeInViewport();
    await expect(page.getByRole('region', { name: /What changed before/ })).toBeInViewport();
  });

  test('flows on a phone in the order in which it is needed, without scrolling in itself', async ({
    page,
    baseUrl,
    truth,
  }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    await page.setViewportSize({ width: 420, height: 900 });
    await page.goto(`${baseUrl}/d/reliability-incident?refresh=&from=${(to - 3 * 3600) * 1000}&to=${to * 1000}`);
    const panel = page.locator('[data-testid^="data-testid Panel header What burns"]');
    const parts = [
      panel.getByText(/^Newest data/),
      panel.getByRole('heading', { name: /times too fast/ }),
      panel.getByText('Cost so far'),
      panel.getByRole('region', { name: 'Where' }),
      panel.getByRole('region', { name: /What changed before/ }),
      panel.getByRole('navigation', { name: 'Where to go' }),
    ];
    const tops: number[] = [];
    for (const part of parts) {
      await expect(part).toBeVisible();
      tops.push((await part.boundingBox())!.y);
    }
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    const bottom = async (part: Locator) => part.boundingBox().then((box) => box!.y + box!.height);
    expect(await bottom(parts.at(-1)!)).toBeLessThan(await bottom(panel));
  });

  test('opens on one SLO from the link of an alert', async ({ page, baseUrl }) => {
    await page.goto(
      `${baseUrl}/d/reliability-incident?var-service=payments&var-slo=availability-us&from=now-3h&to=now`
    );
    const headline = page.getByRole('heading', { name: /payments \/ availability-us/ });
    await expect(headline).toBeVisible();
    await page.getByRole('navigation', { name: 'Where to go' }).getByRole('link', { name: 'The SLO' }).click();
    await expect(page).toHaveURL(/\/d\/reliability-slo\?.*var-slo=availability-us/);
    await expect(page.getByText('availability-us').first()).toBeVisible();
  });

  test('of an SLO that is well says so', async ({ page, baseUrl }) => {
    await page.goto(`${baseUrl}/d/reliability-incident?var-service=payments&var-slo=latency-us&from=now-3h&to=now`);
    await expect(page.getByRole('heading', { name: 'payments / latency-us fires no alert' })).toBeVisible();
  });
});

test('the dashboard of one SLO tells in which region it fails, by its share of the bad events', async ({
  page,
  baseUrl,
  truth,
}) => {
  const to = truth.times.anchorSeconds - 5 * 60;
  const from = to - 20 * 60;
  await page.setViewportSize({ width: 1600, height: 3000 });
  await page.goto(
    `${baseUrl}/d/reliability-slo?refresh=&var-service=orders&var-slo=requests-answered&from=${from * 1000}&to=${to * 1000}`
  );
  const row = (region: string) =>
    page
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell', { name: 'region', exact: true }) })
      .filter({ has: page.getByRole('gridcell', { name: region, exact: true }) });
  await expect(row('eu')).toContainText('stands out');
  await expect(row('us')).not.toContainText('stands out');
  const counts = ['eu', 'us'].map((region) => truth.eventCounts(`orders-availability-${region}`, from, to));
  const percents = (await row('eu').innerText()).match(/\d+(\.\d+)?(?=\s*%)/g)?.map(Number) ?? [];
  const share = (of: (count: { bad: number; total: number }) => number) =>
    (100 * of(counts[0]!)) / counts.reduce((sum, count) => sum + of(count), 0);
  // Twenty minutes of samples a minute apart: one of them may fall to either side.
  expect(Math.abs(percents[0]! - share(({ bad }) => bad))).toBeLessThan(3);
  expect(Math.abs(percents[1]! - share(({ total }) => total))).toBeLessThan(3);
});

test('the name of a row leads to the dashboard of its SLO', async ({ scorecard, page }) => {
  await scorecard.open();
  await scorecard.row('orders', 'availability-us').getByRole('link', { name: 'availability-us' }).click();
  // Another region may have one of the same name.
  await expect(page).toHaveURL(
    /\/d\/reliability-slo\?.*var-service=orders.*var-slo=availability-us.*var-region=us.*var-provider=gcp/
  );
  await expect(scorecard.row('orders', 'availability-us')).toBeVisible();
});

test('the dashboard of one SLO marks the bad release and its rollback', async ({ page, baseUrl, truth }) => {
  const { fromSeconds, toSeconds } = truth.times.badRelease;
  const [from, to] = [fromSeconds - 6 * 3600, toSeconds + 6 * 3600];
  await page.goto(
    `${baseUrl}/d/reliability-slo?refresh=&var-service=kitchen&var-slo=availability-eu&from=${from * 1000}&to=${to * 1000}`
  );
  // A panel may have the same name, and a switch is a checkbox to some versions of Grafana.
  const toggle = (name: string) =>
    page.getByRole('switch', { name, exact: true }).or(page.getByRole('checkbox', { name, exact: true }));
  const isOn = { Episodes: true, Releases: true, Exclusions: true, 'Budget exhausted': false };
  for (const [name, checked] of Object.entries(isOn)) {
    await expect(toggle(name)).toBeChecked({ checked });
  }
  const marksOf = (panel: string) =>
    page.getByTestId(`data-testid Panel header ${panel}`).getByTestId('data-testid annotation-marker');
  const turnOff = async (name: string) => {
    await page.locator('label').filter({ hasText: name }).first().click();
    await expect(toggle(name)).not.toBeChecked();
  };
  await expect(marksOf('SLI')).toHaveCount(3);
  // An episode would be in the way of the pointer.
  await turnOff('Episodes');
  await expect(marksOf('SLI')).toHaveCount(2);
  await expect(marksOf('Error budget remaining')).toHaveCount(2);
  /** The minutes in which a version may be seen first, on the clock. */
  const minutes = (seconds: number) =>
    [0, 1, 2].map((minute) => new Date((seconds + minute * 60) * 1000).toISOString().slice(11, 16)).join('|');
  for (const [index, said, seconds] of [
    [0, 'kitchen / availability-eu: version 3.9.0 is seen first here; it came in the 1m before.', fromSeconds],
    [1, 'kitchen / availability-eu: back to version 3.8.0; it came back in the 1m before.', toSeconds],
  ] as const) {
    await marksOf('SLI').nth(index).hover();
    const told = page.getByText(said).locator('xpath=ancestor::*[2]');
    await expect(told).toContainText(new RegExp(minutes(seconds)));
  }
  await turnOff('Releases');
  await expect(marksOf('SLI')).toHaveCount(0);
});
