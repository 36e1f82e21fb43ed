import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type Environment, expandTree } from './expand';
import { type JsonObject, listOf, objectOf, textOf } from './json';

export interface DataSource {
  uid: string;
  name: string;
  type: string;
  url: string;
  isDefault: boolean;
  readOnly: boolean;
  jsonData: JsonObject;
  secureJsonData: JsonObject;
}

export interface AppSettings {
  enabled: boolean;
  jsonData: JsonObject;
}

export interface Dashboard {
  uid: string;
  title: string;
  folder: string;
  tags: unknown;
  model: JsonObject;
}

function filesOf(folder: string, pattern: RegExp): string[] {
  const names = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : [];
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The entries below one key of every YAML file in a folder, variables expanded. */
function readEntries(folder: string, key: string, env: Environment): JsonObject[] {
  return filesOf(folder, /\.ya?ml$/).flatMap((file) => {
    try {
      return listOf(objectOf(expandTree(parse(readFileSync(file, 'utf8')), env))[key]);
    } catch (error) {
      throw new Error(`${basename(file)} in ${folder} is not readable YAML: ${String(error)}`);
    }
  });
}

export function readDataSource(entry: JsonObject): DataSource {
  const name = textOf(entry.name) ?? '';
  return {
    uid: textOf(entry.uid) ?? name,
    name,
    type: textOf(entry.type) ?? '',
    url: textOf(entry.url) ?? '',
    isDefault: entry.isDefault === true,
    readOnly: entry.editable !== true,
    jsonData: objectOf(entry.jsonData),
    secureJsonData: objectOf(entry.secureJsonData),
  };
}

export function readDataSources(folder: string, env: Environment): DataSource[] {
  return readEntries(folder, 'datasources', env).map(readDataSource);
}

/** Settings of the apps that a folder names, by plugin id. */
export function readApps(folder: string, env: Environment): Map<string, AppSettings> {
  const entries = readEntries(folder, 'apps', env);
  return new Map(
    entries.map(({ type, disabled, jsonData }) => [
      textOf(type) ?? '',
      { enabled: disabled !== true, jsonData: objectOf(jsonData) },
    ])
  );
}

/** Read at every call, so that an edited dashboard shows after a reload of the page. */
export function readDashboards(folder: string, env: Environment): Dashboard[] {
  return readEntries(folder, 'providers', env).flatMap(({ folder: shownIn, options }) =>
    filesOf(textOf(objectOf(options).path) ?? '', /\.json$/).map((file) => {
      const model = objectOf(JSON.parse(readFileSync(file, 'utf8')));
      const title = textOf(model.title) ?? 'Untitled';
      return { uid: textOf(model.uid) ?? title, title, folder: textOf(shownIn) ?? '', tags: model.tags ?? [], model };
    })
  );
}
