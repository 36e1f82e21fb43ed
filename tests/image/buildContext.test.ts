import { readFileSync } from 'node:fs';
import { IGNORE_FILE, included, lets, patternsOf } from './buildContext';

const patterns = patternsOf(readFileSync(IGNORE_FILE, 'utf8'));

describe('what gets into a build', () => {
  it('is only what is named', () => {
    expect(patterns[0]).toBe('*');
    expect(patterns.filter((pattern) => pattern.startsWith('!') && pattern.includes('*'))).toEqual([]);
  });

  it.each([
    '.git/config',
    '.cache/x',
    'node_modules/x/y.js',
    'dist/module.js',
    'docker/secrets/admin-password',
    '.env',
    'README.md',
  ])('is not %s', (file) => expect(lets(patterns, file)).toBe(false));

  it.each(['src/module.ts', 'src/core/budget/x.ts', 'docker/rpm/grafana.spec', 'demo/run.ts', 'package.json'])(
    'is %s',
    (file) => expect(lets(patterns, file)).toBe(true)
  );

  it('is no test', () => expect(lets(patterns, 'src/core/budget/burn.test.ts')).toBe(false));

  it('is nothing that is not there', () => {
    expect(included('docker/grafana.ini')).toBe(true);
    expect(included('docker/missing')).toBe(false);
  });
});

describe('patterns', () => {
  it.each([
    [['*'], 'a/b', false],
    [['*', '!a'], 'a/b', true],
    [['*', '!a', 'a/b'], 'a/b/c', false],
    [['**/*.map'], 'a/b/c.map', false],
    [['**/*.map'], 'c.map', false],
    [['*.map'], 'a/c.map', true],
    [['a.c'], 'abc', true],
  ])('%j and %s', (list, file, expected) => expect(lets(list, file)).toBe(expected));
});
