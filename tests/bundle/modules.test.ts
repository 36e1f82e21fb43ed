import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { repoRoot } from '../repoRoot';

const dist = path.join(repoRoot, 'dist');
const scripts = (readdirSync(dist, { recursive: true }) as string[]).filter((file) => file.endsWith('.js'));
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');

describe.each(scripts)('source map of %s', (file) => {
  it('holds nothing of what Grafana shares', () => {
    const { sources } = JSON.parse(read(`${file}.map`)) as { sources: string[] };
    // @grafana/i18n is not shared by Grafana 12.4, so every plugin carries its own.
    const shared =
      /node_modules\/(react|react-dom|rxjs|lodash|moment|i18next|@emotion\/\w+|@grafana\/(?!i18n)[\w-]+)\//;
    expect(sources.filter((source) => shared.test(source))).toEqual([]);
    expect(sources.length).toBeGreaterThan(0);
  });
});

describe('size', () => {
  // Budgets in kB gzip, so that a library slipping into a bundle is noticed.
  it.each([
    ['module.js', 12],
    ['datasource/module.js', 40],
    ['scorecard/module.js', 45],
  ])('%s stays under %d kB', (file, budget) => {
    expect(gzipSync(read(file)).length / 1000).toBeLessThan(budget);
  });
});
