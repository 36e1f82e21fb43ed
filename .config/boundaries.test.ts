/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const DELEGATE = "import { getDataSourceSrv } from '@grafana/runtime';\ngetDataSourceSrv();";

/** What stands in which file, and the rule that it breaks; null where it may stand. */
const CASES: ReadonlyArray<readonly [file: string, statement: string, rule: string | null]> = [
  ['src/core/slo/x.ts', "export * from '@grafana/data';", IMPORTS],
  ['src/core/slo/x.ts', "export * from '../../datasource/types';", IMPORTS],
  ['src/datasource/x.ts', "export * from '../scorecard/options';", IMPORTS],
  ['src/scorecard/view/x.ts', "export * from '../../datasource/types';", IMPORTS],
  ['src/app/x.ts', "export * from '../scorecard/options';", IMPORTS],
  ['src/shared/x.ts', "export * from '../datasource/types';", IMPORTS],
  ['src/core/slo/x.ts', "export * from '../../../demo/slos';", IMPORTS],
  ['src/datasource/x.ts', "export * from '../../preview/build';", IMPORTS],
  ['cli/x.ts', "export * from '../src/datasource/types';", IMPORTS],
  ['cli/x.ts', "export * from '../src/core/budget/budget';", null],
  ['preview/x.ts', "export * from '../src/core/slo/slo';", IMPORTS],
  ['demo/x.ts', "export * from '../src/core/slo/slo';", IMPORTS],
  ['src/core/slo/x.ts', "export * from '../budget/budget';", null],
  ['src/core/promql/x.ts', "export * from '@lezer/common';", null],
  ['src/core/document/x.ts', "export * from 'yaml';", null],
  ['src/scorecard/view/x.ts', "export * from '../../core/frame/sloTable';", null],
  ['src/datasource/x.ts', "export * from '../shared/plainText';", null],
  ['src/core/slo/x.ts', 'export const now = () => Date.now();', 'no-restricted-properties'],
  ['src/core/slo/x.ts', 'export const now = () => new Date();', SYNTAX],
  ['src/core/slo/x.ts', "export const load = () => import('../budget/budget');", SYNTAX],
  ['src/scorecard/x.ts', "export const load = () => import('../datasource/types');", SYNTAX],
  // Other data sources stay behind the delegate.
  ['src/datasource/x.ts', DELEGATE, SYNTAX],
  ['src/scorecard/x.ts', DELEGATE, SYNTAX],
  ['src/shared/delegate/x.ts', DELEGATE, null],
];

/** Prints the rules that every case breaks. A program of its own, since Jest cannot load what ESLint is configured by. */
const LINT = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint({ overrideConfigFile: '.config/eslint.config.mjs' });
  const broken = [];
  for (const [filePath, statement] of JSON.parse(process.argv[1])) {
    const [{ messages }] = await eslint.lintText(statement + '\\n', { filePath });
    broken.push(messages.map(({ ruleId }) => ruleId));
  }
  console.log(JSON.stringify(broken));
`;

let broken: string[][];

beforeAll(() => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', LINT, JSON.stringify(CASES)],
    { cwd: path.resolve(__dirname, '..'), encoding: 'utf8' }
  );
  if (stdout === '') {
    throw new Error(stderr);
  }
  broken = JSON.parse(stdout) as string[][];
}, 60_000);

test.each(CASES.map(([file, statement, rule], index) => [file, statement, rule ?? 'nothing', index] as const))(
  'in %s, %s breaks %s',
  (_, __, rule, index) => {
    expect(broken[index]).toEqual(rule === 'nothing' ? [] : expect.arrayContaining([rule]));
  }
);
