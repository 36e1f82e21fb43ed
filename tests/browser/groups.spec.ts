import type { Locator, Page } from '@playwright/test';
import { periodSeconds, slos, type DemoSlo } from '../../demo/slos';
import { DOCUMENTED, expect, RECORDED, test } from './scorecard';

/** The table of groups, read the way a person reads it: the text of every cell by its heading, by the group. */
async function readGroups(page: Page): Promise<Map<string, Record<string, string>>> {
  const panel = await groupsPanel(page);
  await expect(panel.getByRole('columnheader', { name: 'Worst status' })).toBeVisible();
  // The header is a row too.
  await expect(panel.getByRole('row').nth(1)).toBeVisible();
  const headings = await panel.getByRole('columnheader').allInnerTexts();
  const rows = await panel.getByRole('row').all();
  const read = await Promise.all(rows.map((row) => row.getByRole('gridcell').allInnerTexts()));
  return new Map(
    read
      .filter((cells) => cells.length > 0)
      .map(([group = '', ...cells]) => [
        group.trim(),
        Object.fromEntries(cells.map((text, index) => [headings[index + 1]!.trim(), text.trim()])),
      ])
  );
}

/** Grafana draws a panel once it is near to what is seen. */
async function groupsPanel(page: Page): Promise<Locator> {
  const panel = page.getByTestId('data-testid Panel header Groups');
  await panel.scrollIntoViewIfNeeded();
  return panel;
}

const regionOf = ({ labels }: DemoSlo) => labels['region'] ?? '';

test.describe('groups of the overview', () => {
  test('are as bad as their worst SLO, and hold every one', async ({ page, baseUrl, truth }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    await page.goto(
      `${baseUrl}/d/reliability-overview?refresh=&var-group=region&from=${(to - 7 * 86_400) * 1000}&to=${to * 1000}`
    );
    const groups = await readGroups(page);
    expect([...groups.keys()].sort()).toEqual(['(none)', 'eu', 'us']);
    expect(groups.get('eu')).toMatchObject({ 'Worst status': 'Burning', 'Worst SLO': 'orders / availability-eu' });
    expect(groups.get('us')).toMatchObject({ 'Worst status': 'Breached', 'Worst SLO': 'delivery / availability-us' });
    const sizes = [...groups.values()].map(({ SLOs }) => Number(SLOs));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(RECORDED.length + DOCUMENTED.length);
  });

  test('have the SLI and the shares of the events that the demo has made up', async ({ page, baseUrl, truth }) => {
    const to = truth.times.anchorSeconds - 5 * 60;
    const query = `var-group=region&var-filters=${encodeURIComponent('tool|=|sloth')}&from=${(to - 7 * 86_400) * 1000}&to=${to * 1000}`;
    await page.goto(`${baseUrl}/d/reliability-overview?refresh=&${query}`);
    const groups = await readGroups(page);
    // Of the one whose metric is gone nothing is counted.
    const counted = slos.filter(({ story }) => story !== 'metricGone');
    const events = (some: readonly DemoSlo[]) => {
      const counts = some.map(({ id }) => truth.eventCounts(id, to - periodSeconds, to));
      const sum = (of: 'bad' | 'total') => counts.reduce((all, count) => all + count[of], 0);
      return { bad: sum('bad'), total: sum('total') };
    };
    const [us, all] = [events(counted.filter((slo) => regionOf(slo) === 'us')), events(counted)];
    const shown = (heading: string) => Number.parseFloat(groups.get('us')![heading] ?? '');
    expect(Number(groups.get('us')!['SLOs'])).toBe(slos.filter((slo) => regionOf(slo) === 'us').length);
    expect(Math.abs(shown('SLI by events') - 100 * (1 - us.bad / us.total))).toBeLessThan(0.02);
    expect(Math.abs(shown('Share of bad events') - (100 * us.bad) / all.bad)).toBeLessThan(0.5);
    expect(Math.abs(shown('Share of traffic') - (100 * us.total) / all.total)).toBeLessThan(0.5);
    expect(groups.get('eu')).toMatchObject({
      'SLI by events': '—',
      'Why no SLI': expect.stringMatching(/of \d+ SLOs/),
    });
  });

  test('lead to the overview of one of them, with what was chosen before', async ({ page, baseUrl, scorecard }) => {
    const query = `var-group=region&var-service=orders`;
    await page.goto(`${baseUrl}/d/reliability-overview?refresh=&${query}`);
    await (await groupsPanel(page)).getByRole('link', { name: 'us', exact: true }).click();
    await expect(page).toHaveURL(/var-service=orders.*var-filters=region%7C%3D%7Cus/);
    await expect(scorecard.row('orders', 'availability-us')).toBeVisible();
    await expect(scorecard.row('orders', 'availability-eu')).toHaveCount(0);
    expect([...(await readGroups(page)).keys()]).toEqual(['us']);
  });

  test('of SLOs without the label lead to those', async ({ page, baseUrl, scorecard }) => {
    await page.goto(`${baseUrl}/d/reliability-overview?refresh=&var-group=region&var-service=orders`);
    await (await groupsPanel(page)).getByRole('link', { name: '(none)', exact: true }).click();
    await expect(scorecard.row('orders', 'availability-us')).toHaveCount(0);
    await expect(scorecard.row('orders', 'requests-answered')).toBeVisible();
  });
});
