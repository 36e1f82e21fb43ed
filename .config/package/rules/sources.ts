import type { Rule } from './rule';

/** What reviewers of the catalogue refuse in sources, after the validator's rules on code. */
const REFUSED: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['writes to the console', /\bconsole\.(?!error|warn\b)\w+/],
  ['goes round locationService', /\bwindow\.location\b/],
  ['opens a window that can reach back', /\bwindow\.open\((?![^;]*noopener,noreferrer)/],
  ['asks with a dialog of the browser', /(?<![.\w])(window\.)?(alert|confirm|prompt)\(/],
  ['reads what Grafana keeps for itself', /\bwindow\.(grafanaBootData|grafanaRuntime|__grafanaSceneContext)/],
  ['writes to window', /\bwindow(\.\w+|\[[^\]]+\])\s*=[^=]/],
  ['asks Grafana’s query address', /\/api\/ds\/query/],
  ['sets styles for the whole page', /<Global\b|\binjectGlobal\b|\bimport\s+['"][^'"]+\.(css|scss|less)['"]/],
  ['uses Grafana’s old classes', /\bgf-form/],
  ['silences the compiler', /@ts-(ignore|expect-error|nocheck)/],
  ['looks into React', /__SECRET_INTERNALS|__CLIENT_INTERNALS|\bfindDOMNode\b|\bdefaultProps\b/],
  ['runs text as code', /\beval\(|\bnew Function\(/],
  ['writes HTML unseen', /\bdangerouslySetInnerHTML\b|\.(inner|outer)HTML\s*=/],
];

export const SOURCE_RULES: Readonly<Record<string, Rule>> = {
  'sources as reviewers want them': ({ origin }) =>
    [...origin.sources]
      .filter(([path]) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .flatMap(([path, text]) =>
        REFUSED.filter(([, pattern]) => pattern.test(text)).map(([what]) => `src/${path} ${what}.`)
      ),
};
