import { createHash } from 'node:crypto';
import { type JsonObject, listOf, objectOf, textOf } from '../json';
import { type Environment, expandText, expandTree } from './expand';
import { readProvisioning } from './files';

export interface DataSource {
  id: number;
  uid: string;
  name: string;
  type: string;
  access: string;
  url: string;
  database: string;
  user: string;
  basicAuth: boolean;
  basicAuthUser: string;
  isDefault: boolean;
  readOnly: boolean;
  jsonData: JsonObject;
  secureJsonData: Record<string, string>;
}

function derivedUid(name: string): string {
  return 'P' + createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase();
}

function readDataSource(entry: JsonObject, id: number, env: Environment): DataSource {
  const text = (key: string) => expandText(textOf(entry[key]) ?? '', env);
  const flag = (key: string) => [true, 'true'].includes(expandTree(entry[key], env) as boolean | string);
  const secrets = Object.entries(objectOf(entry.secureJsonData)).map(([key, value]) => [
    key,
    expandText(textOf(value) ?? '', env),
  ]);
  const name = text('name');
  return {
    id,
    uid: text('uid') || derivedUid(name),
    name,
    type: text('type'),
    access: text('access') || 'proxy',
    url: text('url'),
    database: text('database'),
    user: text('user'),
    basicAuth: flag('basicAuth'),
    basicAuthUser: text('basicAuthUser'),
    isDefault: flag('isDefault'),
    readOnly: !flag('editable'),
    jsonData: objectOf(expandTree(entry.jsonData, env)),
    secureJsonData: Object.fromEntries(secrets),
  };
}

export function readDataSources(repoRoot: string, env: Environment): DataSource[] {
  const entries = readProvisioning(repoRoot, 'datasources').flatMap((document) => listOf(document.datasources));
  return entries.map((entry, index) => readDataSource(entry, index + 1, env));
}
