import { readFile } from 'node:fs/promises';
import { slos } from '../../demo/slos';
import { expect, test } from './scorecard';

test('the scorecard groups its rows by a label, each in one group, and gives them away as CSV', async ({
  scorecard,
  page,
  truth,
}) => {
  await scorecard.open(truth.times.anchorSeconds - 5 * 60);
  await expect(scorecard.row('orders', 'availability-eu')).toBeVisible();
  const bar = page.getByRole('search', { name: 'Filter SLOs' });
  const count = Number(/(\d+) SLOs/.exec(await bar.getByRole('status').innerText())?.[1]);
  expect(count).toBeGreaterThanOrEqual(slos.length);

  await bar.getByRole('combobox', { name: 'Group by' }).click();
  await page.getByRole('option', { name: 'region', exact: true }).click();
  const groups = scorecard.table.getByRole('button', { expanded: false });
  await expect(groups.first()).toBeVisible();
  const named = await groups.allInnerTexts();
  expect(named).toEqual(expect.arrayContaining(['eu', 'us']));
  await bar.getByRole('button', { name: 'Expand all' }).click();
  await expect(scorecard.table).toHaveAttribute('aria-rowcount', String(1 + named.length + count));

  await bar.getByRole('searchbox').fill('orders');
  await expect(bar.getByRole('status')).toHaveText(/^\d+ of/);
  const shown = Number(/^(\d+) of/.exec(await bar.getByRole('status').innerText())?.[1]);
  const downloaded = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Copy or download what is shown' }).click();
  await page.getByRole('menuitem', { name: 'Download CSV' }).click();
  const file = await (await downloaded).path();
  const lines = (await readFile(file, 'utf8')).trim().split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF?service,name,status,/);
  expect(lines).toHaveLength(1 + shown);
  // Whichever of the rows that burn is the worst by then, it stands first on the screen and in the file.
  const rows = await scorecard.table
    .getByRole('row')
    .filter({ has: page.getByText('orders', { exact: true }) })
    .all();
  const first = await (await scorecard.cell(rows[0]!, 'SLO')).innerText();
  expect(lines[1]).toMatch(/^orders,[^,]+,burning,/);
  expect(first).toContain(lines[1]!.split(',')[1]);
});
