/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';

const repoRoot = path.resolve(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(repoRoot, file), 'utf8');
const readme = read('README.md');

/** The text below a heading, up to the next one. */
function section(heading: string): string {
  const [, text = ''] = readme.split(`\n${heading}\n`);
  return text.split(/\n#+ /)[0] ?? '';
}

/** What stands in code in the first column of a table, once or several times in a cell. */
function keysInTable(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [, first = ''] = /^\| (`[^|]*) \|/.exec(line) ?? [];
    return [...first.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key);
  });
}

/** The members that an interface itself declares. */
function keysOf(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const declared = source.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
  return (declared?.members ?? []).map((member) => member.name?.getText(source) ?? '');
}

const options = keysOf('src/datasource/types.ts', 'SloDataSourceOptions');
const upstream = keysOf('src/datasource/types.ts', 'UpstreamOptions');
const policy = 'src/core/budget/policyOptions.ts';

it('every setting stands in the README, and nothing that is none', () => {
  expect(options).toContain('upstreams');
  expect(upstream).toContain('uid');
  const nested = upstream.map((key) => `upstreams[].${key}`);
  expect(keysInTable(section('## Settings of the data source, key by key')).sort()).toEqual(
    [...options, ...nested].sort()
  );
});

it('every key of the error-budget policy stands in its own table', () => {
  const values = keysOf(policy, 'PolicyValues');
  expect(values).toContain('exemptions');
  const nested = keysOf(policy, 'PolicyRuleOptions').map((key) => `rules[].${key}`);
  expect(keysOf(policy, 'PolicyOptions')).toEqual(['defaults', 'rules']);
  expect(keysInTable(section('## Error-budget policy')).sort()).toEqual(
    [...values.map((key) => `defaults.${key}`), ...nested, 'rules[].…'].sort()
  );
});

describe('what is provisioned', () => {
  interface Provisioned {
    jsonData?: Record<string, unknown>;
    datasources?: Array<{ type: string; jsonData: Record<string, unknown> }>;
  }
  const settingsIn = (yaml: string) => {
    const { jsonData, datasources = [] } = parse(yaml) as Provisioned;
    const own = datasources.filter(({ type }) => type === 'reliability-slo-datasource');
    return [...(jsonData ? [jsonData] : []), ...own.map((one) => one.jsonData)];
  };
  const blocks = [...readme.matchAll(/^```yaml\n(jsonData:|apiVersion: 1\ndatasources:)([^]*?)^```/gm)];
  const inReadme = blocks.map(([, first = '', rest = '']): [string, string] => [
    `README: ${rest.trim().split('\n')[0]}`,
    first + rest,
  ]);
  const files = ['provisioning/datasources/reliability.yaml', 'demo/datasources/reliability.yaml'];

  it('is found', () => expect(inReadme).toHaveLength(3));

  it.each([...inReadme, ...files.map((file): [string, string] => [file, read(file)])])(
    'has no setting but those: %s',
    (_, yaml) => {
      const all = settingsIn(yaml);
      expect(all).toHaveLength(1);
      for (const { upstreams = [], ...others } of all) {
        expect(options).toEqual(expect.arrayContaining(Object.keys(others)));
        expect(upstream).toEqual(expect.arrayContaining((upstreams as object[]).flatMap(Object.keys)));
      }
    }
  );
});
