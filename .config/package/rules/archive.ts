import path from 'node:path';
import { FILE_MODE, FOLDER_MODE, type Entry } from '../bundle';

/** Everything that a bundle may be made of, below its folder. Anything else got in by mistake. */
const BELONGS = [
  /^(LICENSE|THIRD_PARTY_LICENSES\.txt|README\.md|CHANGELOG\.md|MANIFEST\.txt)$/,
  /^(\w+\/)?plugin\.json$/,
  /^(\w+\/)?module\.js(\.map)?$/,
  /^[\w-]+\.[0-9a-f]+\.js(\.map)?$/,
  /^(\w+\/)?img\/([\w-]+\/)*[\w-]+\.(svg|png|jpg|gif)$/,
  /^(\w+\/)?locales\/[\w-]+\/[\w-]+\.json$/,
  /^dashboards\/[\w-]+\.json$/,
];

const MOST_BYTES = 6_000_000;

/** Rules on the archive itself, whatever its files hold. */
export const ARCHIVE_RULES: Readonly<Record<string, (entries: readonly Entry[]) => string[]>> = {
  'one top folder': (entries) => {
    const folders = new Set(entries.map((entry) => entry.path.split('/')[0]));
    const loose = entries.filter((entry) => !entry.path.includes('/'));
    return folders.size === 1 && loose.length === 0
      ? []
      : [`The archive holds ${[...folders].join(', ') || 'nothing'}; it must hold one folder named as the app.`];
  },

  'paths stay inside': (entries) =>
    entries
      .filter(
        ({ path: name }) => path.posix.isAbsolute(name) || /\\|^\w:/.test(name) || path.posix.normalize(name) !== name
      )
      .map(({ path: name }) => `${name} is no plain relative path.`),

  'paths are unique': (entries) => {
    const seen = new Set<string>();
    return entries
      .filter(({ path: name }) => seen.size === seen.add(name.toLowerCase()).size)
      .map(({ path: name }) => `${name} is there twice where case does not count.`);
  },

  'plain files, readable by all': (entries) =>
    entries
      .filter(({ path: name, mode }) => mode !== (name.endsWith('/') ? FOLDER_MODE : FILE_MODE))
      .map(({ path: name, mode }) => `${name} has mode ${mode.toString(8)}.`),

  'nothing else': (entries) =>
    entries
      .filter(({ path: name }) => !name.endsWith('/'))
      .filter(({ path: name }) => !BELONGS.some((pattern) => pattern.test(belowTop(name))))
      .map(({ path: name }) => `${name} is no part of a bundle.`),

  size: (entries) => {
    const bytes = entries.reduce((sum, { content }) => sum + content.length, 0);
    return bytes <= MOST_BYTES ? [] : [`The bundle has ${bytes} bytes; ${MOST_BYTES} are allowed.`];
  },
};

export const belowTop = (name: string) => name.slice(name.indexOf('/') + 1);
