// npm start: from a fresh clone to the product in a browser.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../lane.cjs';
import { checkNode, installDependencies, installProgram, repoRoot } from './prerequisites.mjs';

checkNode();
installDependencies(repoRoot);
installDependencies(packageRoot());
installProgram('prometheus', 'prometheus');

const serve = spawn(process.execPath, ['--import', 'tsx', path.join(repoRoot, '.config', 'tasks', 'serve.ts')], {
  cwd: repoRoot,
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to both processes; this one stays until the other has cleaned up.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => serve.kill('SIGTERM'));
serve.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
