import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const repoRoot = path.resolve(__dirname, '..', '..');
const dist = path.join(repoRoot, 'dist');
const ROOT_ID = 'reliability-scorecard-app';

interface PluginJson {
  $schema: string;
  id: string;
  type: string;
  name: string;
  info: {
    description: string;
    author: { name: string };
    keywords: string[];
    logos: { small: string; large: string };
    screenshots?: Array<{ name: string; path: string }>;
    links: Array<{ name: string; url: string }>;
    version: string;
    updated: string;
  };
  includes?: Array<{ type: string; name: string; path: string; defaultNav?: boolean }>;
  dependencies: { grafanaDependency: string; plugins: unknown[] };
  backend?: boolean;
  alerting?: boolean;
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PluginJson;
const files = (readdirSync(dist, { recursive: true }) as string[]).map((file) => file.split(path.sep).join('/'));
const plugins = files
  .filter((file) => path.posix.basename(file) === 'plugin.json')
  .map((file) => ({ folder: path.posix.dirname(file), plugin: json(path.join(dist, file)) }));
const { version } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string };

describe('the bundle', () => {
  it('holds the three plugins where the design has them', () => {
    expect(Object.fromEntries(plugins.map(({ folder, plugin }) => [folder, [plugin.id, plugin.type]]))).toEqual({
      '.': [ROOT_ID, 'app'],
      datasource: ['reliability-slo-datasource', 'datasource'],
      scorecard: ['reliability-scorecard-panel', 'panel'],
    });
  });

  it('includes every nested plugin with its type, and only what exists', () => {
    const includes = plugins.find(({ folder }) => folder === '.')!.plugin.includes!;
    for (const { folder, plugin } of plugins.filter(({ folder }) => folder !== '.')) {
      expect(includes).toContainEqual(
        expect.objectContaining({ type: plugin.type, path: `${folder}/plugin.json`, name: plugin.name })
      );
    }
    for (const include of includes.filter(({ type }) => type !== 'page')) {
      expect(files).toContain(include.path);
    }
    expect(includes.filter(({ defaultNav }) => defaultNav)).toHaveLength(1);
    const dashboards = files.filter((file) => file.startsWith('dashboards/') && file.endsWith('.json'));
    expect(includes.filter(({ type }) => type === 'dashboard').map(({ path }) => path)).toEqual(dashboards);
  });

  it('depends on one range of Grafana versions throughout', () => {
    expect(plugins.map(({ plugin }) => plugin.dependencies.grafanaDependency)).toEqual(Array(3).fill('>=12.4.0'));
  });

  it('carries licence, changelog and catalogue page', () => {
    for (const file of ['LICENSE', 'CHANGELOG.md', 'README.md']) {
      expect(files).toContain(file);
    }
    expect(readFileSync(path.join(dist, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
  });
});

describe.each(plugins)('plugin in $folder', ({ folder, plugin }) => {
  const below = (file: string) => path.posix.join(folder, file);

  it('has the fields that the catalogue asks for', () => {
    expect(plugin.id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/);
    expect(plugin.id.endsWith(`-${plugin.type}`)).toBe(true);
    expect(plugin.name).not.toBe(plugin.id);
    expect(plugin.info.description.length).toBeGreaterThan(40);
    expect(plugin.info.author.name).not.toBe('');
    expect(plugin.info.keywords.length).toBeGreaterThan(0);
    expect(plugin.info.links.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['documentation', 'repository', 'license', 'raise issue'])
    );
    plugin.info.links.forEach(({ url }) => expect(url).toMatch(/^https:\/\//));
  });

  it('has this version and a date', () => {
    expect(plugin.info.version).toBe(version);
    expect(plugin.info.updated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('claims nothing that needs a backend', () => {
    expect(plugin.backend).toBeUndefined();
    expect(plugin.alerting).toBeUndefined();
  });

  it('has its logos, which hold no script', () => {
    for (const logo of Object.values(plugin.info.logos)) {
      expect(files).toContain(below(logo));
      expect(readFileSync(path.join(dist, below(logo)), 'utf8')).not.toMatch(
        /<script|on\w+=|javascript:|<foreignObject/i
      );
    }
  });

  it('has its screenshots', () => {
    for (const { path: screenshot } of plugin.info.screenshots ?? []) {
      expect(files).toContain(below(screenshot));
    }
  });

  it('has a module with a source map', () => {
    expect(files).toContain(below('module.js'));
    expect(files).toContain(below('module.js.map'));
    expect(existsSync(path.join(dist, below('module.js')))).toBe(true);
  });
});
