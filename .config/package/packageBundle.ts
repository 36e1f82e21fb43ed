import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildBundle, isUpToDate } from '../tasks/build';
import { entriesOf, originOf } from './bundle';
import { problemsOf } from './problems';
import { sourceDate } from './sourceDate';
import { zip } from './zip';

export interface PackageOptions {
  repoRoot: string;
  outDir: string;
  log: (message: string) => void;
}

/** Writes the bundle as the zip that Grafana installs, with its checksums, unless something is wrong with it. */
export async function packageBundle({ repoRoot, outDir, log }: PackageOptions): Promise<string> {
  const date = sourceDate(repoRoot);
  if (!date) {
    throw new Error(
      'Sources without a date: no git commit here, and no SOURCE_DATE_EPOCH (seconds since 1970) in the environment.'
    );
  }
  const dist = path.join(repoRoot, 'dist');
  if (!existsSync(path.join(dist, 'MANIFEST.txt'))) {
    await buildBundle(repoRoot, log, { fresh: true });
  } else if (!isUpToDate(repoRoot)) {
    throw new Error('dist/ is signed, but the sources have changed since. Sign it again, or remove dist/.');
  }
  const { id, version } = identity(dist);
  const entries = entriesOf(dist, id);
  const problems = problemsOf(entries, originOf(repoRoot));
  if (problems.length > 0) {
    throw new Error(`Not packaged:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  const file = path.join(outDir, `${id}-${version}.zip`);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(file, await zip(entries, date));
  writeChecksums(file);
  log(
    `Wrote ${path.relative(repoRoot, file)}, ${existsSync(path.join(dist, 'MANIFEST.txt')) ? 'signed' : 'not signed'}`
  );
  return file;
}

function identity(dist: string): { id: string; version: string } {
  const { id, info } = JSON.parse(readFileSync(path.join(dist, 'plugin.json'), 'utf8')) as {
    id: string;
    info: { version: string };
  };
  return { id, version: info.version };
}

/** Beside the file, in the form that `sha256sum --check` takes. Grafana's catalogue asks for SHA-1. */
function writeChecksums(file: string): void {
  for (const algorithm of ['sha256', 'sha1']) {
    const sum = createHash(algorithm).update(readFileSync(file)).digest('hex');
    writeFileSync(`${file}.${algorithm}`, `${sum}  ${path.basename(file)}\n`);
  }
}
