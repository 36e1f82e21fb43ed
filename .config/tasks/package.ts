import path from 'node:path';
import { packageBundle } from '../package/packageBundle';
import { fail, repoRoot } from './prerequisites.mjs';

packageBundle({
  repoRoot,
  outDir: path.join(repoRoot, 'release'),
  log: (message) => console.log(`» ${message}`),
}).catch((error: Error) => fail(error.message));
