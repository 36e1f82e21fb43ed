/** @jest-environment node */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import { hostDir, packageRoot } from '../../.config/lane.cjs';
import { buildBundle } from '../../.config/tasks/build';
import { buildHost } from '../../preview/build';
import { startPreview, type Preview } from '../../preview/server/start';
import { repoRoot } from '../repoRoot';

/** The scorecard beside Grafana's own table, each with the same frame, in Chromium. */

const FEW = 100;
const MANY = 5000;
const RUNS = 3;
/** So long an answer takes that the page is there before it, and what is measured is drawing. */
const ANSWER_AFTER_MS = 1500;
const REFRESHES = 10;

type Kind = 'scorecard' | 'table';

interface Drawn {
  /** From the answer to the first row on the screen. */
  paintMs: number;
  nodes: number;
}

interface Used {
  sortMs: number;
  /** Null of the table, which has no search. */
  searchMs: number | null;
  /** 0 where no task took 50 milliseconds. */
  longestTaskMs: number;
  /** After the first answer, and after as many more as are refreshes, without garbage. */
  heapBytes: { first: number; last: number };
}

const STATUSES = ['burning', 'breached', 'smouldering', 'atRisk', 'healthy'];
const WINDOWS = ['5m', '1h', '6h', '3d'];

/** The answer to a query: as many SLOs, in no order that a table would sort them by. */
function answer(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => (index * 7919 + 42) % count);
  const shares = (least: number) => numbers.map((number) => least + ((number * 31) % 800) / 1e6);
  const columns = [
    { name: 'service', type: 'string', values: numbers.map((number) => `service-${number % 50}`) },
    { name: 'name', type: 'string', values: numbers.map((number) => `slo-${String(number).padStart(4, '0')}`) },
    { name: 'status', type: 'string', values: numbers.map((number) => STATUSES[number % STATUSES.length]) },
    { name: 'owner', type: 'string', values: numbers.map((number) => `team-${number % 7}`) },
    { name: 'objective', type: 'number', values: numbers.map(() => 0.999) },
    { name: 'sli', type: 'number', values: shares(0.9991) },
    { name: 'budgetRemaining', type: 'number', values: numbers.map((number) => ((number * 31 + 400) % 800) / 1000) },
    ...WINDOWS.map((window) => ({
      name: 'burnRate',
      type: 'number',
      labels: { window },
      values: numbers.map((number) => (number % 97) / 10),
    })),
  ];
  const fields = columns.map(({ values: _, ...field }) => ({ ...field, config: {} }));
  const frame = { schema: { refId: 'A', fields }, data: { values: columns.map(({ values }) => values) } };
  return { results: { A: { status: 200, frames: [frame] } } };
}

const uidOf = (kind: Kind, rows: number) => `bench-${kind}-${rows}`;

function dashboard(kind: Kind, rows: number) {
  return {
    uid: uidOf(kind, rows),
    title: uidOf(kind, rows),
    schemaVersion: 41,
    time: { from: 'now-1h', to: 'now' },
    panels: [
      {
        id: 1,
        type: kind === 'table' ? 'table' : 'reliability-scorecard-panel',
        title: kind,
        gridPos: { x: 0, y: 0, w: 24, h: 22 },
        datasource: { type: 'prometheus', uid: 'prometheus' },
        fieldConfig: { defaults: {}, overrides: [] },
        options: {},
        targets: [{ refId: 'A', expr: 'slo', instant: true }],
      },
    ],
  };
}

const DATA_SOURCES = `apiVersion: 1
datasources:
  - name: Prometheus
    uid: prometheus
    type: prometheus
    access: proxy
    url: http://localhost
`;

let browser: Browser;
let preview: Preview;
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const drawn = new Map<string, Drawn>();
const used = new Map<Kind, Used>();

