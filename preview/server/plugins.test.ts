/** @jest-environment node */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { discoverPlugins, pluginFile, pluginMeta } from './plugins';

let root = '';

function write(path: string, content: unknown): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plugins-'));
  write('secret.txt', 'outside');
  write('dist/plugin.json', { id: 'acme-slo-app', type: 'app', info: { version: '1.2.3' } });
  write('dist/module.js', 'app');
  write('dist/12.chunk.js', 'chunk');
  write('dist/panel/plugin.json', { id: 'acme-slo-panel', type: 'panel', info: { logos: { small: 'img/logo.svg' } } });
  write('dist/panel/module.js', 'panel');
  write('dist-other/plugin.json', { id: 'acme-other-app', type: 'app' });
});

afterEach(() => rmSync(root, { recursive: true }));

test('a plugin below another has its version', () => {
  expect(discoverPlugins(join(root, 'dist'))).toMatchObject([
    { id: 'acme-slo-app', version: '1.2.3' },
    { id: 'acme-slo-panel', version: '1.2.3' },
  ]);
  expect(discoverPlugins(join(root, 'absent'))).toEqual([]);
});

test('each plugin is served below its own id, from its own folder', () => {
  const plugins = discoverPlugins(join(root, 'dist'));
  const file = (id: string, path: string) => pluginFile(plugins, id, path)?.slice(root.length);
  expect(file('acme-slo-panel', 'module.js')).toBe('/dist/panel/module.js');
  expect(file('acme-slo-app', 'panel/module.js')).toBe('/dist/panel/module.js');
  expect(file('acme-slo-app', '12.chunk.js')).toBe('/dist/12.chunk.js');
  // The trap of lazy chunks: they lie beside the app, not beside its children.
  expect(file('acme-slo-panel', '12.chunk.js')).toBeUndefined();
  expect(file('acme-other-app', 'plugin.json')).toBeUndefined();
});

test.each([
  '../module.js',
  '../../secret.txt',
  'x/../../../secret.txt',
  '/../../secret.txt',
  '',
  '.',
  '..',
  'module.js\0',
])('nothing outside of the folder: %j', (path) => {
  expect(pluginFile(discoverPlugins(join(root, 'dist')), 'acme-slo-panel', path)).toBeUndefined();
});

test('a sibling folder whose name begins alike is outside', () => {
  expect(pluginFile(discoverPlugins(join(root, 'dist')), 'acme-slo-app', '../dist-other/plugin.json')).toBeUndefined();
});

test('asset paths in the boot data are those the files are served at', () => {
  const panel = discoverPlugins(join(root, 'dist'))[1];
  expect(panel && pluginMeta(panel)).toMatchObject({
    module: 'public/plugins/acme-slo-panel/module.js',
    info: { version: '1.2.3', logos: { small: 'public/plugins/acme-slo-panel/img/logo.svg' } },
  });
});
