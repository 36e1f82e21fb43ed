/** @jest-environment node */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePorts } from '../tests/freePorts';
import { prometheusApi, type PrometheusApi } from './prometheus-api';
import { binaryVariable, logTail } from './prometheus-process';
import { type RunningDemo, startDemo } from './start';

const binary = process.env[binaryVariable] ?? 'prometheus';

/** The storage that Mimir's ingesters have: blocks of two hours, and a window for what comes out of order. */
function startStore(folder: string, port: number): ChildProcess {
  const config = join(folder, 'store.yml');
  writeFileSync(config, 'storage: { tsdb: { out_of_order_time_window: 60d } }\n');
  const args = [`--storage.tsdb.path=${join(folder, 'store')}`, '--storage.tsdb.retention.time=60d'];
  const web = ['--web.enable-remote-write-receiver', `--web.listen-address=127.0.0.1:${port}`];
  return spawn(binary, [`--config.file=${config}`, ...args, ...web], { stdio: 'ignore' });
}

describe('a second store for the same samples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scorecard-store-'));
  const dataDir = join(folder, 'demo');
  const anchorSeconds = Math.floor(Date.now() / 60_000) * 60 - 3600;
  let store: ChildProcess;
  let held: PrometheusApi;
  let demo: RunningDemo | undefined;
  let start: (anchor?: number) => Promise<RunningDemo>;

  beforeAll(async () => {
    const [port = 0, prometheusPort = 0, exporterPort = 0] = await freePorts(3);
    store = startStore(folder, port);
    held = prometheusApi(`http://127.0.0.1:${port}`);
    const remoteWriteUrl = `${held.url}/api/v1/write`;
    const options = { dataDir, prometheusPort, exporterPort, remoteWriteUrl, historyDays: 2, log: () => undefined };
    start = (anchor) => startDemo({ ...options, anchorSeconds: anchor });
  });

  afterAll(async () => {
    await demo?.stop();
    held.close();
    store.kill('SIGKILL');
    await new Promise((resolve) => store.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Sum and number of the samples of every series of the history, as text. */
  async function history(api: PrometheusApi, time: number): Promise<string[]> {
    const rows = async (query: string) => {
      const data = await api.get(`/api/v1/query?${new URLSearchParams({ query, time: String(time) })}`);
      return (data as { result: Array<{ metric: object; value: [number, string] }> }).result.map(
        ({ metric, value }) => `${query} ${JSON.stringify(Object.entries(metric).sort())} ${value[1]}`
      );
    };
    const metrics = ['http_requests_total', 'slo:sli_error:ratio_rate30d', 'sloth_slo_info'];
    const queries = metrics.flatMap((name) => [`sum_over_time(${name}[46h])`, `count_over_time(${name}[46h])`]);
    return (await Promise.all(queries.map(rows))).flat().sort();
  }

  async function expectSameHistory({ prometheusUrl }: RunningDemo, time: number): Promise<void> {
    const own = prometheusApi(prometheusUrl);
    const expected = await history(own, time);
    own.close();
    expect(expected.length).toBeGreaterThan(150);
    expect(await history(held, time)).toEqual(expected);
  }

  /** Waits for a sample that only Prometheus itself can have sent. */
  async function untilForwarded({ historyEndSeconds }: RunningDemo): Promise<void> {
    for (let waited = 0; waited < 45; waited++) {
      const query = 'max(timestamp(http_requests_total))';
      const data = await held.get(`/api/v1/query?${new URLSearchParams({ query })}`);
      const [newest] = (data as { result: Array<{ value: [number, string] }> }).result;
      if (Number(newest?.value[1]) > historyEndSeconds) {
        return;
      }
      await sleep(1000);
    }
    throw new Error(`nothing was forwarded:\n${logTail(join(dataDir, 'prometheus.log'))}`);
  }

  test('has the history at once, and what is scraped from then on', async () => {
    demo = await start(anchorSeconds);
    // Before anything was scraped or evaluated.
    await expectSameHistory(demo, anchorSeconds + 3000);
    await untilForwarded(demo);
  }, 90_000);

  test('has the same history after a start that was interrupted before its end', async () => {
    await demo?.stop();
    rmSync(join(dataDir, 'manifest.json'));
    demo = await start();
    expect(demo.anchorSeconds).toBe(anchorSeconds);
    // Before the last hour, whose samples every 15 s begin where that hour began at the first start.
    await expectSameHistory(demo, anchorSeconds - 300);
    expect(readFileSync(join(dataDir, 'prometheus.log'), 'utf8')).not.toMatch(/level=(error|warn)/);
  }, 60_000);
});
