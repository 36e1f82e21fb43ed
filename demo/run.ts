import { join } from 'node:path';

import { messageOf } from './data-dir';
import { startDemo } from './start';

/** Runs the demo until interrupted; `DEMO_DATA_DIR`, `DEMO_PROMETHEUS_PORT` and `DEMO_EXPORTER_PORT` override. */
async function run(): Promise<void> {
  const startedAt = Date.now();
  const log = (message: string) => console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1)} s] ${message}`);
  const demo = await startDemo({
    dataDir: process.env.DEMO_DATA_DIR ?? join(__dirname, '..', '.cache', 'demo'),
    prometheusPort: Number(process.env.DEMO_PROMETHEUS_PORT ?? 9191),
    exporterPort: Number(process.env.DEMO_EXPORTER_PORT ?? 9192),
    log,
  });
  log(`Prometheus with the demo: ${demo.prometheusUrl}`);
  const stop = () => void demo.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

run().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
