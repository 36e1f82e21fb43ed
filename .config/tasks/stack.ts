import path from 'node:path';
import { startDemo, type RunningDemo } from '../../demo/start';
import { buildHost } from '../../preview/build';
import { startPreview } from '../../preview/server/start';
import { hostDir, packageRoot } from '../lane.cjs';
import { buildBundle } from './build';

export interface StackOptions {
  repoRoot: string;
  port: number;
  prometheusPort: number;
  exporterPort: number;
  /** Folder of the demo's history. */
  dataDir: string;
  /** Where the preview looks for Prometheus; the demo's own by default. */
  prometheusUrl?: string;
  log: (message: string) => void;
}

export interface Stack {
  url: string;
  demo: RunningDemo;
  stop(): Promise<void>;
}

/**
 * Builds what is missing and starts Prometheus, the demo and the preview, the latter on the React of REACT_LANE. Stops
 * what it started when a part fails.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { repoRoot, log } = options;
  const packages = packageRoot();
  const host = hostDir();
  const building = buildBundle(repoRoot, log).then(() => buildHost({ packageRoot: packages, outDir: host, log }));
  const starting = startDemo({
    dataDir: options.dataDir,
    prometheusPort: options.prometheusPort,
    exporterPort: options.exporterPort,
    log,
  });
  const [built, started] = await Promise.allSettled([building, starting]);
  if (started.status === 'rejected') {
    throw started.reason;
  }
  const demo = started.value;
  try {
    if (built.status === 'rejected') {
      throw built.reason;
    }
    const preview = await startPreview({
      port: options.port,
      repoRoot,
      packageRoot: packages,
      hostDir: host,
      env: {
        ...process.env,
        PROMETHEUS_URL: options.prometheusUrl ?? demo.prometheusUrl,
        RELIABILITY_DASHBOARDS: path.join(repoRoot, 'dashboards'),
        HOME_DASHBOARD: 'reliability-overview',
        DATA_SOURCES: process.env.DATA_SOURCES || path.join(repoRoot, 'demo', 'datasources'),
      },
      log,
    });
    return {
      url: preview.url,
      demo,
      stop: async () => {
        await preview.close().finally(() => demo.stop());
      },
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
