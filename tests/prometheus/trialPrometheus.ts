import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrometheus, type PrometheusOptions, type RunningPrometheus } from '../../demo/prometheus-process';
import { freePorts } from '../freePorts';

export interface TrialPrometheus {
  api: RunningPrometheus['api'];
  /** Stops it and takes its data away. */
  stop(): Promise<void>;
}

/** An empty Prometheus that runs otherwise than the others. */
export async function startTrial({
  configuration = '',
  ...options
}: Pick<PrometheusOptions, 'features' | 'more'> & { configuration?: string }): Promise<TrialPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'scorecard-trial-'));
  const configFile = join(folder, 'prometheus.yml');
  writeFileSync(configFile, configuration);
  const running = await startPrometheus({
    configFile,
    storageDir: join(folder, 'data'),
    logFile: join(folder, 'prometheus.log'),
    port: (await freePorts(1))[0]!,
    ...options,
  });
  return {
    api: running.api,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
