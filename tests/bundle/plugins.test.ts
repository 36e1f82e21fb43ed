import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';

const dist = path.join(repoRoot, 'dist');

interface PluginJson {
  id: string;
  type: string;
  includes: Array<{ type: string; path: string }>;
  dependencies: { grafanaDependency: string };
}

const files = (readdirSync(dist, { recursive: true }) as string[]).map((file) => file.split(path.sep).join('/'));
const plugins = new Map(
  files
    .filter((file) => path.posix.basename(file) === 'plugin.json')
    .map((file) => [path.posix.dirname(file), JSON.parse(readFileSync(path.join(dist, file), 'utf8')) as PluginJson])
);

// What any plugin must keep to is checked with the package.
describe('the bundle', () => {
  it('holds the three plugins where the design has them', () => {
    expect(Object.fromEntries([...plugins].map(([folder, { id, type }]) => [folder, [id, type]]))).toEqual({
      '.': ['reliability-scorecard-app', 'app'],
      datasource: ['reliability-slo-datasource', 'datasource'],
      scorecard: ['reliability-scorecard-panel', 'panel'],
    });
  });

  it('is for the versions of Grafana that it is tested on', () => {
    for (const { dependencies } of plugins.values()) {
      expect(dependencies.grafanaDependency).toBe('>=12.4.0');
    }
  });

  it('includes every dashboard', () => {
    const { includes } = plugins.get('.')!;
    const dashboards = files.filter((file) => file.startsWith('dashboards/') && file.endsWith('.json'));
    expect(includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path)).toEqual(dashboards);
  });

  it('has its page at an address of the app', () => {
    // Grafana links to the path as it stands.
    const pages = plugins.get('.')!.includes.filter(({ type }) => type === 'page');
    expect(pages.map(({ path }) => path)).toEqual(['/a/reliability-scorecard-app']);
  });
});
