import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import { type PluginMeta } from '@grafana/data';
import { subPath } from '../boot';
import { SHARED_MODULES } from './sharedModules';

interface Loader {
  constructor: { prototype: Loader };
  import(id: string): Promise<Record<string, unknown>>;
  resolve(id: string, parentUrl?: string): string;
  set(id: string, module: object): void;
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
  for (const [name, namespace] of Object.entries(SHARED_MODULES)) {
    loader.set(`package:${name}`, asModule(namespace));
    loader.addImportMap({ imports: { [name]: `package:${name}` } });
  }
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

/** Loads the unmodified `module.js` of a plugin from the address Grafana serves it at. */
export async function loadModule({ id, info }: PluginMeta): Promise<Record<string, unknown>> {
  versions.set(id, encodeURI(info.version));
  return loader.import(new URL(`${subPath}/public/plugins/${id}/module.js`, location.origin).href);
}
