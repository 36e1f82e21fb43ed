import { textsOf, type Rule } from './rule';

/** Words of the Apache licence that no other has. */
const APACHE = /^\s*Apache License\s+Version 2\.0, January 2004/;

/** Rules on the texts that the catalogue shows. */
export const TEXT_RULES: Readonly<Record<string, Rule>> = {
  'licence, changelog and catalogue page are there': ({ files }) =>
    ['LICENSE', 'CHANGELOG.md', 'README.md']
      .filter((name) => !files.get(name)?.toString('utf8').trim())
      .map((name) => `${name} is missing or empty.`),

  'the licence is Apache 2.0': ({ files }) =>
    textsOf(files, /^LICENSE$/)
      .filter(({ text }) => !APACHE.test(text))
      .map(() => 'LICENSE is not the Apache License 2.0.'),

  'no names left to fill in': ({ files }) =>
    textsOf(files, /^LICENSE$/)
      .filter(({ text }) => /\{(yyyy|name of copyright owner)\}/.test(text))
      .map(() => 'LICENSE holds {…} of its template.'),

  'the changelog knows the version': ({ files, origin }) =>
    textsOf(files, /^CHANGELOG\.md$/)
      .filter(({ text }) => !text.split('\n').some((line) => line.split(' ', 2).join(' ') === `## ${origin.version}`))
      .map(() => `CHANGELOG.md has no heading “## ${origin.version}”.`),

  'links of the catalogue page work elsewhere': ({ files }) =>
    textsOf(files, /^README\.md$/).flatMap(({ text }) =>
      [...text.matchAll(/\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)|(?:href|src)="([^"]*)"/gm)]
        .map(([, inline, reference, html]) => inline ?? reference ?? html ?? '')
        .filter((url) => !/^(https:\/\/[\w-]+(\.[\w-]+)+|#|mailto:)/.test(url))
        .map((url) => `README.md links to ${url || 'nothing'}.`)
    ),

  'the catalogue page is for users': ({ files }) =>
    textsOf(files, /^README\.md$/).flatMap(({ text }) =>
      [
        ...text.matchAll(
          /<!--|^#+ .*\b(?:install|getting started|build)\w*|\b(?:npm|npx|yarn|docker|grafana cli)\b/gim
        ),
      ].map(([found]) => `README.md says “${found}”: no comments, no installation, no development there.`)
    ),
};
