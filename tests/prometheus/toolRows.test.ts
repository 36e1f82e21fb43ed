/** @jest-environment node */
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { toolRows } from '../../demo/tool-slos';
import { startHistory, type DemoHistory } from './demoHistory';
import { askHttp } from './http';

let history: DemoHistory;
let rows: SloRow[];
let at: number;

beforeAll(async () => {
  history = await startHistory(35);
  at = history.demo.anchorSeconds;
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const catalogue = readCatalogue(upstream, at, await askHttp(history.url, planCatalogue(at)));
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - 86_400, toSeconds: at, trend: false };
  rows = judgeSlos(request, catalogue.slos, await askHttp(history.url, planSlos(request, catalogue.slos)));
}, 300_000);

afterAll(() => history.demo.stop());

/** Pyrra's rows need its rules, which nobody evaluates on this history. */
const own = toolRows.filter(({ tool }) => tool !== 'pyrra');

test.each(own.map((row) => [row.id, row] as const))('%s is a row with the SLI that its events have', (_, wanted) => {
  const found = rows.filter(
    ({ slo }) =>
      slo.tool === wanted.tool &&
      slo.service === wanted.service &&
      slo.name === wanted.name &&
      Object.entries(wanted.groups).every(([name, value]) => slo.labels[name] === value)
  );
  expect(found).toHaveLength(1);
  const { total, bad } = history.truth.eventCounts(wanted.id, at - wanted.windowSeconds, at);
  const sli = found[0]?.sli.value ?? NaN;
  // Rules extrapolate and look back from the end of their own step: to 3 % of the bad ones.
  expect(Math.abs(((1 - sli) * total) / bad - 1)).toBeLessThan(0.03);
});
