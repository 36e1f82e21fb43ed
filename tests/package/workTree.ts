import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoRoot } from '../repoRoot';

/** All that packaging may need. */
const PARTS = [
  '.config',
  'src',
  'dashboards',
  'examples',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'CHANGELOG.md',
  'LICENSE',
];

/** A copy of the sources that nothing was built in, outside any git repository. */
export function copyWorkTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'reliability-package-'));
  for (const part of PARTS) {
    cpSync(path.join(repoRoot, part), path.join(copy, part), { recursive: true });
  }
  symlinkSync(path.join(repoRoot, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

export const removeWorkTree = (copy: string) => rmSync(copy, { recursive: true, force: true });

/** Runs a task as `npm run` does, without the installation; its output is everything that it printed. */
export function runTask(
  copy: string,
  task: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const file = path.join(copy, '.config', 'tasks', `${task}.ts`);
  return new Promise((resolve) => {
    const options = { cwd: copy, env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, ['--import', 'tsx', file, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` })
    );
  });
}
