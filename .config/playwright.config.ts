import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { givenGrafana } from '../tests/browser/grafana';
import { reactLane } from './lane.cjs';

const repoRoot = path.resolve(__dirname, '..');

/** What comes of documents, numbers and faults, which is the same on every React and takes more than half of the time. */
const KNOWING_NO_REACT = ['documents.spec.ts', 'faults.spec.ts', 'numbers.spec.ts', 'states.spec.ts'];

export default defineConfig({
  testDir: path.join(repoRoot, 'tests', 'browser'),
  testIgnore: reactLane() === '19' && !givenGrafana() ? KNOWING_NO_REACT : [],
  outputDir: path.join(repoRoot, 'test-results', `react${reactLane()}`),
  globalSetup: path.join(repoRoot, 'tests', 'browser', 'setup.ts'),
  // Specs stop and start the Prometheus they share, so they take turns.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? path.join(repoRoot, '.cache', 'test-results', 'browser.json'),
      },
    ],
  ],
  use: {
    browserName: 'chromium',
    // Beside Grafana's menu the panels shall be as wide as in the preview.
    viewport: { width: givenGrafana() ? 1900 : 1600, height: 1000 },
    screenshot: 'only-on-failure',
    timezoneId: 'UTC',
    locale: 'en-US',
    extraHTTPHeaders: givenGrafana()?.headers,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
