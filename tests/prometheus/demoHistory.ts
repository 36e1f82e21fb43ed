import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startDemo, type RunningDemo } from '../../demo/start';
import { createTruth, type Truth } from '../../demo/truth';
import { repoRoot } from '../repoRoot';

export interface DemoHistory {
  url: string;
  truth: Truth;
  demo: RunningDemo;
}

/**
 * The demo's history in a real Prometheus, kept between runs of a day. It ends at its anchor and nothing is scraped, so that
 * every number is the same however long the tests take.
 */
export async function startHistory(historyDays: number): Promise<DemoHistory> {
  const demo = await startDemo({
    dataDir: join(repoRoot, '.cache', `test-history-${historyDays}`),
    prometheusPort: await freePort(),
    exporterPort: 0,
    live: false,
    historyDays,
    log: () => undefined,
  });
  const { anchorSeconds, seed } = demo;
  return { url: demo.prometheusUrl, truth: createTruth({ anchorSeconds, seed, historyDays }), demo };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
