import path from 'node:path';
import vm from 'node:vm';
import { textsOf, type Rule } from './rule';

/**
 * Modules that Grafana >= 12.4 shares with plugins, and `module`, which tells where the plugin was loaded from. Not taken
 * from the list that the build leaves out, because it is that list which is checked here.
 */
const SHARED = [
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'i18next',
  'lodash',
  'module',
  'moment',
  'react',
  'react-dom',
  'react-router',
  'react/jsx-runtime',
  'rxjs',
];

const UNWANTED: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['React', /__SECRET_INTERNALS|ReactCurrentOwner|react\.production|Minified React error/],
  ['a jsx runtime', /react\.transitional\.element|jsx-runtime\.production/],
  ['Grafana’s libraries', /grafanaBootData|getDataSourceSrv was called before|ThemeContext\.Provider/],
  ['eval', /\beval\(|new Function\(/],
  [
    'a tracker',
    /google-analytics|googletagmanager|segment\.(io|com)|sentry\.io|mixpanel|hotjar|rudderstack|amplitude\.com/,
  ],
];

/** What a loader sees: the arguments of each call to `define`. */
function definitions(code: string): unknown[][] {
  const calls: unknown[][] = [];
  vm.runInNewContext(code, { define: (...args: unknown[]) => calls.push(args) });
  return calls;
}

/** Rules on the scripts as they are loaded. */
export const CODE_RULES: Readonly<Record<string, Rule>> = {
  'every plugin has a module': ({ plugins, files }) =>
    plugins
      .map(({ folder }) => path.posix.join(folder, 'module.js'))
      .filter((name) => !files.has(name))
      .map((name) => `${name} is missing.`),

  'modules ask for what Grafana shares': ({ files }) =>
    textsOf(files, /(^|\/)module\.js$/).flatMap(({ path: name, text }) => {
      const calls = definitions(text);
      const [dependencies, factory] = calls[0] ?? [];
      if (calls.length !== 1 || !Array.isArray(dependencies) || typeof factory !== 'function') {
        return [`${name} is no AMD module.`];
      }
      return (dependencies as string[])
        .filter((dependency) => !SHARED.includes(dependency))
        .map((dependency) => `${name} asks for ${dependency}.`);
    }),

  'modules know where they were loaded from': ({ files }) =>
    textsOf(files, /(^|\/)module\.js$/)
      .filter(({ text }) => !definitions(text).some(([dependencies]) => (dependencies as string[]).includes('module')))
      .map(({ path: name }) => `${name} would look for its chunks in the wrong place.`),

  'scripts carry nothing unwanted': ({ files }) =>
    textsOf(files, /\.js$/).flatMap(({ path: name, text }) =>
      UNWANTED.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${name} carries ${what}.`)
    ),
};
