import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type JsonObject, listOf, objectOf, textOf } from './json';

export interface Plugin {
  id: string;
  type: string;
  name: string;
  version: string;
  /** Folder its files are served from. */
  root: string;
  /** Id of the plugin whose folder contains this one. */
  parentId: string | undefined;
  json: JsonObject;
}

function pluginFoldersBelow(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const own = existsSync(join(folder, 'plugin.json')) ? [folder] : [];
  const nested = readdirSync(folder)
    .filter((name) => name !== 'node_modules' && statSync(join(folder, name)).isDirectory())
    .sort()
    .flatMap((name) => pluginFoldersBelow(join(folder, name)));
  return [...own, ...nested];
}

function isBelow(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest !== '' && rest !== '..' && !rest.startsWith('..' + sep);
}

function readPlugin(root: string): Plugin {
  const json = objectOf(JSON.parse(readFileSync(join(root, 'plugin.json'), 'utf8')));
  const id = textOf(json.id) ?? '';
  return {
    id,
    type: textOf(json.type) ?? '',
    name: textOf(json.name) ?? id,
    version: textOf(objectOf(json.info).version) ?? '',
    root,
    parentId: undefined,
    json,
  };
}

/** Every folder with a plugin.json is a plugin; one below another is its child and takes its version when it has none. */
export function discoverPlugins(distFolder: string): Plugin[] {
  const plugins = pluginFoldersBelow(distFolder).map(readPlugin);
  return plugins.map((plugin) => {
    const parents = plugins.filter((other) => isBelow(plugin.root, other.root));
    const parent = parents.sort((a, b) => b.root.length - a.root.length)[0];
    return { ...plugin, parentId: parent?.id, version: plugin.version || parent?.version || '' };
  });
}

/** The file behind `/public/plugins/<id>/<path>`, or nothing when it is absent or outside of the plugin's folder. */
export function pluginFile(plugins: Plugin[], id: string, path: string): string | undefined {
  const plugin = plugins.find((candidate) => candidate.id === id);
  return plugin ? fileBelow(plugin.root, path) : undefined;
}

export function fileBelow(root: string, path: string): string | undefined {
  const file = resolve(root, '.' + sep + path);
  if (!isBelow(file, root) || path.includes('\0') || !existsSync(file) || !statSync(file).isFile()) {
    return undefined;
  }
  return file;
}

/** The plugin's description as Grafana puts it into the boot data: asset paths made absolute. */
export function pluginMeta(plugin: Plugin): JsonObject {
  const baseUrl = `public/plugins/${plugin.id}`;
  const asset = (path: unknown) => (typeof path === 'string' ? `${baseUrl}/${path.replace(/^\.?\//, '')}` : path);
  const info = objectOf(plugin.json.info);
  const logos = objectOf(info.logos);
  const languages = Array.isArray(plugin.json.languages) ? plugin.json.languages.map(String) : [];
  return {
    ...plugin.json,
    id: plugin.id,
    name: plugin.name,
    module: `${baseUrl}/module.js`,
    baseUrl,
    signature: 'unsigned',
    loadingStrategy: 'script',
    info: {
      ...info,
      version: plugin.version,
      logos: { small: asset(logos.small), large: asset(logos.large) },
      screenshots: listOf(info.screenshots).map((shot) => ({ ...shot, path: asset(shot.path) })),
    },
    translations: Object.fromEntries(
      languages.map((language) => [language, `${baseUrl}/locales/${language}/${plugin.id}.json`])
    ),
  };
}

export function distFolderOf(repoRoot: string): string {
  return resolve(repoRoot, 'dist');
}
