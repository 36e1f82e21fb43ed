import { buildBundle } from './build';
import { buildCli } from './buildCli';
import { repoRoot } from './prerequisites.mjs';

Promise.all([buildBundle(repoRoot, console.log), buildCli(repoRoot)]).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
