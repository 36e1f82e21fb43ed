import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const dist = path.resolve(__dirname, '..', '..', 'dist');
const scripts = (readdirSync(dist, { recursive: true }) as string[]).filter((file) => file.endsWith('.js'));
const modules = scripts.filter((file) => path.basename(file) === 'module.js');
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');

/** Modules that Grafana >= 12.4 shares with plugins, and `module`, which tells where the plugin was loaded from. */
const ALLOWED = [
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'i18next',
  'lodash',
  'module',
  'moment',
  'react',
  'react-dom',
  'react-router',
  'react/jsx-runtime',
  'rxjs',
];

/** What a loader sees: the arguments of the one call to `define`. */
function amdDependencies(code: string): string[] {
  const calls: unknown[][] = [];
  vm.runInNewContext(code, { define: (...args: unknown[]) => calls.push(args) });
  expect(calls).toHaveLength(1);
  const [dependencies, factory] = calls[0]!;
  expect(typeof factory).toBe('function');
  return [...(dependencies as string[])];
}

describe.each(modules)('%s', (file) => {
  it('is one AMD module that asks for nothing but what Grafana shares', () => {
    const dependencies = amdDependencies(read(file));
    expect(dependencies).toContain('module');
    expect(dependencies.filter((name) => !ALLOWED.includes(name))).toEqual([]);
  });
});

describe.each(scripts)('%s', (file) => {
  it.each([
    ['React', /__SECRET_INTERNALS|ReactCurrentOwner|react\.production|Minified React error/],
    ['a jsx runtime', /react\.transitional\.element|jsx-runtime\.production/],
    ['Grafana’s libraries', /grafanaBootData|getDataSourceSrv was called before|ThemeContext\.Provider/],
    ['eval', /\beval\(|new Function\(/],
  ])('does not carry %s', (_, pattern) => {
    expect(read(file)).not.toMatch(pattern);
  });
});

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
