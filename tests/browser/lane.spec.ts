import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../.config/lane.cjs';
import { expect, test } from './scorecard';

// A preview built from the packages of the other lane would pass every spec, and prove nothing.
test('the preview gives plugins the React of its lane', async ({ page, baseUrl }) => {
  test.skip(Boolean(process.env.GRAFANA_URL), 'the React of a real Grafana is its own');
  const { dependencies } = JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  await page.goto(baseUrl);
  await expect(page.getByTestId('preview-badge')).toBeVisible();
  const version = await page.evaluate(async () => {
    const { System } = window as unknown as { System: { import: (name: string) => Promise<{ version: string }> } };
    return (await System.import('react')).version;
  });
  expect(version).toBe(dependencies.react);
});
