import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';
import { run } from './run';

/** Shell scripts by what they say themselves, whatever they are called. */
const scripts = ['docker', 'tests/image', '.ci']
  .flatMap((folder) =>
    (readdirSync(path.join(repoRoot, folder), { recursive: true }) as string[]).map((name) => path.join(folder, name))
  )
  .filter((file) => statSync(path.join(repoRoot, file)).isFile())
  .filter((file) => /^#!\S*(\/|env )(ba)?sh\b/.test(readFileSync(path.join(repoRoot, file), 'utf8')));

const shellcheck = (args: string[], input?: string) => run('shellcheck', ['--norc', ...args], { cwd: repoRoot, input });

describe('shell scripts', () => {
  it('are found', () => {
    expect(scripts).toEqual(
      expect.arrayContaining(['docker/grafana-entrypoint', 'docker/rpm/build-rpm.sh', 'tests/image/supervise-engine'])
    );
  });

  it.each(scripts)('%s is clean', async (script) => {
    expect(await shellcheck([script])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.each(scripts)('%s can be run and stops at the first error', (script) => {
    expect(statSync(path.join(repoRoot, script)).mode & 0o111).toBe(0o111);
    expect(readFileSync(path.join(repoRoot, script), 'utf8')).toMatch(/^set -(e?u|euo pipefail)$/m);
  });
});

describe('shellcheck', () => {
  it.each([
    ['a variable that is split', '#!/bin/sh\nrm -rf $1\n', 'SC2086'],
    ['what only bash has', '#!/bin/sh\n[[ -n "$1" ]]\n', 'SC3010'],
    ['a condition that is no if', '#!/bin/sh\n[ -z "$1" ] && rm x || ls\n', 'SC2015'],
  ])('notices %s', async (_, script, code) => {
    const { status, stdout } = await shellcheck(['-'], script);
    expect({ status, found: stdout.includes(code) }).toEqual({ status: 1, found: true });
  });
});
