import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import { type PluginMeta } from '@grafana/data';
import i18next from 'i18next';
import { subPath } from '../boot';
import { EAGER, LAZY } from './sharedModules';

interface Loader {
  constructor: { prototype: Loader };
  import(id: string): Promise<Record<string, unknown>>;
  resolve(id: string, parentUrl?: string): string;
  set(id: string, module: object): void;
  register(id: string, dependencies: string[], declare: (provide: (module: object) => void) => object): void;
  addImportMap(map: { imports: Record<string, string> }): void;
}

const loader = (window as unknown as { System: Loader }).System;
const versions = new Map<string, string>();

/** SystemJS copies a plain object; marked as a module it keeps reading exports, some of which are assigned later. */
function asModule(namespace: object): object {
  if (!(Symbol.toStringTag in namespace) && Object.isExtensible(namespace)) {
    Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  }
  return namespace;
}

function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, namespace] of Object.entries(EAGER)) {
    imports[name] = `package:${name}`;
    loader.set(`package:${name}`, asModule(namespace));
  }
  for (const [name, load] of Object.entries(LAZY)) {
    imports[name] = `package:${name}`;
    loader.register(`package:${name}`, [], (provide) => ({
      execute: async () => {
        provide({ ...(await load()) });
      },
    }));
  }
  loader.addImportMap({ imports });
}

/** A plugin's script address carries its version as in Grafana, so code that takes it apart meets the same text. */
function addVersions(): void {
  const { prototype } = loader.constructor;
  const original = prototype.resolve;
  prototype.resolve = function (id, parentUrl) {
    const url = original.call(this, id, parentUrl);
    const pluginId = /\/public\/plugins\/([^/]+)\/.*\.js$/.exec(url)?.[1];
    return pluginId ? `${url}?_cache=${versions.get(pluginId) || 'dev'}` : url;
  };
}

shareModules();
addVersions();

async function loadTranslations(meta: PluginMeta): Promise<void> {
  const language = i18next.resolvedLanguage ?? 'en-US';
  const path = meta.translations?.[language];
  const response = path ? await fetch(`${subPath}/${path}`) : undefined;
  if (response?.ok) {
    i18next.addResourceBundle(language, meta.id, await response.json(), undefined, true);
  }
}

/** Loads the unmodified `module.js` of a plugin from the address Grafana serves it at. */
export async function loadModule(meta: PluginMeta): Promise<Record<string, unknown>> {
  versions.set(meta.id, encodeURI(meta.info.version));
  await loadTranslations(meta);
  return loader.import(new URL(`${subPath}/public/plugins/${meta.id}/module.js`, location.origin).href);
}
