import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const REPO = join(__dirname, '..');
const CLIENT = join(__dirname, 'client');
const MODULES = join(REPO, 'node_modules');
const RUNTIME = join(MODULES, '@grafana/runtime/dist/esm/components');

/** In place of a schema module that scenes 6 names, and of which the published schema exports no defaults. */
const TABLE_DEFAULTS = 'export const defaultOptions = { showHeader: true, frameIndex: 0, sortBy: [] };';

function cacheKey(): string {
  const hash = createHash('sha256');
  const sources = (readdirSync(CLIENT, { recursive: true }) as string[]).sort().map((path) => join(CLIENT, path));
  for (const file of [...sources, __filename, join(REPO, 'package-lock.json')]) {
    if (statSync(file).isFile()) {
      hash.update(file).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Bundles the client into `outDir`; does nothing when its sources and the lock file are those of the last build. */
export async function buildHost({ outDir, log }: { outDir: string; log: (message: string) => void }): Promise<void> {
  const key = cacheKey();
  const keyFile = join(outDir, 'cache-key');
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) {
    log('The preview host is up to date.');
    return;
  }
  log('Building the preview host …');
  const startedMs = Date.now();
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  await build({
    entryPoints: { host: join(CLIENT, 'main.tsx') },
    outdir: outDir,
    absWorkingDir: REPO,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'dataurl' },
    alias: {
      // Its package.json names a file that is not there; falling back to CommonJS would load a second @grafana/*.
      '@grafana/scenes': join(MODULES, '@grafana/scenes/dist/esm/packages/scenes/src/index.js'),
      'runtime-internal/PluginPage': join(RUNTIME, 'PluginPage.mjs'),
      'runtime-internal/PanelDataErrorView': join(RUNTIME, 'PanelDataErrorView.mjs'),
    },
    plugins: [
      {
        name: 'table-defaults',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /TablePanelCfg_types\.gen$/ }, () => ({ path: 'table-defaults', namespace: 'shim' }));
          onLoad({ filter: /.*/, namespace: 'shim' }, () => ({ contents: TABLE_DEFAULTS }));
        },
      },
    ],
  });
  writeFileSync(keyFile, key);
  log(`Built the preview host in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
}
