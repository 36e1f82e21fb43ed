import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const FILE_MODE = 0o100644;
export const FOLDER_MODE = 0o040755;

/** A file or folder of the archive. */
export interface Entry {
  /** Below the archive's root; a folder's ends with a slash. */
  path: string;
  /** As Unix has it, with the bits that tell files, folders and links apart. */
  mode: number;
  /** Empty for a folder. */
  content: Buffer;
}

/** What the bundle has to agree with. */
export interface Origin {
  /** Of package.json. */
  version: string;
  /** Texts by their path below src. */
  sources: ReadonlyMap<string, string>;
}

/** The archive's entries for a folder that is to be its top folder: order and modes do not depend on the machine. */
export function entriesOf(folder: string, topFolder: string): Entry[] {
  const files = filesBelow(folder).map((name) => {
    const file = path.join(folder, name);
    const { mode } = lstatSync(file);
    const plain = (mode & 0o170000) === 0o100000;
    return { path: `${topFolder}/${name}`, mode: plain ? FILE_MODE : mode, content: readFileSync(file) };
  });
  const folders = new Set(files.flatMap((file) => parents(file.path)));
  return [...[...folders].map((name) => ({ path: name, mode: FOLDER_MODE, content: Buffer.alloc(0) })), ...files].sort(
    (a, b) => (a.path < b.path ? -1 : 1)
  );
}

function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((item) => {
    const name = path.posix.join(below, item.name);
    return item.isDirectory() ? filesBelow(folder, name) : [name];
  });
}

function parents(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, depth) => `${parts.slice(0, depth + 1).join('/')}/`);
}

export function originOf(repoRoot: string): Origin {
  const src = path.join(repoRoot, 'src');
  const { version } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string };
  return {
    version,
    sources: new Map(filesBelow(src).map((name) => [name, readFileSync(path.join(src, name), 'utf8')])),
  };
}
