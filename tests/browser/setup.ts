import path from 'node:path';
import { reactLane } from '../../.config/lane.cjs';
import { startStack } from '../../.config/tasks/stack';
import { freePorts } from '../freePorts';
import { repoRoot } from '../repoRoot';
import { startFaultyPrometheus } from './faultyPrometheus';

/**
 * Starts what the specs look at: the demo on a real Prometheus and the preview, which reads it through a proxy that can
 * fail on command. With GRAFANA_URL the specs look at that Grafana instead; it must show the demo of `npm start`, and
 * specs that need the proxy are skipped.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.GRAFANA_URL) {
    return undefined;
  }
  const [port, prometheusPort, exporterPort] = await freePorts(3);
  const proxy = await startFaultyPrometheus(`http://127.0.0.1:${prometheusPort}`);
  const stack = await startStack({
    repoRoot,
    port: port!,
    prometheusPort: prometheusPort!,
    exporterPort: exporterPort!,
    // Both lanes may run at a time.
    dataDir: path.join(repoRoot, '.cache', `test-demo-react${reactLane()}`),
    prometheusUrl: proxy.url,
    log: (message) => console.log(`  ${message}`),
  });
  process.env.PREVIEW_URL = stack.url;
  process.env.FAULT_CONTROL_URL = proxy.controlUrl;
  process.env.PROMETHEUS_URL = stack.demo.prometheusUrl;
  const { anchorSeconds, seed, historyDays } = stack.demo;
  process.env.DEMO_WORLD = JSON.stringify({ anchorSeconds, seed, historyDays });
  return async () => {
    await stack.stop();
    await proxy.stop();
  };
}
