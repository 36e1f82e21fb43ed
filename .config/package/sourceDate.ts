import { spawnSync } from 'node:child_process';

/**
 * The date of the sources, so that builds of the same sources are the same: SOURCE_DATE_EPOCH, as reproducible-builds.org
 * defines it, else the date of the commit.
 */
export function sourceDate(repoRoot: string): Date | undefined {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined && given !== '') {
    if (!/^\d+$/.test(given)) {
      throw new Error(`SOURCE_DATE_EPOCH=${given} is no number of seconds since 1970.`);
    }
    return new Date(Number(given) * 1000);
  }
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: repoRoot, encoding: 'utf8' });
  return status === 0 && stdout !== '' ? new Date(Number(stdout) * 1000) : undefined;
}
