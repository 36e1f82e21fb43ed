// What has to be on the machine before anything else can run. Plain JavaScript without dependencies, because it runs
// on a fresh clone before the dependencies are there.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './step.mjs';

export const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const LOWEST_NODE = 20;

/** Ends the process with a message and no stack: the reader is a person at a terminal. */
export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

export function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < LOWEST_NODE) {
    fail(`Node ${LOWEST_NODE} or newer is needed; this is Node ${process.versions.node}.`);
  }
}

/** Installs the npm dependencies of a folder when they are missing or of another lock file. */
export function installDependencies(folder) {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(folder, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return;
  }
  const place = folder === repoRoot ? '' : ` of ${path.relative(repoRoot, folder)}`;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  run(`Installing npm dependencies${place}, about a minute: npm ci`, 'npm', args, { cwd: folder });
  writeFileSync(stamp, lock);
}

/** Makes sure that a program of a Debian package is there, installing it when we may. */
export function installProgram(program, debianPackage) {
  if (onPath(program)) {
    return;
  }
  const command = `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`;
  if (!onPath('apt-get')) {
    fail(`${program} is missing. Install it with your package manager (Debian calls the package ${debianPackage}).`);
  }
  if (process.getuid?.() !== 0) {
    fail(`${program} is missing. As root, run:\n\n  ${command}\n\nand start again.`);
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run(`Installing ${debianPackage}: ${command}`, 'sh', ['-c', command], { env: environment });
  stopService(debianPackage);
  if (!onPath(program)) {
    fail(`${debianPackage} is installed, but there is still no ${program} on the PATH.`);
  }
}

/** Debian starts the services it installs; ours are started by us, on ports of their own. */
function stopService(name) {
  if (onPath('systemctl') && existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', name], { stdio: 'ignore' });
  }
}

export function onPath(program) {
  return pathOf(program) !== undefined;
}

/** Where a program is, if it is on the PATH. */
export function pathOf(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

function run(title, command, args, options) {
  const done = step(title);
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status !== 0) {
    fail(`${command} ${args.join(' ')} failed:\n${error?.message ?? `${stdout}\n${stderr}`.trim()}`);
  }
  done();
}
