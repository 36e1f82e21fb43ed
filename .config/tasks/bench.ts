/** npm run bench: what the product costs, against baselines measured in the same run. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const repoRoot = path.resolve(__dirname, '..', '..');
const jest = path.join(repoRoot, 'node_modules', '.bin', 'jest');
const args = ['-c', '.config/jest.bench.config.cjs', '--runInBand', ...process.argv.slice(2)];
// A collection between two measurements keeps the garbage of one out of the time of the other.
const options = { cwd: repoRoot, stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '--expose-gc' } } as const;
process.exitCode = spawnSync(jest, args, options).status ?? 1;
