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
  const stack = await startStack({
    repoRoot,
    port: port('PORT', 3000),
    prometheusPort: port('PROMETHEUS_PORT', 9191),
    exporterPort: port('EXPORTER_PORT', 9192),
    dataDir: path.join(repoRoot, '.cache', 'demo'),
    log: (message) => console.log(`» ${message}`),
  });
  console.log(`\nReliability Scorecard is at ${stack.url.replace('127.0.0.1', 'localhost')}`);
  console.log(`Its Prometheus is at ${stack.demo.prometheusUrl}. Ctrl-C stops both.\n`);

  let stopping = false;
  const stop = () => {
    if (!stopping) {
      stopping = true;
      console.log('\n» Stopping');
      void stack.stop().then(() => process.exit(0));
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  const words = code === 'ENOSPC' ? `The disk is full: ${message}` : (message ?? String(error));
  const hint = /\bport\b/i.test(words) ? ' PORT, PROMETHEUS_PORT and EXPORTER_PORT choose others.' : '';
  console.error(`\n${words}${hint}\n`);
  process.exit(1);
});
