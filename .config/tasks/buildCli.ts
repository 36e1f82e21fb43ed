import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { licencesOf } from '../licences.cjs';

/** Builds the command line to one file, which runs on Node alone, and the licences of what it carries beside it. */
export async function buildCli(repoRoot: string): Promise<string> {
  const outfile = path.join(repoRoot, 'dist-cli', 'reliability-scorecard.cjs');
  const { version } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as { version: string };
  const { metafile } = await build({
    entryPoints: [path.join(repoRoot, 'cli', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    absWorkingDir: repoRoot,
    metafile: true,
    legalComments: 'none',
    banner: { js: '#!/usr/bin/env node' },
    define: { "process.env['SCORECARD_VERSION']": JSON.stringify(version) },
    alias: { '@grafana/i18n': path.join(repoRoot, 'cli', 'i18n.ts') },
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).map((file) => path.join(repoRoot, file).split(path.sep).join('/'));
  writeFileSync(path.join(path.dirname(outfile), 'THIRD_PARTY_LICENSES.txt'), licencesOf(files));
  return outfile;
}
