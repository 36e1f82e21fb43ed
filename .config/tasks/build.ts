import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** Everything that the bundle is made from. */
const SOURCES = [
  'src',
  'dashboards',
  'examples',
  '.config/webpack.config.cjs',
  '.config/bundleRoot.cjs',
  '.config/externals.cjs',
  'package.json',
  'package-lock.json',
  'CHANGELOG.md',
  'LICENSE',
];

/** Builds the plugin bundle into dist/, unless what is there was built from the same sources. */
export async function buildBundle(repoRoot: string, log: (message: string) => void): Promise<void> {
  const stamp = path.join(repoRoot, '.cache', 'bundle-sources');
  const hash = hashFiles(SOURCES.flatMap((source) => filesBelow(path.join(repoRoot, source))));
  if (
    existsSync(path.join(repoRoot, 'dist', 'plugin.json')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash
  ) {
    log('Plugin bundle is up to date');
    return;
  }
  log('Building the plugin bundle');
  const webpack = path.join(repoRoot, 'node_modules', '.bin', 'webpack');
  try {
    await promisify(execFile)(webpack, ['-c', '.config/webpack.config.cjs'], { cwd: repoRoot });
  } catch (error) {
    const { stdout, message } = error as Error & { stdout?: string };
    throw new Error(`The build failed:\n${stdout || message}`);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function filesBelow(place: string): string[] {
  if (!statSync(place).isDirectory()) {
    return [place];
  }
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

function hashFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}
