import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { sourceDate } from '../package/sourceDate';

/** Everything that the bundle is made from. */
const SOURCES = [
  'src',
  'dashboards',
  'examples',
  '.config/webpack.config.cjs',
  '.config/bundleRoot.cjs',
  '.config/externals.cjs',
  '.config/licences.cjs',
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  'LICENSE',
];

export interface BuildOptions {
  /** Builds whatever is there, and from nothing but the sources. */
  fresh?: boolean;
}

/** Builds the plugin bundle into dist/, unless what is there was built from the same sources. */
export async function buildBundle(
  repoRoot: string,
  log: (message: string) => void,
  { fresh = false }: BuildOptions = {}
): Promise<void> {
  if (!fresh && isUpToDate(repoRoot)) {
    log('Plugin bundle is up to date');
    return;
  }
  log('Building the plugin bundle');
  const webpack = path.join(repoRoot, 'node_modules', '.bin', 'webpack');
  const args = ['-c', '.config/webpack.config.cjs', ...(fresh ? ['--no-cache'] : [])];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(dateOf(repoRoot).getTime() / 1000) };
  try {
    await promisify(execFile)(webpack, args, { cwd: repoRoot, env });
  } catch (error) {
    const { stdout, message } = error as Error & { stdout?: string };
    throw new Error(`The build failed:\n${stdout || message}`);
  }
  mkdirSync(path.dirname(stampOf(repoRoot)), { recursive: true });
  writeFileSync(stampOf(repoRoot), hashSources(repoRoot));
}

/** Whether dist/ was built from the sources as they are. */
export function isUpToDate(repoRoot: string): boolean {
  return (
    existsSync(path.join(repoRoot, 'dist', 'plugin.json')) &&
    existsSync(stampOf(repoRoot)) &&
    readFileSync(stampOf(repoRoot), 'utf8') === hashSources(repoRoot)
  );
}

const stampOf = (repoRoot: string) => path.join(repoRoot, '.cache', 'bundle-sources');

/** The day that the bundle says it was updated on. */
const dateOf = (repoRoot: string) => sourceDate(repoRoot) ?? new Date();

function hashSources(repoRoot: string): string {
  const hash = createHash('sha256').update(dateOf(repoRoot).toISOString().slice(0, 10));
  for (const file of SOURCES.flatMap((source) => filesBelow(path.join(repoRoot, source)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(place: string): string[] {
  if (!statSync(place).isDirectory()) {
    return [place];
  }
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}
