import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, listOf, objectOf, textOf } from '../json';
import { type Environment, expandText } from './expand';
import { readProvisioning } from './files';

export interface Dashboard {
  uid: string;
  slug: string;
  title: string;
  folder: string;
  tags: string[];
  model: JsonObject;
}

export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug || 'dashboard';
}

function jsonFilesBelow(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? jsonFilesBelow(path) : name.endsWith('.json') ? [path] : [];
    });
}

/** A provider's path is one inside a container; what follows its `dashboards` segment is the folder in the repository. */
function folderInRepository(repoRoot: string, path: string): string {
  const rest = path.split('/dashboards').slice(1).pop() ?? '';
  return join(repoRoot, 'dashboards', rest);
}

function readDashboard(path: string, folder: string): Dashboard {
  const model = objectOf(JSON.parse(readFileSync(path, 'utf8')));
  const title = textOf(model.title) ?? 'Untitled';
  const tags = Array.isArray(model.tags) ? model.tags.map(String) : [];
  return { uid: textOf(model.uid) ?? slugOf(title), slug: slugOf(title), title, folder, tags, model };
}

/** Read at every call, so that an edited dashboard shows after a reload of the page. */
export function readDashboards(repoRoot: string, env: Environment): Dashboard[] {
  const providers = readProvisioning(repoRoot, 'dashboards').flatMap((document) => listOf(document.providers));
  const sources = providers.map((provider) => ({
    folder: expandText(textOf(provider.folder) ?? '', env),
    path: folderInRepository(repoRoot, expandText(textOf(objectOf(provider.options).path) ?? '', env)),
  }));
  const all = sources.length > 0 ? sources : [{ folder: '', path: join(repoRoot, 'dashboards') }];
  const seen = new Set<string>();
  return all
    .flatMap(({ folder, path }) => jsonFilesBelow(path).map((file) => readDashboard(file, folder)))
    .filter(({ uid }) => !seen.has(uid) && seen.add(uid));
}
