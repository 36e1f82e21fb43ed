import { join } from 'node:path';

import { messageOf } from './data-dir';
import { startDemo } from './start';

/**
 * Runs the demo until interrupted; `DEMO_DATA_DIR`, `DEMO_PROMETHEUS_PORT`, `DEMO_EXPORTER_PORT` and
 * `DEMO_LISTEN_ADDRESS` override. `DEMO_REMOTE_WRITE_URL` names a second store for the same samples.
 */
async function run(): Promise<void> {
  const startedAt = Date.now();
  const log = (message: string) => console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1)} s] ${message}`);
  // A history that is not complete is made again: until then there is nothing to bring to an end.
  let stop: () => void = () => process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // From the first moment on: the first process of a container gets no signal that it does not ask for.
    process.once(signal, () => stop());
  }
  const demo = await startDemo({
    dataDir: process.env.DEMO_DATA_DIR ?? join(__dirname, '..', '.cache', 'demo'),
    prometheusPort: Number(process.env.DEMO_PROMETHEUS_PORT ?? 9191),
    exporterPort: Number(process.env.DEMO_EXPORTER_PORT ?? 9192),
    listenAddress: process.env.DEMO_LISTEN_ADDRESS,
    remoteWriteUrl: process.env.DEMO_REMOTE_WRITE_URL || undefined,
    log,
  });
  log(`Prometheus with the demo: ${demo.prometheusUrl}`);
  let stopping: Promise<void> | undefined;
  stop = () => {
    stopping = demo.stop();
  };
  await demo.ended;
  await stopping;
  process.exit(stopping ? 0 : 1);
}

run().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
