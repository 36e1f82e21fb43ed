import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type RunningPrometheus } from '../../demo/prometheus-process';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { absent } from '../../demo/series';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { mergeDefinitions } from '../../src/core/slo/merge';
import { readConfigured } from '../../src/datasource/documents/read';
import { freePorts } from '../freePorts';
import { askHttp } from './http';

const HOUR = 3600;
const AT = 1_762_608_000;
const MINUTES = 2 * 24 * 60;
const ENDED_AGO_MINUTES = 120;

const DOCUMENT = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: answered
  labels: { pyrra.dev/service: shop }
spec:
  target: "90"
  window: 1d
  indicator:
    ratio:
      errors: { metric: 'requests_total{code="500"}' }
      total: { metric: requests_total }
      grouping: [route]
`;

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
let prometheus: RunningPrometheus;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scorecard-grouping-'));
  writeFileSync(join(folder, 'prometheus.yml'), '');
  prometheus = await startPrometheus({
    configFile: join(folder, 'prometheus.yml'),
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: (await freePorts(1))[0]!,
  });
  const counter = (route: string, code: string, each: number, until = MINUTES) =>
    outgoing(
      {
        labels: { __name__: 'requests_total', route, code },
        valueAt: (minute) => (minute > until ? absent : 10 + each * minute),
      },
      false
    );
  // Of the orders 2 of 100 fail, of the menus 30 of 100; nobody has asked for a bill for two hours.
  const columns = [
    counter('/order', '200', 98),
    counter('/order', '500', 2),
    counter('/menu', '200', 70),
    counter('/menu', '500', 30),
    counter('/bill', '200', 100, MINUTES - ENDED_AGO_MINUTES),
  ];
  const times = Array.from({ length: MINUTES + 1 }, (_, index) => ({
    index,
    share: 0,
    milliseconds: (AT - (MINUTES - index) * 60) * 1000,
  }));
  await prometheus.api.write(encodeWrite(columns, times).body);
}, 60_000);

afterAll(async () => {
  await prometheus.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

it('a document with groups that nothing is recorded of has a row for each, with the SLI of its own events', async () => {
  const { definitions } = readConfigured(DOCUMENT);
  const answers = await askHttp(prometheus.api.url, planCatalogue(AT, definitions));
  const catalogue = readCatalogue(upstream, AT, answers, undefined, definitions);
  if (catalogue.state === 'failed') {
    throw new Error(catalogue.failure.message);
  }
  const slos = mergeDefinitions(upstream, catalogue.slos, definitions, catalogue.groups);
  const request = { fromSeconds: AT - HOUR, toSeconds: AT, trend: false };
  const rows = judgeSlos(request, slos, await askHttp(prometheus.api.url, planSlos(request, slos)));
  const bySli = rows.map(({ slo, sli }) => [slo.labels['route'], sli.value] as const);
  expect(Object.fromEntries(bySli)).toEqual({
    '/order': expect.closeTo(0.98, 3),
    '/menu': expect.closeTo(0.7, 3),
    '/bill': 1,
  });
  expect(rows).toHaveLength(3);
  expect(new Set(slos.map(({ id }) => id)).size).toBe(3);
  expect(rows.find(({ slo }) => slo.labels['route'] === '/menu')?.budgetRemaining.value).toBeCloseTo(-2, 1);
});
