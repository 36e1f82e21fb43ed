import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { slos } from '../../demo/slos';
import { toolRows } from '../../demo/tool-slos';
import { createTruth, type Truth } from '../../demo/truth';
import type { WorldOptions } from '../../demo/stories';
import { repoRoot } from '../repoRoot';
import type { Fault } from './faultyPrometheus';
import { givenGrafana } from './grafana';

/** Where the specs look: the preview that the setup has started, or the Grafana of GRAFANA_URL. */
const baseUrl = givenGrafana()?.url ?? (process.env.PREVIEW_URL ?? '').replace(/\/$/, '');

/** SLOs of the demo that only a document defines, beside those that are recorded. */
export const DOCUMENTED = [
  { service: 'orders', name: 'requests-answered', owner: 'waiters' },
  { service: 'kitchen', name: 'answered-within-a-second', owner: 'head-chef' },
  { service: 'delivery', name: 'delivered-this-month', owner: 'riders' },
] as const;

/** SLOs of the demo that tools have recorded: those of Sloth and those of all others. */
export const RECORDED: ReadonlyArray<{ service: string; name: string }> = [...slos, ...toolRows];

/** The scorecard on a dashboard, read the way a person reads it. */
export class Scorecard {
  readonly table: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('grid', { name: 'SLOs, worst first' });
  }

  /** Opens the overview over the 7 days that end at a time, or that end now. */
  async open(toSeconds?: number): Promise<void> {
    const range = toSeconds === undefined ? '' : `&from=${(toSeconds - 7 * 86_400) * 1000}&to=${toSeconds * 1000}`;
    await this.page.goto(`${baseUrl}/d/reliability-overview?refresh=${range}`);
    await expect(this.table).toBeVisible();
  }

  row(service: string, name: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .filter({ has: this.page.getByText(service, { exact: true }) });
  }

  /** The cell of a row under a heading. */
  async cell(row: Locator, heading: string): Promise<Locator> {
    const headings = await this.table.getByRole('columnheader').allInnerTexts();
    const index = headings.findIndex((text) => text.split('\n')[0] === heading);
    expect(index, `a column ${heading} among ${headings.join(', ')}`).toBeGreaterThanOrEqual(0);
    return row.locator('> [role=gridcell], > [role=rowheader]').nth(index);
  }

  /** The word of the status, without what stands below it. */
  async status(service: string, name: string): Promise<string> {
    return firstLine(await (await this.cell(this.row(service, name), 'Status')).innerText());
  }

  /** The first number of a cell. */
  async number(service: string, name: string, heading: string): Promise<number> {
    const text = await (await this.cell(this.row(service, name), heading)).innerText();
    const figures = /[-−]?\d+(\.\d+)?/.exec(text)?.[0].replace('−', '-');
    expect(figures, `a number in ${JSON.stringify(text)}`).toBeDefined();
    return Number(figures);
  }

  /** Burn rate over a window, as its column shows it. */
  async burnRate(service: string, name: string, window: string): Promise<number> {
    const text = await (await this.cell(this.row(service, name), 'Burn rate')).innerText();
    const parts = text.split(/\s+/);
    return Number.parseFloat(parts[parts.indexOf(window) + 1] ?? '');
  }

  async refresh(): Promise<void> {
    await this.page.getByTestId('data-testid RefreshPicker run button').click();
  }
}

/** The demo that is looked at: that of the setup, or with GRAFANA_URL the one that `npm start` has made. */
function demoWorld(): WorldOptions | undefined {
  if (process.env.DEMO_WORLD) {
    return JSON.parse(process.env.DEMO_WORLD) as WorldOptions;
  }
  const manifest = path.join(repoRoot, '.cache', 'demo', 'manifest.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as WorldOptions) : undefined;
}

interface Fixtures {
  scorecard: Scorecard;
  /** Makes the Prometheus behind the preview fail; it is well again after the test. */
  prometheus: { set: (fault: Fault) => Promise<void> };
  truth: Truth;
  baseUrl: string;
}

export const test = base.extend<Fixtures>({
  scorecard: async ({ page }, use) => use(new Scorecard(page)),
  prometheus: async ({ page: _ }, use, info) => {
    const control = process.env.FAULT_CONTROL_URL;
    info.skip(control === undefined, 'makes Prometheus fail, which only the preview of the tests allows');
    const set = async (fault: Fault) => {
      await fetch(control!, { method: 'POST', body: fault });
    };
    await use({ set });
    await set('up');
  },
  truth: async ({ page: _ }, use, info) => {
    const world = demoWorld();
    info.skip(world === undefined, 'compares with the demo, and npm start has made none here');
    await use(createTruth(world!));
  },
  baseUrl: async ({ page: _ }, use) => use(baseUrl),
});

export { expect };

export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
