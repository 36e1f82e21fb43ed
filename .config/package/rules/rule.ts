import type { Origin } from '../bundle';

/** The parts of plugin.json that rules read, once it is known to follow the schema. */
export interface PluginJson {
  id: string;
  type: string;
  name: string;
  info: {
    description: string;
    logos: { small: string; large: string };
    screenshots?: ReadonlyArray<{ path: string }>;
    links: ReadonlyArray<{ name: string }>;
    version: string;
  };
  includes?: ReadonlyArray<{ type: string; name: string; path: string; defaultNav?: boolean }>;
  dependencies: { grafanaDependency: string };
}

export interface Plugin {
  /** Below the bundle's folder; empty for the app. */
  folder: string;
  json: PluginJson;
}

export interface Bundle {
  /** By path below the bundle's folder. */
  files: ReadonlyMap<string, Buffer>;
  plugins: readonly Plugin[];
  origin: Origin;
}

/** Says in words what is wrong. */
export type Rule = (bundle: Bundle) => string[];

/** Texts of the files whose path matches. */
export function textsOf(files: ReadonlyMap<string, Buffer>, pattern: RegExp): Array<{ path: string; text: string }> {
  return [...files]
    .filter(([path]) => pattern.test(path))
    .map(([path, content]) => ({ path, text: content.toString('utf8') }));
}
