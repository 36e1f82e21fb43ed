import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { verifyCertificate } from '../../src/core/release/certificate/verify';
import { expect, test } from './scorecard';

const open = async (page: Page, baseUrl: string, policy: string, release: string, more = '') => {
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto(`${baseUrl}/d/reliability-release?refresh=&var-policy=${policy}&var-release=${release}${more}`);
};
const verdict = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('heading') });

test.describe('the review of a release', () => {
  test('says that a bad one fails by what, of its own time, whatever range is looked at', async ({
    page,
    baseUrl,
    truth,
  }) => {
    const start = truth.times.anchorSeconds - 26 * 3600;
    const drawn = truth.releaseCounts('loyalty', '7.3.0', start, start + 3600);
    for (const range of ['', `&from=${(start + 600) * 1000}&to=${(start + 900) * 1000}`]) {
      await open(page, baseUrl, 'loyalty-canary', '7.3.0', range);
      await expect(verdict(page)).toContainText('loyalty 7.3.0 fails');
      const row = page.getByRole('row', { name: /availability/ }).first();
      await expect(row).toContainText('Fails');
      const [bad = NaN, total = NaN] = ((await row.innerText()).match(/([\d,]+) bad of ([\d,]+) events/) ?? [])
        .slice(1)
        .map((text) => Number(text.replaceAll(',', '')));
      // It is found to have begun up to a minute before, so that its last scrapes are those of a minute earlier.
      expect(Math.abs(total / drawn.total - 1)).toBeLessThan(0.03);
      expect(Math.abs(bad / drawn.failed - 1)).toBeLessThan(0.1);
    }
  });

  test('says that a good one passes, on the first screen, with its certificate', async ({ page, baseUrl }) => {
    await open(page, baseUrl, 'loyalty-canary', '7.3.1');
    await expect(verdict(page)).toContainText('loyalty 7.3.1 passes');
    await expect(page.getByText(/registered at .*, before the start/)).toBeInViewport();
    for (const criterion of ['availability', 'latency', 'no-regression', 'rollback-rehearsed']) {
      await expect(page.getByRole('row', { name: new RegExp(criterion) }).first()).toContainText('Passes');
    }
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download certificate' }).click();
    const file = await (await download).path();
    const told = verifyCertificate(JSON.parse(readFileSync(file, 'utf8')), Date.now() / 1000);
    expect([told.state, told.verdict]).toEqual(['VALID', 'PASS']);
  });

  test('says of a quiet one that nothing is shown, and what it takes', async ({ page, baseUrl }) => {
    await open(page, baseUrl, 'catering-canary', '2.1.0');
    await expect(verdict(page)).toContainText('catering 2.1.0 is not decided: more events are needed');
    const row = page.getByRole('row', { name: /availability/ }).first();
    await expect(row).toContainText('Not decided');
    await expect(row).toContainText(/Needs about [\d,]+ more events, about [\d.]+ (h|d)/);
    await expect(page.getByText(/not registered before the start/)).toBeVisible();
  });

  test('says of one that nobody has seen when it could pass', async ({ page, baseUrl }) => {
    await open(page, baseUrl, 'loyalty-canary', '9.9.9');
    await expect(verdict(page)).toContainText('is not decided: the release has not started');
    await expect(verdict(page)).toContainText(/a pass would be possible after about 30 min/);
    await expect(page.getByRole('button', { name: 'Download certificate' })).toHaveCount(0);
  });

  test('offers policies and their versions, and leads to the time of the release', async ({ page, baseUrl, truth }) => {
    await open(page, baseUrl, 'loyalty-canary', '7.3.0');
    await page.getByRole('link', { name: 'Show its time in the graphs' }).click();
    const start = truth.times.anchorSeconds - 26 * 3600;
    await expect(page).toHaveURL(/var-release=7\.3\.0/);
    const from = Number(new URL(page.url()).searchParams.get('from')) / 1000;
    expect(start - from).toBeGreaterThan(0);
    expect(start - from).toBeLessThan(1200);
    await expect(verdict(page)).toContainText('loyalty 7.3.0 fails');
  });
});
