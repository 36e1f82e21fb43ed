import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const REPO = join(__dirname, '..');
const CLIENT = join(__dirname, 'client');
const MODULES = join(REPO, 'node_modules');
const RUNTIME = join(MODULES, '@grafana/runtime/dist/esm/components');

/** In place of a schema module that scenes 6 names, and of which the published schema exports no defaults. */
const TABLE_DEFAULTS = 'export const defaultOptions = { showHeader: true, frameIndex: 0, sortBy: [] };';

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function cacheKey(): string {
  const hash = createHash('sha256');
  for (const file of [...filesBelow(CLIENT), join(__dirname, 'build.ts'), join(REPO, 'package-lock.json')]) {
    hash.update(file.slice(REPO.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: false,
  logLevel: 'error',
  absWorkingDir: REPO,
  target: 'es2022',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'dataurl' },
};

async function buildClient(outDir: string): Promise<{ scripts: string[]; styles: string[] }> {
  const result = await build({
    ...shared,
    entryPoints: { host: join(CLIENT, 'main.tsx') },
    outdir: outDir,
    format: 'esm',
    splitting: true,
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
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
  const outputs = Object.keys(result.metafile.outputs).map((path) =>
    path.slice(path.indexOf(basename(outDir)) + basename(outDir).length + 1)
  );
  return {
    scripts: outputs.filter((path) => /^host-\w+\.js$/.test(path)),
    // The styles of a lazily loaded chunk are not loaded with it; the code editor's are the ones that are needed.
    styles: outputs.filter((path) => /^(host|chunks\/ReactMonacoEditor)-\w+\.css$/.test(path)),
  };
}

function buildWorkers(outDir: string) {
  const monaco = join(MODULES, 'monaco-editor/esm/vs');
  return build({
    ...shared,
    entryPoints: {
      'editor.worker': join(monaco, 'editor/editor.worker.js'),
      'json.worker': join(monaco, 'language/json/json.worker.js'),
    },
    outdir: outDir,
    format: 'iife',
  });
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
  const [manifest] = await Promise.all([buildClient(outDir), buildWorkers(outDir)]);
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(keyFile, key);
  log(`Built the preview host in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
}
