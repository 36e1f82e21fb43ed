import path from 'node:path';
import { repoRoot } from './prerequisites.mjs';
import { startStack } from './stack';

/** Ports can be moved where something else has them. */
function port(variable: string, usual: number): number {
  const given = process.env[variable];
  const chosen = given === undefined || given === '' ? usual : Number(given);
  if (!Number.isInteger(chosen) || chosen < 1 || chosen > 65_535) {
    throw new Error(`${variable}=${given} is no port number.`);
  }
  return chosen;
}

async function main(): Promise<void> {
  const options = {
    repoRoot,
    port: port('PORT', 3000),
    prometheusPort: port('PROMETHEUS_PORT', 9191),
    exporterPort: port('EXPORTER_PORT', 9192),
    dataDir: path.join(repoRoot, '.cache', 'demo'),
    log: (message: string) => console.log(`» ${message}`),
  };
  // Before anything is started, so that nothing is left running whenever the signal comes.
  let stopRequested = false;
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.on(signal, () => {
        if (!stopRequested) {
          console.log('\n» Stopping');
        }
        stopRequested = true;
        resolve();
      });
    }
  });
  const stack = await startStack(options);
  if (!stopRequested) {
    console.log(`\nReliability Scorecard is at ${stack.url.replace('127.0.0.1', 'localhost')}`);
    console.log(`Its Prometheus is at ${stack.demo.prometheusUrl}. Ctrl-C stops both.\n`);
  }
  await stopped;
  await stack.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const words = code === 'ENOSPC' ? `The disk is full: ${message}` : (message ?? String(error));
  const hint = /\bport\b/i.test(words) ? ' PORT, PROMETHEUS_PORT and EXPORTER_PORT choose others.' : '';
  console.error(`\n${words}${hint}\n`);
  process.exit(1);
});