beforeAll(async () => {
  await buildBundle(repoRoot, () => undefined);
  await buildHost({ packageRoot: packageRoot(), outDir: hostDir(), log: () => undefined });
  for (const kind of ['scorecard', 'table'] as const) {
    for (const rows of [FEW, MANY]) {
      writeFileSync(join(folder, `${uidOf(kind, rows)}.json`), JSON.stringify(dashboard(kind, rows)));
    }
  }
  const dataSources = mkdtempSync(join(folder, 'data-sources-'));
  writeFileSync(join(dataSources, 'prometheus.yaml'), DATA_SOURCES);
  preview = await startPreview({
    port: 0,
    repoRoot,
    packageRoot: packageRoot(),
    hostDir: hostDir(),
    env: {
      RELIABILITY_DASHBOARDS: folder,
      DATA_SOURCES: dataSources,
    },
    log: () => undefined,
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  for (const kind of ['scorecard', 'table'] as const) {
    for (const rows of [FEW, MANY]) {
      drawn.set(uidOf(kind, rows), await draw(kind, rows));
    }
    used.set(kind, await use(kind));
  }
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await preview?.close();
  rmSync(folder, { recursive: true, force: true });
  for (const [name, { paintMs, nodes }] of drawn) {
    process.stdout.write(`${name}: first rows ${Math.round(paintMs)} ms after the answer, ${nodes} elements\n`);
  }
  for (const [kind, { sortMs, searchMs, longestTaskMs, heapBytes }] of used) {
    process.stdout.write(
      `${kind} of ${MANY}: sorts in ${Math.round(sortMs)} ms, ${searchMs === null ? '' : `searches in ${Math.round(searchMs)} ms, `}longest task while scrolling ${Math.round(longestTaskMs)} ms, ${Math.round(heapBytes.first / 1e6)} MB, after ${REFRESHES} refreshes ${Math.round(heapBytes.last / 1e6)} MB\n`
    );
  }
});

async function open(kind: Kind, rows: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.route('**/api/ds/query*', async (route) => {
    await sleep(ANSWER_AFTER_MS);
    await route.fulfill({ json: answer(rows) });
  });
  await page.addInitScript(() => {
    performance.setResourceTimingBufferSize(5000);
    const look = () => {
      if (document.querySelectorAll('[role=row]').length > 2) {
        performance.mark('painted');
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${preview.url}d/${uidOf(kind, rows)}`);
  await page
    .getByText(/slo-\d{4}/)
    .first()
    .waitFor({ timeout: 60_000 });
  return page;
}

async function draw(kind: Kind, rows: number): Promise<Drawn> {
  const all: Drawn[] = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await open(kind, rows);
    all.push(
      await page.evaluate(() => {
        const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const answered = entries.filter(({ name }) => name.includes('/api/ds/query')).at(-1)!;
        const [painted] = performance.getEntriesByName('painted');
        return { paintMs: painted!.startTime - answered.responseEnd, nodes: document.querySelectorAll('*').length };
      })
    );
    await page.close();
  }
  return all.sort((one, other) => one.paintMs - other.paintMs)[Math.floor(RUNS / 2)]!;
}

async function use(kind: Kind): Promise<Used> {
  const page = await open(kind, MANY);
  const first = await heapOf(page);
  const heading = page.getByRole('columnheader', { name: kind === 'table' ? 'name' : 'SLO', exact: true });
  const sortMs = await heading.getByRole('button').first().evaluate(sort);
  const searchMs = kind === 'table' ? null : await page.getByRole('searchbox').evaluate(search, 'slo-4321');
  if (searchMs !== null) {
    await page.getByRole('searchbox').fill('');
  }
  const longestTaskMs = await page
    .getByText(/slo-\d{4}/)
    .first()
    .evaluate(scroll);
  for (let refresh = 0; refresh < REFRESHES; refresh++) {
    await page.getByTestId('data-testid RefreshPicker run button').click();
    const cancel = page.getByRole('button', { name: 'Cancel all queries' });
    await cancel.waitFor();
    await cancel.waitFor({ state: 'detached' });
  }
  const last = await heapOf(page);
  await page.close();
  return { sortMs, searchMs, longestTaskMs, heapBytes: { first, last } };
}

/** Bytes that are left after a collection. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

// What follows runs in the page.

/** Milliseconds until another row is the first. */
async function sort(button: HTMLElement | SVGElement): Promise<number> {
  const firstRow = () => document.querySelectorAll('[role=row]')[1]?.textContent;
  const before = firstRow();
  const from = performance.now();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  while (firstRow() === before && performance.now() - from < 10_000) {
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - from;
}

/** Milliseconds until the row is alone. */
async function search(input: HTMLElement | SVGElement, name: string): Promise<number> {
  const from = performance.now();
  // React overlooks a value that is set on the element itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, name);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  while (document.querySelectorAll('[role=row]').length > 2 && performance.now() - from < 10_000) {
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - from;
}

/** The longest task in milliseconds while everything is scrolled through that scrolls around a row; 0 below 50. */
async function scroll(cell: HTMLElement | SVGElement): Promise<number> {
  let scroller: Element = cell;
  // A row of the table has no box of its own.
  const scrolls = ({ clientHeight, scrollHeight }: Element) => clientHeight > 0 && scrollHeight > 10 * clientHeight;
  while (scroller.parentElement && !scrolls(scroller)) {
    scroller = scroller.parentElement;
  }
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    longest = Math.max(longest, ...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: 'longtask' });
  for (let step = 0; step < 200; step++) {
    scroller.scrollTop += 300;
    await new Promise(requestAnimationFrame);
  }
  longest = Math.max(longest, ...observer.takeRecords().map(({ duration }) => duration));
  observer.disconnect();
  return scroller.scrollTop > 10_000 ? longest : NaN;
}

const of = (kind: Kind, rows: number) => drawn.get(uidOf(kind, rows))!;
const by = (kind: Kind) => used.get(kind)!;

test('draws the first of 5,000 rows in at most 1.2 times the time of 100, with as many elements', () => {
  const [few, many] = [of('scorecard', FEW), of('scorecard', MANY)];
  expect(many.paintMs / few.paintMs).toBeLessThanOrEqual(1.2);
  expect(many.nodes / few.nodes).toBeLessThanOrEqual(1.2);
});

test('sorts and searches 5,000 rows faster than the table sorts them', () => {
  expect(by('scorecard').sortMs).toBeLessThan(by('table').sortMs);
  expect(by('scorecard').searchMs).toBeLessThan(by('table').sortMs);
});

test('scrolls without a task that is long, or longer than any of the table', () => {
  expect(by('scorecard').longestTaskMs).toBeLessThanOrEqual(by('table').longestTaskMs);
});

test('holds after ten refreshes what it held after one', () => {
  const { first, last } = by('scorecard').heapBytes;
  expect(last / first).toBeLessThan(1.3);
});
