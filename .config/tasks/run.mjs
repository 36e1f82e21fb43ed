// Runs a task of this folder that needs the npm dependencies, from a fresh clone as well.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkNode, installDependencies, repoRoot } from './prerequisites.mjs';

const [task, ...args] = process.argv.slice(2);

checkNode();
installDependencies(repoRoot);

const file = path.join(repoRoot, '.config', 'tasks', `${task}.ts`);
process.exitCode =
  spawnSync(process.execPath, ['--import', 'tsx', file, ...args], { cwd: repoRoot, stdio: 'inherit' }).status ?? 1;
