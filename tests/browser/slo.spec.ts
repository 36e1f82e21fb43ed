import type { Locator, Page } from '@playwright/test';
import { expect, test } from './scorecard';

const DAY = 86_400;
const MONTHS = 'Objective met, by month';

/** What a panel of the dashboard shows, by its title. */
function panelOf(page: Page, title: string): Locator {
  return page.getByTestId(`data-testid Panel header ${title}`);
}

/** The names of the lines of a graph. */
async function linesOf(panel: Locator): Promise<string[]> {
  const names = panel.getByTestId(/^data-testid VizLegend series /);
  await expect(names.first()).toBeVisible();
  return (await names.allInnerTexts()).map((text) => text.trim());
}

test('the dashboard of one SLO tells its SLI, budget, burn rates, events, spending, episodes and latency', async ({
  page,
  baseUrl,
  truth,
}) => {
  const { anchorSeconds, fastBurnEnded } = truth.times;
  const to = anchorSeconds - 300;
  const range = `from=${(to - 7 * DAY) * 1000}&to=${to * 1000}`;
  await page.setViewportSize({ width: 1600, height: 3000 });
  await page.goto(`${baseUrl}/d/reliability-slo?refresh=&var-service=orders&var-slo=requests-answered&${range}`);

  const name = 'orders / requests-answered';
  expect(await linesOf(panelOf(page, 'SLI'))).toEqual([name, `${name}: objective`]);
  expect(await linesOf(panelOf(page, 'Error budget remaining'))).toEqual([name]);
  expect(await linesOf(panelOf(page, 'Burn rates'))).toEqual(
    expect.arrayContaining([
      '5m',
      '1h',
      '6h',
      expect.stringMatching(/^page above \d/),
      expect.stringMatching(/^ticket above/),
    ])
  );
  expect(await linesOf(panelOf(page, 'Events'))).toEqual([`${name}: good`, `${name}: bad`, `${name}: all`]);
  expect(await linesOf(panelOf(page, 'Budget spent per day'))).toEqual([name]);

  const episodes = panelOf(page, 'Episodes').getByRole('row');
  await expect(episodes.nth(1)).toBeVisible();
  const onsets = (await episodes.allInnerTexts()).flatMap((text) => /\d{4}-\d\d-\d\d \d\d:\d\d/.exec(text) ?? []);
  const onset = onsets.map((text) => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000);
  expect(onset.some((seconds) => Math.abs(seconds - fastBurnEnded.fromSeconds) <= 300)).toBe(true);

  const now = new Date(to * 1000);
  const monthStart = Date.UTC(now.getUTCFullYear(), now.getUTCMonth()) / 1000;
  const month = panelOf(page, MONTHS)
    .getByRole('row')
    .filter({ hasText: now.toISOString().slice(0, 7) });
  const shown = Number(/(\d+(\.\d+)?)\s*%/.exec(await month.innerText())?.[1]);
  const counts = ['eu', 'us'].map((region) =>
    truth.eventCounts(`orders-availability-${region}`, Math.max(monthStart, anchorSeconds - 35 * DAY), to)
  );
  const [bad, total] = (['bad', 'total'] as const).map((of) => counts.reduce((sum, count) => sum + count[of], 0));
  expect(Math.abs(shown - 100 * (1 - bad! / total!))).toBeLessThan(0.01);
});

test('the dashboard of a latency SLO tells the share within its threshold and the quantiles', async ({
  page,
  baseUrl,
}) => {
  await page.setViewportSize({ width: 1600, height: 3000 });
  await page.goto(`${baseUrl}/d/reliability-slo?refresh=&var-service=kitchen&var-slo=answered-within-a-second`);
  const name = 'kitchen / answered-within-a-second';
  expect(await linesOf(panelOf(page, 'Within the latency threshold'))).toEqual([
    `${name} within 1 s`,
    `${name}: objective`,
  ]);
  expect(await linesOf(panelOf(page, 'Latency quantiles'))).toEqual(['p50', 'p90', 'p95', 'p99', 'threshold']);
});
