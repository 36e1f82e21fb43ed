import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { bench, type Bench } from './fakePrograms';

const SCRIPT = path.join(repoRoot, 'docker', 'trim-frontend.sh');

const SERVED = [
  'api-merged.json',
  'app/plugins/datasource/prometheus/README.md',
  'app/plugins/datasource/prometheus/dashboards/stats.json',
  'app/plugins/datasource/prometheus/img/logo.svg',
  'app/plugins/datasource/prometheus/plugin.json',
  'app/plugins/datasource/tempo/dist/img/logo.svg',
  'app/plugins/datasource/tempo/dist/module.js',
  'app/plugins/datasource/tempo/plugin.json',
  'build/app.js',
  'build/static/img/a file with spaces.svg',
  'dashboards/home.json',
  'emails/reset_password.html',
  'fonts/inter.woff2',
  'gazetteer/countries.json',
  'img/logo.svg',
  'maps/world.geojson',
  'openapi3.json',
  'robots.txt',
  'views/index.html',
];

const LEFT_BEHIND = [
  'api-enterprise-spec.json',
  'app/app.ts',
  'app/core/img/logo.svg',
  'app/plugins/datasource/prometheus/module.ts',
  'app/plugins/datasource/prometheus/node_modules/x/plugin.json',
  'app/plugins/datasource/tempo/dist/module.js.map',
  'app/plugins/datasource/tempo/CHANGELOG.md',
  'app/plugins/datasource/tempo/package.json',
  'app/plugins/panel/news/fixtures/rss.xml',
  'build/app.js.map',
  'dashboards/scripted.js',
  'lib/monaco-languages/kusto.ts',
  'locales/en-US/grafana.json',
  'mockServiceWorker.js',
  'sass/grafana.scss',
  'swagger/index.tsx',
  'test/setup.ts',
];

describe('trimming the frontend', () => {
  let desk: Bench;
  const out = () => path.join(desk.folder, 'out');
  const trim = () => desk.sh(SCRIPT, [path.join(desk.folder, 'public'), out()]);

  beforeEach(() => {
    desk = bench();
  });

  afterEach(() => desk.remove());

  it('keeps what is served and nothing else', async () => {
    for (const file of [...SERVED, ...LEFT_BEHIND]) {
      desk.write(`public/${file}`, file);
    }
    expect(await trim()).toEqual({ status: 0, stdout: '', stderr: '' });
    const kept = (readdirSync(out(), { recursive: true }) as string[]).filter((file) =>
      statSync(path.join(out(), file)).isFile()
    );
    expect(kept.sort()).toEqual([...SERVED].sort());
  });

  it('fails where the frontend has not been built', async () => {
    for (const file of SERVED.filter((name) => !name.startsWith('build/'))) {
      desk.write(`public/${file}`, file);
    }
    expect((await trim()).status).not.toBe(0);
  });
});
