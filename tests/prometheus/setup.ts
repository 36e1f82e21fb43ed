import { join } from 'node:path';
import { startDemo } from '../../demo/start';
import { freePorts } from '../freePorts';
import { repoRoot } from '../repoRoot';
import { offerHistory } from './demoHistory';

const DAY = 86_400;
const WEEK = 7 * DAY;
/** Wednesday, 1970-01-07T14:05Z: traffic has its hours and its weekends, and what a test finds shall not depend on them. */
const WEDNESDAY_AFTERNOON = 6 * DAY + 14 * 3600 + 300;

/**
 * Starts the demo's history once for all test files, which run side by side. It is kept between runs, ends at its anchor
 * and nothing is scraped, so that every number is the same however long the tests take.
 */
export default async function setup(): Promise<void> {
  const weeks = Math.floor((Date.now() / 1000 - WEDNESDAY_AFTERNOON) / WEEK);
  const demo = await startDemo({
    dataDir: join(repoRoot, '.cache', 'test-history'),
    prometheusPort: (await freePorts(1))[0]!,
    exporterPort: 0,
    live: false,
    anchorSeconds: weeks * WEEK + WEDNESDAY_AFTERNOON,
    historyDays: 35,
    log: () => undefined,
  });
  const { prometheusUrl: url, anchorSeconds, seed, historyDays } = demo;
  offerHistory({ url, anchorSeconds, seed, historyDays });
  globalThis.stopDemoHistory = () => demo.stop();
}

declare global {
  // Jest hands nothing else from its setup to its teardown.
  var stopDemoHistory: (() => Promise<void>) | undefined;
}
