import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';

export const IGNORE_FILE = path.join(repoRoot, '.dockerignore');

/** The patterns of a .dockerignore, in order. */
export function patternsOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Whether the patterns let a path into the build: the last one that fits it, or a folder it is in, decides. */
export function lets(patterns: readonly string[], file: string): boolean {
  const parts = file.split('/');
  const candidates = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  let included = true;
  for (const pattern of patterns) {
    const fits = expressionOf(pattern.replace(/^!/, ''));
    if (candidates.some((candidate) => fits.test(candidate))) {
      included = pattern.startsWith('!');
    }
  }
  return included;
}

/** Whether something of this repository is there and gets into a build. */
export function included(file: string): boolean {
  return existsSync(path.join(repoRoot, file)) && lets(patternsOf(readFileSync(IGNORE_FILE, 'utf8')), file);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*|\?/g, (wildcard) => ({ '**/': '(.*/)?', '*': '[^/]*' })[wildcard] ?? '[^/]');
  return new RegExp(`^${source}$`);
}
