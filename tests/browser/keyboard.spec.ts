import type { Locator } from '@playwright/test';
import { expect, test } from './scorecard';

/** The cell of a row where the keyboard is. */
const focusIn = (row: Locator, role: 'gridcell' | 'rowheader' = 'gridcell') => row.locator(`[role=${role}]:focus`);

test('the scorecard is read and used without a mouse', async ({ scorecard, page, truth }) => {
  await scorecard.open(truth.times.anchorSeconds - 5 * 60);
  await expect(scorecard.row('orders', 'availability-eu')).toBeVisible();
  const rows = scorecard.table.getByRole('row');
  const search = page.getByRole('searchbox', { name: 'Search SLOs' });
  await search.focus();
  await page.keyboard.press('Enter');
  await expect(focusIn(rows.nth(1))).toBeInViewport();
  await page.keyboard.press('Control+End');
  await expect(focusIn(rows.last())).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Control+Home');
  await expect(scorecard.table.getByRole('columnheader', { name: 'Status' })).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const bySlo = page.getByRole('grid', { name: 'SLOs by SLO' });
  await expect(bySlo.getByRole('columnheader', { name: 'SLO' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(focusIn(bySlo.getByRole('row').nth(1), 'rowheader')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('availability-us orders');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').or(page.getByTestId('toggletip-content'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('toggletip-content')).toBeHidden();
  await expect(bySlo.locator(':focus')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/d\/reliability-slo\?.*var-service=orders.*var-slo=availability-us/);
});

test('what has the focus is not hidden below the header, and a refresh leaves it where it is', async ({
  scorecard,
  page,
  truth,
}) => {
  await page.setViewportSize({ width: 1600, height: 700 });
  await scorecard.open(truth.times.anchorSeconds - 5 * 60);
  await expect(scorecard.row('orders', 'availability-eu')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search SLOs' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+End');
  for (let row = 0; row < 25; row++) {
    await page.keyboard.press('ArrowUp');
  }
  const focused = scorecard.table.locator('[role=row]:focus-within');
  const header = scorecard.table.getByRole('row').first();
  const [row, top] = [(await focused.boundingBox())!, (await header.boundingBox())!];
  expect(row.y).toBeGreaterThanOrEqual(top.y + top.height - 1);
  const text = await focused.innerText();
  // What has come into view is asked for, and until it is answered the button would end that.
  const refresh = page.getByTestId('data-testid RefreshPicker run button');
  await expect(refresh).not.toHaveAttribute('aria-label', /Cancel/);
  // As the clock does it: a mouse would take the focus away.
  const answered = page.waitForResponse(/\/api\/ds\/query/);
  await refresh.dispatchEvent('click');
  await answered;
  await page.waitForLoadState('networkidle');
  expect((await focused.innerText()).split('\n')[0]).toBe(text.split('\n')[0]);
  expect((await focused.boundingBox())!.y).toBe(row.y);
});
