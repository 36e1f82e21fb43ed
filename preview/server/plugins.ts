import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type JsonObject, objectOf, textOf } from './json';

export interface Plugin {
  id: string;
  type: string;
  name: string;
  version: string;
  /** Folder its files are served from. */
  root: string;
  json: JsonObject;
}

function readPlugin(root: string, parent: Plugin | undefined): Plugin | undefined {
  const file = join(root, 'plugin.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const json = objectOf(JSON.parse(readFileSync(file, 'utf8')));
  const id = textOf(json.id) ?? '';
  const version = textOf(objectOf(json.info).version) ?? parent?.version ?? '';
  return { id, type: textOf(json.type) ?? '', name: textOf(json.name) ?? id, version, root, json };
}

/** Every folder with a plugin.json is a plugin; one below another takes its version when it has none of its own. */
export function discoverPlugins(folder: string, parent?: Plugin): Plugin[] {
  if (!existsSync(folder)) {
    return [];
  }
  const own = readPlugin(folder, parent);
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...(own ? [own] : []), ...folders.flatMap(({ name }) => discoverPlugins(join(folder, name), own ?? parent))];
}

/** The file at a path that came from outside, or nothing when it is absent or not below the folder. */
export function fileBelow(folder: string, path: string): string | undefined {
  const file = resolve(folder, `.${sep}${path}`);
  const isBelow = file.startsWith(resolve(folder) + sep) && !path.includes('\0');
  return isBelow && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** The file behind `/public/plugins/<id>/<path>`. */
export function pluginFile(plugins: Plugin[], id: string, path: string): string | undefined {
  const plugin = plugins.find((candidate) => candidate.id === id);
  return plugin && fileBelow(plugin.root, path);
}

/** The plugin's description as Grafana puts it into the boot data: asset paths made absolute. */
export function pluginMeta({ id, name, version, json }: Plugin): JsonObject {
  const baseUrl = `public/plugins/${id}`;
  const info = objectOf(json.info);
  const logos = Object.entries(objectOf(info.logos)).map(([size, path]) => [size, `${baseUrl}/${String(path)}`]);
  return {
    ...json,
    name,
    module: `${baseUrl}/module.js`,
    baseUrl,
    info: { ...info, version, logos: Object.fromEntries(logos) },
  };
}
