import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type JsonObject, objectOf } from '../json';

/** Every YAML document of `provisioning/<kind>/`, in the order of the file names. */
export function readProvisioning(repoRoot: string, kind: 'datasources' | 'dashboards' | 'plugins'): JsonObject[] {
  const folder = join(repoRoot, 'provisioning', kind);
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => {
      try {
        return objectOf(parse(readFileSync(join(folder, name), 'utf8')));
      } catch (error) {
        throw new Error(`provisioning/${kind}/${name} is not readable YAML: ${String(error)}`);
      }
    });
}
