import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import type { Engine } from './engine';

/** Everything that the image has beyond its base and the packages it installs. */
export const PLACES = [
  '/etc/grafana',
  '/usr/local/bin',
  '/usr/share/grafana',
  '/usr/share/grafana-dashboards',
  '/usr/share/grafana-plugins',
  '/var/lib/grafana',
];

/** Files below a folder of this repository, by their path within it. */
export function filesOf(folder: string): string[] {
  return (readdirSync(path.join(repoRoot, folder), { recursive: true }) as string[])
    .filter((file) => statSync(path.join(repoRoot, folder, file)).isFile())
    .map((file) => file.split(path.sep).join('/'));
}

/** All files that are to be there, sorted, from the source that stands in for Grafana's and from this repository. */
export const FILES = [
  '/etc/grafana/grafana.ini',
  ...filesOf('provisioning').map((file) => `/etc/grafana/provisioning/${file}`),
  '/usr/local/bin/grafana-entrypoint',
  ...[
    'LICENSE',
    'LICENSING.md',
    'NOTICE.md',
    'SOURCE',
    'bin/grafana',
    'conf/defaults.ini',
    'public/api-merged.json',
    'public/app/plugins/datasource/loki/README.md',
    'public/app/plugins/datasource/loki/dist/module.js',
    'public/app/plugins/datasource/loki/plugin.json',
    'public/app/plugins/panel/stat/img/icon.svg',
    'public/app/plugins/panel/stat/plugin.json',
    'public/build/app.1a2b.js',
    'public/dashboards/home.json',
    'public/emails/reset_password.html',
    'public/fonts/inter.woff2',
    'public/gazetteer/countries.json',
    'public/img/icon.svg',
    'public/maps/countries.geojson',
    'public/openapi3.json',
    'public/robots.txt',
    'public/views/index.html',
  ].map((file) => `/usr/share/grafana/${file}`),
  ...filesOf('dashboards').map((file) => `/usr/share/grafana-dashboards/${file}`),
  ...['CHANGELOG.md', 'LICENSE', 'datasource/module.js', 'datasource/plugin.json', 'module.js', 'plugin.json'].map(
    (file) => `/usr/share/grafana-plugins/reliability-scorecard-app/${file}`
  ),
].sort();

/** Lists files of an image, each as its mode, its owner and its path. */
export async function listing(engine: Engine, image: string, ...options: string[]): Promise<string[]> {
  const find = `find ${PLACES.join(' ')} ! -type d -printf '%m %u:%g %p\\n'`;
  const command = ['run', '--rm', '--network=none', ...options, '--entrypoint=sh', image, '-c', find];
  return (await engine.must(command)).trim().split('\n').sort(byPath);
}

const pathOf = (line: string) => line.slice(line.indexOf('/'));

function byPath(left: string, right: string): number {
  return pathOf(left) < pathOf(right) ? -1 : 1;
}
