/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { problemsOf } from './problems';

const folder = path.resolve(__dirname, '..', '..', '.github', 'workflows');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

/** A change of a real workflow, each of which takes away one safeguard. */
const WEAKER: ReadonlyArray<[rule: string, what: string, file: string, from: RegExp, to: string]> = [
  ['pin', 'a tag', 'ci.yml', /@[0-9a-f]{40} # (v[\d.]+)/, '@$1'],
  ['pin', 'a commit without its version', 'ci.yml', /(@[0-9a-f]{40}) # v[\d.]+/, '$1'],
  ['pin', 'a short commit', 'release.yml', /@([0-9a-f]{7})[0-9a-f]{33}/, '@$1'],
  ['permissions', 'none said', 'ci.yml', /^permissions:\n {2}contents: read\n/m, ''],
  ['permissions', 'writing for every job', 'release.yml', /^( {2}contents): read$/m, '$1: write'],
  ['credentials', 'kept', 'ci.yml', /persist-credentials: false/, 'persist-credentials: true'],
  ['credentials', 'kept by default', 'release.yml', /\n\s+with:\n\s+persist-credentials: false/, ''],
  ['trigger', 'pull requests of others with secrets', 'ci.yml', /pull_request:/, 'pull_request_target:'],
  [
    'script',
    'a title that is a script',
    'ci.yml',
    /run: \.ci\/run/,
    'run: echo "${{ github.event.pull_request.title }}"',
  ],
  [
    'secret',
    'a token for every step',
    'release.yml',
    /(\n {4}needs: checks)/,
    '$1\n    env:\n      TOKEN: ${{ secrets.TOKEN }}',
  ],
  ['timeout', 'none', 'ci.yml', / {4}timeout-minutes: \d+\n/, ''],
  ['container', 'any version', 'ci.yml', /image: node:20-bookworm/, 'image: node:latest'],
];

describe('workflows', () => {
  it.each(readdirSync(folder))('%s is as safe as it can be', (file) => {
    expect(problemsOf(read(file))).toEqual([]);
  });

  it.each(WEAKER)('%s: %s', (rule, _, file, from, to) => {
    const weaker = read(file).replace(from, to);
    expect(problemsOf(weaker)).toEqual([expect.stringMatching(new RegExp(`^${rule}: `))]);
  });
});
