/** @jest-environment node */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const repoRoot = path.resolve(__dirname, '..');
const eslint = path.join(repoRoot, 'node_modules', '.bin', 'eslint');

/** Rules that an import breaks when it stands in a file of this name. */
function broken(file: string, statement: string): string[] {
  const args = ['-c', '.config/eslint.config.mjs', '--stdin', '--stdin-filename', file, '--format', 'json'];
  const { stdout } = spawnSync(eslint, args, { cwd: repoRoot, input: `${statement}\n`, encoding: 'utf8' });
  const [result] = JSON.parse(stdout) as Array<{ messages: Array<{ ruleId: string }> }>;
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('import boundaries', () => {
  it.each([
    ['src/core/slo/x.ts', "export * from '@grafana/data';"],
    ['src/core/slo/x.ts', "export * from '../../datasource/types';"],
    ['src/datasource/x.ts', "export * from '../scorecard/options';"],
    ['src/scorecard/view/x.ts', "export * from '../../datasource/types';"],
    ['src/app/x.ts', "export * from '../scorecard/options';"],
    ['src/shared/x.ts', "export * from '../datasource/types';"],
    ['src/core/slo/x.ts', "export * from '../../../demo/slos';"],
    ['src/datasource/x.ts', "export * from '../../preview/build';"],
    ['preview/x.ts', "export * from '../src/core/slo/slo';"],
    ['demo/x.ts', "export * from '../src/core/slo/slo';"],
  ])('%s may not: %s', (file, statement) => {
    expect(broken(file, statement)).toContain('no-restricted-imports');
  });

  it.each([
    ['src/core/slo/x.ts', "export * from '../budget/budget';"],
    ['src/core/promql/x.ts', "export * from '@lezer/common';"],
    ['src/scorecard/view/x.ts', "export * from '../../core/frame/sloTable';"],
    ['src/datasource/x.ts', "export * from '../shared/plainText';"],
  ])('%s may: %s', (file, statement) => {
    expect(broken(file, statement)).toEqual([]);
  });

  it.each([
    ['src/core/slo/x.ts', 'export const now = () => Date.now();', 'no-restricted-properties'],
    ['src/core/slo/x.ts', 'export const now = () => new Date();', 'no-restricted-syntax'],
    ['src/core/slo/x.ts', "export const load = () => import('../budget/budget');", 'no-restricted-syntax'],
    ['src/scorecard/x.ts', "export const load = () => import('../datasource/types');", 'no-restricted-syntax'],
  ])('%s may not do: %s', (file, statement, rule) => {
    expect(broken(file, statement)).toContain(rule);
  });

  it('keeps other data sources behind the delegate', () => {
    const statement = "import { getDataSourceSrv } from '@grafana/runtime';\ngetDataSourceSrv();";
    expect(broken('src/datasource/x.ts', statement)).toContain('no-restricted-syntax');
    expect(broken('src/scorecard/x.ts', statement)).toContain('no-restricted-syntax');
    expect(broken('src/shared/delegate/x.ts', statement)).toEqual([]);
  });
});
