import { buildCli } from './buildCli';
import { repoRoot } from './prerequisites.mjs';

buildCli(repoRoot).then(
  (file) => console.log(file),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  }
);
