import { buildBundle } from './build';
import { repoRoot } from './prerequisites.mjs';

buildBundle(repoRoot, console.log).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
