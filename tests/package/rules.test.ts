import { createHash } from 'node:crypto';
import path from 'node:path';
import { entriesOf, originOf } from '../../.config/package/bundle';
import { BUNDLE_RULES, problemsOf } from '../../.config/package/problems';
import { ARCHIVE_RULES } from '../../.config/package/rules/archive';
import { repoRoot } from '../repoRoot';
import { add, addInside, append, edit, editJson, editSource, remove, replaceEntries, type Break } from './broken';

const origin = originOf(repoRoot);
const entries = entriesOf(path.join(repoRoot, 'dist'), 'reliability-scorecard-app').filter(
  // What is in dist may have been signed by hand.
  (entry) => !entry.path.endsWith('/MANIFEST.txt')
);

const PLUGIN_FILES = ['plugin.json', 'datasource/plugin.json', 'scorecard/plugin.json'];

/** A manifest for the files as they are, as signing leaves it. */
const sign = (version = origin.version): Break =>
  replaceEntries((entries) => {
    const files = Object.fromEntries(
      entries
        .filter((entry) => !entry.path.endsWith('/'))
        .map((entry) => [entry.path.split('/').slice(1).join('/'), entry.content] as const)
        .map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')])
    );
    const text = JSON.stringify({ plugin: 'reliability-scorecard-app', version, files });
    const content = Buffer.from(
      `\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${text}\n-----BEGIN PGP SIGNATURE-----\n\nx\n`
    );
    return [...entries, { path: 'reliability-scorecard-app/MANIFEST.txt', mode: 0o100644, content }];
  });

const after =
  (...breaks: Break[]): Break =>
  (start) =>
    breaks.reduce((now, next) => next(now), start);

