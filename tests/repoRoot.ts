import path from 'node:path';

/** The folder of this repository. */
export const repoRoot = path.resolve(__dirname, '..');
