import path from 'node:path';
import Ajv from 'ajv';
import type { Entry, Origin } from './bundle';
import { ARCHIVE_RULES, belowTop } from './rules/archive';
import { CATALOGUE_RULES } from './rules/catalogue';
import { CODE_RULES } from './rules/code';
import { IMAGE_RULES } from './rules/images';
import { LICENCE_RULES } from './rules/licences';
import type { Plugin, PluginJson, Rule } from './rules/rule';
import { SIGNATURE_RULES } from './rules/signature';
import { SOURCE_MAP_RULES } from './rules/sourceMaps';
import { SOURCE_RULES } from './rules/sources';
import { TEXT_RULES } from './rules/texts';
import { schemaOf, TYPES, type PluginType } from './schema';

export const BUNDLE_RULES: Readonly<Record<string, Rule>> = {
  ...CATALOGUE_RULES,
  ...IMAGE_RULES,
  ...TEXT_RULES,
  ...CODE_RULES,
  ...LICENCE_RULES,
  ...SOURCE_MAP_RULES,
  ...SOURCE_RULES,
  ...SIGNATURE_RULES,
};

/**
 * What Grafana's validator, its reviewers or Grafana itself would refuse in an archive of the bundle. Rules on content
 * are asked only of an archive in order, and rules on the whole only where every plugin.json can be read.
 */
export function problemsOf(entries: readonly Entry[], origin: Origin): string[] {
  const outside = problemsBy(ARCHIVE_RULES, entries);
  if (outside.length > 0) {
    return outside;
  }
  const files = new Map(
    entries.filter((entry) => !entry.path.endsWith('/')).map((entry) => [belowTop(entry.path), entry.content])
  );
  const { plugins, problems } = readPlugins(files, entries[0]!.path.split('/')[0]!);
  return problems.length > 0 ? problems : problemsBy(BUNDLE_RULES, { files, plugins, origin });
}

function problemsBy<T>(rules: Readonly<Record<string, (subject: T) => string[]>>, subject: T): string[] {
  return Object.entries(rules).flatMap(([name, rule]) => rule(subject).map((problem) => `${name}: ${problem}`));
}

function readPlugins(files: ReadonlyMap<string, Buffer>, topFolder: string): { plugins: Plugin[]; problems: string[] } {
  const plugins: Plugin[] = [];
  const problems: string[] = [];
  for (const [name, content] of files) {
    if (path.posix.basename(name) === 'plugin.json') {
      const json = parse(content);
      problems.push(...schemaProblems(json).map((problem) => `schema: ${name}${problem}.`));
      plugins.push({ folder: path.posix.dirname(name).replace(/^\.$/, ''), json: json as PluginJson });
    }
  }
  const root = plugins.find(({ folder }) => folder === '');
  if (root?.json?.type !== 'app' || root.json.id !== topFolder) {
    problems.push(`top folder: ${topFolder} is not the id of an app in it.`);
  }
  return { plugins, problems };
}

function parse(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}

function schemaProblems(json: unknown): string[] {
  const type = (json as { type?: PluginType } | undefined)?.type;
  if (type === undefined || !TYPES.includes(type)) {
    return [` is no description of ${TYPES.join(', ')}`];
  }
  const validate = new Ajv({ allErrors: true }).compile(schemaOf(type));
  validate(json);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message}${'additionalProperty' in params ? ` (${params.additionalProperty})` : ''}`
  );
}