/** A way to break each rule, and each thing that a rule looks for. */
const CASES: ReadonlyArray<[rule: string, what: string, broken: Break]> = [
  ['one top folder', 'nothing at all', replaceEntries(() => [])],
  ['one top folder', 'a second folder', add('other/README.md')],
  ['one top folder', 'a loose file', add('reliability-scorecard-app')],
  ['paths stay inside', 'a way out', addInside('../../etc/cron.d/x')],
  ['paths stay inside', 'an absolute path', add('/reliability-scorecard-app/README.md')],
  ['paths stay inside', 'a path of Windows', addInside('img\\logo.svg')],
  ['paths are unique', 'a file twice', addInside('readme.md')],
  ['plain files, readable by all', 'a symbolic link', addInside('img/link.svg', '/etc/passwd', 0o120777)],
  ['plain files, readable by all', 'a program', addInside('img/x.svg', 'x', 0o100755)],
  ['plain files, readable by all', 'a file for its owner', addInside('img/x.svg', 'x', 0o100600)],
  ['nothing else', 'a source', addInside('module.ts')],
  ['nothing else', 'a hidden file', addInside('.env')],
  ['nothing else', 'a bundle in the bundle', addInside('dist/plugin.json.bak')],
  ['nothing else', 'a program of a backend', addInside('gpx_reliability_linux_amd64')],
  ['size', 'a film', addInside('img/film.gif', 'x'.repeat(6_000_000))],

  ['top folder', 'another name', replaceEntries((entries) => entries.map((e) => ({ ...e, path: `x${e.path}` })))],
  ['top folder', 'no plugin.json', remove('plugin.json')],
  ['schema', 'no JSON', append('plugin.json', ',')],
  ['schema', 'an id of four parts', editJson('scorecard/plugin.json', (json) => (json.id = 'a-b-c-panel'))],
  ['schema', 'an id of another type', editJson('scorecard/plugin.json', (json) => (json.id = 'reliability-slo-app'))],
  ['schema', 'a field for backends', editJson('datasource/plugin.json', (json) => (json.alerting = true))],
  ['schema', 'a field of another type', editJson('scorecard/plugin.json', (json) => (json.metrics = true))],
  ['schema', 'an unknown type', editJson('scorecard/plugin.json', (json) => (json.type = 'renderer'))],
  ['schema', 'no keywords', editJson('plugin.json', (json) => (json.info.keywords = []))],
  ['schema', 'a date left to fill in', editJson('plugin.json', (json) => (json.info.updated = '%TODAY%'))],
  ['schema', 'a logo that is no SVG', editJson('plugin.json', (json) => (json.info.logos.large = 'img/logo.png'))],
  ['schema', 'a link without https', editJson('plugin.json', (json) => (json.info.links[0].url = 'README.md'))],
  ['schema', 'any version of Grafana', editJson('plugin.json', (json) => (json.dependencies.grafanaDependency = '*'))],

  ['nested plugins are declared', 'not at all', editJson('plugin.json', (json) => json.includes.splice(1, 1))],
  [
    'nested plugins are declared',
    'of another type',
    editJson('plugin.json', (json) => (json.includes[1].type = 'panel')),
  ],
  ['nested plugins are declared', 'by another name', editJson('plugin.json', (json) => (json.includes[2].name = 'X'))],
  ['included files are there', 'no dashboard', remove('dashboards/reliability-overview.json')],
  [
    'pages have the address of the app',
    'a placeholder',
    editJson('plugin.json', (json) => (json.includes[0].path = '/a/%PLUGIN_ID%')),
  ],
  [
    'pages have the address of the app',
    'another app',
    editJson('plugin.json', (json) => (json.includes[0].path = '/a/reliability-scorecard-app-2/start')),
  ],
  ['one page opens from the navigation', 'none', editJson('plugin.json', (json) => delete json.includes[0].defaultNav)],
  [
    'ids are unique',
    'one id for two',
    after(
      editJson('scorecard/plugin.json', (json) =>
        Object.assign(json, { type: 'app', id: 'reliability-scorecard-app' })
      ),
      editJson('scorecard/plugin.json', (json) => delete json.suggestions)
    ),
  ],
  [
    'the version of package.json',
    'another',
    editJson('datasource/plugin.json', (json) => (json.info.version = '9.0.0')),
  ],
  [
    'one range of Grafana versions',
    'two',
    editJson('datasource/plugin.json', (json) => (json.dependencies.grafanaDependency = '>=13.0.0')),
  ],
  ['a name for people', 'the id', editJson('plugin.json', (json) => (json.name = json.id))],
  [
    'a description of one or two sentences',
    'three',
    editJson('plugin.json', (json) => (json.info.description += ' And one more.')),
  ],
  [
    'a description of one or two sentences',
    'a word',
    editJson('plugin.json', (json) => (json.info.description = 'SLOs.')),
  ],
  ['links that the catalogue knows', 'no licence', editJson('plugin.json', (json) => json.info.links.splice(2, 1))],
  ['pictures are there', 'no logo', remove('scorecard/img/logo.svg')],
  ['pictures are there', 'no screenshot', remove('img/screenshots/overview.png')],
  [
    'pictures are there',
    'one of elsewhere',
    editJson('scorecard/plugin.json', (json) => (json.info.logos.small = '../img/logo.svg')),
  ],
  ['screenshots of the app', 'none', editJson('plugin.json', (json) => (json.info.screenshots = []))],

  ...[
    '<script>x</script>',
    '<foreignObject/>',
    '<image href="#x"/>',
    '<g onload="x"/>',
    '<g style="fill: url(https://example.com/x)"/>',
    '<linearGradient xlink:href="//example.com"/>',
  ].map((svg): [string, string, Break] => [
    'safe SVG',
    svg,
    edit('img/logo.svg', (text) => text.replace('</svg>', `${svg}</svg>`)),
  ]),
  ['safe SVG', 'an entity', edit('img/logo.svg', (text) => text.replace('<title>', '<!ENTITY x "y"><title>'))],
  ['safe SVG', 'no SVG', edit('img/logo.svg', () => 'x')],
  ['pictures of the kind that their name says', 'a page as PNG', edit('img/screenshots/overview.png', () => '<html>')],

  ['licence, changelog and catalogue page are there', 'no changelog', remove('CHANGELOG.md')],
  ['licence, changelog and catalogue page are there', 'an empty page', edit('README.md', () => '\n')],
  ['the licence is Apache 2.0', 'another', edit('LICENSE', (text) => text.replace('Apache', 'Beer'))],
  ['no names left to fill in', 'a year', append('LICENSE', 'Copyright {yyyy}')],
  [
    'the changelog knows the version',
    'not',
    edit('CHANGELOG.md', (text) => text.replace(`## ${origin.version}`, '## 0')),
  ],
  ['links of the catalogue page work elsewhere', 'relative', append('README.md', '[x](docs/x.md)')],
  ['links of the catalogue page work elsewhere', 'a relative picture', append('README.md', '![x](./x.png "x")')],
  ['links of the catalogue page work elsewhere', 'a reference', append('README.md', '\n[x]: docs/x.md\n')],
  ['links of the catalogue page work elsewhere', 'in HTML', append('README.md', '<img src="x.png">')],
  ['the catalogue page is for users', 'a comment', append('README.md', '<!-- TODO -->')],
  ['the catalogue page is for users', 'installation', append('README.md', '\n## How to install it\n')],
  ['the catalogue page is for users', 'development', append('README.md', '\nRun `npm start`.\n')],

  ['every plugin has a module', 'none', remove('scorecard/module.js')],
  [
    'modules ask for what Grafana shares',
    'something else',
    edit('module.js', (text) => text.replace('"rxjs"', '"uplot"')),
  ],
  ['modules ask for what Grafana shares', 'twice', append('module.js', '\ndefine([], () => 1);')],
  [
    'modules know where they were loaded from',
    'not at all',
    edit('scorecard/module.js', (text) => text.replace('"module"', '"lodash"')),
  ],
  ...[
    '"__SECRET_INTERNALS"',
    '"react.transitional.element"',
    '"grafanaBootData"',
    'eval("1")',
    'new Function("1")',
    '"https://www.google-analytics.com"',
  ].map((code): [string, string, Break] => ['scripts carry nothing unwanted', code, append('module.js', `;${code}`)]),

  ['licences of what others wrote', 'none', remove('THIRD_PARTY_LICENSES.txt')],
  [
    'licences of what others wrote',
    'all but one',
    edit('THIRD_PARTY_LICENSES.txt', (text) => text.replace(/^yaml /m, 'xaml ')),
  ],

  ['every script has a source map', 'none', remove('scorecard/module.js.map')],
  ['source maps hold the sources', 'a change', editSource('module.ts', 'export {};')],
  [
    'source maps hold the sources',
    'names from the root of the repository',
    edit('module.js.map', (text) => text.replace('/./module.ts', '/./src/module.ts')),
  ],
  ['source maps hold the sources', 'names alone', editJson('module.js.map', (json) => delete json.sourcesContent)],

  ...[
    'console.log(1);',
    'console.table([]);',
    'const place = window.location.href;',
    "window.open(url, '_blank');",
    'alert(1);',
    'if (window.confirm(text)) {}',
    'window.grafanaBootData.user;',
    'window.mine = 1;',
    "post('/api/ds/query');",
    '<Global styles={styles} />;',
    "import './x.css';",
    '<div className="gf-form" />;',
    '// @ts-expect-error',
    'Component.defaultProps = {};',
    'eval(text);',
    'new Function(text);',
    '<div dangerouslySetInnerHTML={html} />;',
    'element.innerHTML = text;',
  ].map((code): [string, string, Break] => ['sources as reviewers want them', code, editSource('x.tsx', code)]),

  ['a signature covers what is there', 'an older version', sign('0.0.9')],
  ['a signature covers what is there', 'a change since', after(sign(), append('README.md', 'x'))],
  ['a signature covers what is there', 'a file since', after(sign(), addInside('img/new.gif', 'GIF8'))],
  ['a signature covers what is there', 'a file gone', after(sign(), remove('img/screenshots/overview.png'))],
  ['a signature covers what is there', 'nothing', addInside('MANIFEST.txt', 'x')],
];

