import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Builds the command line to one file, which runs on Node alone. */
export async function buildCli(repoRoot: string): Promise<string> {
  const outfile = path.join(repoRoot, 'dist-cli', 'reliability-scorecard.cjs');
  const { version } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string };
  await build({
    entryPoints: [path.join(repoRoot, 'cli', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // The licences of what it carries stand at its end.
    legalComments: 'eof',
    banner: { js: '#!/usr/bin/env node' },
    define: { "process.env['SCORECARD_VERSION']": JSON.stringify(version) },
    alias: { '@grafana/i18n': path.join(repoRoot, 'cli', 'i18n.ts') },
    logLevel: 'silent',
  });
  return outfile;
}
