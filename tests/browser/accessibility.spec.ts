import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, test } from './scorecard';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of ['dark', 'light']) {
  for (const width of [1600, 420]) {
    test(`axe finds nothing in the scorecard, ${theme} and ${width} pixels wide`, async ({
      scorecard,
      page,
      baseUrl,
      truth,
    }) => {
      await page.setViewportSize({ width, height: 1000 });
      const to = truth.times.anchorSeconds - 5 * 60;
      await page.goto(
        `${baseUrl}/d/reliability-overview?refresh=&theme=${theme}&from=${(to - 7 * 86_400) * 1000}&to=${to * 1000}`
      );
      await expect(scorecard.row('orders', 'availability-eu')).toBeVisible();
      await page.evaluate(axe.source);
      expect(await violations(page)).toEqual([]);
      if (width === 1600) {
        const bar = page.getByRole('search', { name: 'Filter SLOs' });
        await bar.getByRole('combobox', { name: 'Group by' }).click();
        await page.getByRole('option', { name: 'region', exact: true }).click();
        await bar.getByRole('button', { name: 'Expand all' }).click();
        await expect(scorecard.table.getByRole('button', { name: 'eu', expanded: true })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      }
    });
  }
}

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    (tags) =>
      window.axe.run(
        { include: ['[aria-label="Filter SLOs"]', '[aria-label="SLOs, worst first"]'] },
        { runOnly: tags }
      ),
    RULES
  );
  expect(found.passes.map(({ id }) => id)).toContain('color-contrast');
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`
  );
}
