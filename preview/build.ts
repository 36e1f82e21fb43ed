import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const REPO = join(__dirname, '..');
const CLIENT = join(__dirname, 'client');

/** In place of a schema module that scenes names, and of which the published schema exports no defaults. */
const TABLE_DEFAULTS = 'export const defaultOptions = { showHeader: true, frameIndex: 0, sortBy: [] };';

export interface HostOptions {
  /** The folder whose package-lock.json and node_modules hold the React and the @grafana packages of the host. */
  packageRoot: string;
  outDir: string;
  log: (message: string) => void;
}

function cacheKey(packageRoot: string): string {
  const hash = createHash('sha256');
  const sources = (readdirSync(CLIENT, { recursive: true }) as string[]).sort().map((path) => join(CLIENT, path));
  const locks = [...new Set([REPO, packageRoot])].map((folder) => join(folder, 'package-lock.json'));
  for (const file of [...sources, __filename, ...locks]) {
    if (statSync(file).isFile()) {
      hash.update(file).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/**
 * Takes what the client imports from the packages of the host, not from those nearest to the client. What they lack is
 * found in the folders above them.
 */
function packagesOf(packageRoot: string): Plugin {
  return {
    name: 'packages-of-the-host',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind, importer, pluginData }) =>
        pluginData === packageRoot || !importer.startsWith(CLIENT)
          ? undefined
          : resolve(path, { kind, importer, resolveDir: packageRoot, pluginData: packageRoot })
      );
    },
  };
}

/** Modules that the published packages do not offer under a name of their own, or offer under one that is not there. */
function aliases(modules: string): Record<string, string> {
  const components = join(modules, '@grafana/runtime/dist/esm/components');
  // The package.json of scenes 6 names a file that is not there; falling back to CommonJS would load a second @grafana/*.
  const scenes = join(modules, '@grafana/scenes/dist/esm/packages/scenes/src/index.js');
  return {
    ...(existsSync(scenes) ? { '@grafana/scenes': scenes } : {}),
    'runtime-internal/PluginPage': join(components, 'PluginPage.mjs'),
    'runtime-internal/PanelDataErrorView': join(components, 'PanelDataErrorView.mjs'),
  };
}

/** Bundles the client into `outDir`; does nothing when its sources and the lock files are those of the last build. */
export async function buildHost({ packageRoot, outDir, log }: HostOptions): Promise<void> {
  const key = cacheKey(packageRoot);
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
    alias: aliases(join(packageRoot, 'node_modules')),
    plugins: [
      packagesOf(packageRoot),
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
