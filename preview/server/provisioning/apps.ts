import { type JsonObject, listOf, objectOf, textOf } from '../json';
import { type Environment, expandText, expandTree } from './expand';
import { readProvisioning } from './files';

export interface AppSettings {
  enabled: boolean;
  pinned: boolean;
  jsonData: JsonObject;
}

/** Settings of the apps named in `provisioning/plugins`, by plugin id. */
export function readApps(repoRoot: string, env: Environment): Map<string, AppSettings> {
  const entries = readProvisioning(repoRoot, 'plugins').flatMap((document) => listOf(document.apps));
  return new Map(
    entries.map((entry) => [
      expandText(textOf(entry.type) ?? '', env),
      {
        enabled: expandTree(entry.disabled, env) !== true,
        pinned: expandTree(entry.pinned, env) !== false,
        jsonData: objectOf(expandTree(entry.jsonData, env)),
      },
    ])
  );
}