function problemsAfter(broken: Break): string[] {
  const subject = broken({ entries, origin });
  return problemsOf(subject.entries, subject.origin);
}

describe('the check of the package', () => {
  it('has nothing against the bundle, signed or not', () => {
    expect(problemsAfter((same) => same)).toEqual([]);
    expect(problemsAfter(sign())).toEqual([]);
  });

  it.each(CASES)('%s: refuses %s', (rule, _, broken) => {
    expect(problemsAfter(broken)).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: `)));
  });

  it('can fail by every rule', () => {
    const rules = [...Object.keys(ARCHIVE_RULES), 'schema', 'top folder', ...Object.keys(BUNDLE_RULES)];
    expect(rules.filter((rule) => !CASES.some(([name]) => name === rule))).toEqual([]);
  });

  it.each(PLUGIN_FILES)('looks at %s', (file) => {
    const broken = editJson(file, (json) => (json.info.version = '9.9.9'));
    expect(problemsAfter(broken)).toEqual([expect.stringContaining(`${file} has version 9.9.9`)]);
  });

  it.each([
    "console.error('no answer');",
    "window.open(url, '_blank', 'noopener,noreferrer');",
    'showAlert(alertPairs(1));',
    'if (window.name === text) {}',
    'panel.alert(1);',
  ])('lets sources hold %s', (code) => {
    expect(problemsAfter(editSource('x.tsx', code))).toEqual([]);
  });

  it('lets tests of the sources do as they like', () => {
    expect(problemsAfter(editSource('x.test.tsx', 'console.log(1);'))).toEqual([]);
  });
});
