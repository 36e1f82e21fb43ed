import type { Page, Request } from '@playwright/test';
import { DOCUMENTED, expect, RECORDED, test } from './scorecard';

const DAY = 86_400;

/** A document about the positions of couriers, told from others by a result that nobody has. */
function document(name: string, code: string): string {
  const metric = (query: string) =>
    `\n          metricSource:\n            type: Prometheus\n            spec:\n              query: ${JSON.stringify(query)}`;
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: orders
  indicator:
    metadata:
      name: ${name}
    spec:
      ratioMetric:
        counter: true
        bad:${metric(`courier_location_updates_total{region="eu", result=~"dropped|${code}"}`)}
        total:${metric(`courier_location_updates_total{region="eu", result!="${name}"}`)}
  timeWindow:
    - duration: 7d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
`;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => document(`slo-${index}`, `${index}`));

/** Adds a data source to the preview and opens the overview on it. */
async function open(
  page: Page,
  baseUrl: string,
  name: string,
  documents: readonly string[],
  upstreams = ['prometheus']
) {
  const jsonData = {
    schemaVersion: 1,
    upstreams: upstreams.map((uid) => ({ uid })),
    documents: documents.join('---\n'),
  };
  const answer = await page.request.post(`${baseUrl}/api/datasources`, {
    data: { name, type: 'reliability-slo-datasource', access: 'proxy', jsonData },
  });
  expect(answer.ok()).toBe(true);
  const { datasource } = (await answer.json()) as { datasource: { uid: string } };
  await page.goto(`${baseUrl}/d/reliability-overview?refresh=&var-datasource=${datasource.uid}`);
}

/** How many requests one refresh of the whole dashboard costs. */
async function requestsOf(page: Page, refresh: () => Promise<void>): Promise<number> {
  await page.waitForLoadState('networkidle');
  let requests = 0;
  const count = (request: Request) => (requests += request.url().includes('/api/ds/query') ? 1 : 0);
  page.on('request', count);
  await refresh();
  await page.waitForLoadState('networkidle');
  page.off('request', count);
  return requests;
}

test.describe('SLOs from documents', () => {
  test('are counted from raw metrics, and stand beside those that are recorded', async ({ scorecard, truth }) => {
    const to = truth.times.anchorSeconds - 300;
    await scorecard.open(to);
    const expected: Array<[string, string, readonly string[], number, number]> = [
      ['orders', 'requests-answered', ['orders-availability-eu', 'orders-availability-us'], 28, 0.001],
    ];
    for (const [service, name, ids, days, budget] of expected) {
      const counts = ids.map((id) => truth.eventCounts(id, to - days * DAY, to));
      const bad = counts.reduce((sum, one) => sum + one.bad, 0);
      const total = counts.reduce((sum, one) => sum + one.total, 0);
      const shown = await scorecard.number(service, name, 'Budget left');
      expect(Math.abs(shown - 100 * (1 - bad / total / budget))).toBeLessThan(0.15);
    }
    await expect(scorecard.row('kitchen', 'answered-within-a-second')).toContainText('Healthy');
    await expect(scorecard.table.getByRole('row')).toHaveCount(1 + RECORDED.length + DOCUMENTED.length);
  });

  test('of what is recorded too are one row with both numbers', async ({ scorecard, truth }) => {
    const to = truth.times.anchorSeconds - 300;
    await scorecard.open(to);
    const row = scorecard.row('reservations', 'availability-us');
    await expect(row).toHaveCount(1);
    const { bad, total } = truth.eventCounts('reservations-availability-us', to - 30 * DAY, to);
    const byEvents = 100 * (1 - bad / total / 0.001);
    const cell = await (await scorecard.cell(row, 'Budget left')).innerText();
    const shown = Number(/by events (-?[\d.]+)/.exec(cell)?.[1]);
    expect(Math.abs(shown - byEvents)).toBeLessThan(0.15);
    // The mean of ratios leads, since the alerts use it, and is far from the ratio of events here.
    expect(Number.parseFloat(cell)).toBeLessThan(10);
    expect(shown).toBeGreaterThan(40);
  });

  test('say in their settings what is wrong with them', async ({ page, baseUrl }) => {
    await page.goto(`${baseUrl}/connections/datasources/edit/reliability-slos`);
    await expect(page.getByRole('status', { name: 'What the documents define' })).toContainText('7 SLOs');
  });
});

test.describe('documents of a data source that is made for a test', () => {
  test.skip(Boolean(process.env.GRAFANA_URL), 'adds data sources, which only a preview forgets again');

  test('cost the same number of requests for 12 SLOs and for 200', async ({ scorecard, page, baseUrl }) => {
    // Prometheus, both servers of the preview and the browser share what cores there are.
    test.setTimeout(180_000);
    const asked: number[] = [];
    for (const count of [12, 200]) {
      await open(page, baseUrl, `${count} SLOs`, many(count));
      // Those recorded are there as well. Of so many only the rows in view are drawn, and all are counted.
      const rows = String(1 + count + RECORDED.length);
      await expect(scorecard.table).toHaveAttribute('aria-rowcount', rows, { timeout: 80_000 });
      asked.push(await requestsOf(page, () => scorecard.refresh()));
    }
    // Numbers, which the counts share, trends and what leaves the window, for each length of window, the budget over time
    // and its ends, and at most one catalogue, depending on how old the last one is.
    for (const requests of asked) {
      expect(requests).toBeGreaterThanOrEqual(4);
      expect(requests).toBeLessThanOrEqual(11);
    }
    expect(Math.abs(asked[0]! - asked[1]!)).toBeLessThanOrEqual(1);
  });

  test('cost only their own numbers where Prometheus refuses one, and few requests', async ({
    scorecard,
    page,
    baseUrl,
  }) => {
    test.setTimeout(180_000);
    // No regular expression, which only Prometheus finds out.
    await open(page, baseUrl, 'One refused', [...many(40), document('refused', '5[')]);
    await expect(scorecard.row('orders', 'slo-7')).toContainText(/Healthy|At risk|Breached|Smouldering|Burning/, {
      timeout: 80_000,
    });
    const row = scorecard.row('orders', 'refused');
    await expect(row).toContainText('Blind');
    await expect(await scorecard.cell(row, 'SLI')).not.toContainText(/\d/);
    await row.getByRole('button', { name: 'Blind' }).click();
    await expect(page.getByText(/error parsing regexp/).first()).toBeVisible();
    await page.keyboard.press('Escape');
    // Once found, the offender is left out: a refresh costs what it costs without it.
    const requests = await requestsOf(page, () => scorecard.refresh());
    expect(requests).toBeLessThanOrEqual(11);

    // The first time, 82 counters are halved until one stands alone: seven rounds at most for each of the five requests.
    const first = await requestsOf(page, async () => {
      await page.reload();
      await expect(row).toContainText('Blind');
    });
    expect(first).toBeGreaterThan(requests);
    expect(first).toBeLessThanOrEqual(14 + 5 * 7);
  });

  test('with an error are missed aloud', async ({ scorecard, page, baseUrl }) => {
    await open(page, baseUrl, 'With an error', [...many(1), document('broken', '1').replace('0.99', '99')]);
    await expect(scorecard.row('orders', 'slo-0')).toBeVisible();
    await expect(
      page.getByText(/An SLO document has an error, so an SLO may be missing here\. Document 2, line \d+/)
    ).toBeVisible();
  });

  test('of two upstreams are two rows, and one that is down costs only its own', async ({
    scorecard,
    page,
    baseUrl,
  }) => {
    // Port 9 is that of the discard service, where nothing listens.
    const stopped = { name: 'Prometheus (stopped)', type: 'prometheus', access: 'proxy', url: 'http://127.0.0.1:9' };
    const answer = await page.request.post(`${baseUrl}/api/datasources`, { data: stopped });
    const { datasource } = (await answer.json()) as { datasource: { uid: string } };
    await open(page, baseUrl, 'Two upstreams', many(1), ['prometheus', datasource.uid]);
    await expect(scorecard.row('orders', 'slo-0')).toBeVisible();
    await expect(scorecard.row('payments', 'latency-us')).toContainText('Healthy');
    await expect(page.getByRole('status').filter({ hasText: 'Prometheus (stopped)' }).first()).toBeVisible();
  });
});
