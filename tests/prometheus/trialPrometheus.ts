import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus } from '../../demo/prometheus-process';
import { freePort } from './demoHistory';

export interface TrialPrometheus {
  url: string;
  /** Stops it and takes its data away. */
  stop(): Promise<void>;
}

/** An empty Prometheus with a feature that is on trial. */
export async function startTrial(feature: string, configuration = ''): Promise<TrialPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), `${feature}-`));
  const configFile = join(folder, 'prometheus.yml');
  writeFileSync(configFile, configuration);
  const port = await freePort();
  const running = await startPrometheus({
    configFile,
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'prometheus.log'),
    port,
    features: [feature],
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
