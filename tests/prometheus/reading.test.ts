import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeSlos } from '../../src/core/query/slos/judge';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { readRules } from '../../src/core/rules/read';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { mergeDefinitions } from '../../src/core/slo/merge';
import type { RulesAnswer } from '../../src/core/rules/rules';
import type { Slo, SourceTool } from '../../src/core/slo/slo';
import { readConfigured } from '../../src/datasource/documents/read';
import { repoRoot } from '../repoRoot';
import { type EvaluatedRules, startEvaluatedRules } from './evaluatedRules';
import { askHttp } from './http';
import { openSloDocuments, pyrraDocuments, slothDocuments } from './reading/documents';
import { features, type Recorded } from './reading/features';
import { everyTool, exported, grafanas, pyrras, sloths } from './reading/recorded';
import type { Discovered } from './reading/words';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const readme = readFileSync(join(repoRoot, 'README.md'), 'utf8');

const columns: ReadonlyArray<[tool: SourceTool, title: string]> = [
  ['sloth', 'Sloth'],
  ['pyrra', 'Pyrra'],
  ['grafana-slo', 'Grafana SLO'],
  ['slo-generator', 'slo-generator'],
  ['openslo', 'OpenSLO'],
  ['kubernetes-mixin', 'kubernetes-mixin'],
];

let server: EvaluatedRules;
let recorded: Recorded;

beforeAll(async () => {
  server = await startEvaluatedRules(everyTool);
  recorded = await readAll();
}, 180_000);

afterAll(() => server.stop(), 30_000);

async function readAll(): Promise<Recorded> {
  const at = server.settledAtSeconds;
  const answers = await askHttp(server.url, planCatalogue(at));
  const rules = readRules(await (await fetch(`${server.url}/api/v1/rules`)).json());
  const discover = (known?: RulesAnswer): Slo[] => {
    const catalogue = readCatalogue(upstream, at, answers, known);
    if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
      throw new Error(JSON.stringify(catalogue));
    }
    return catalogue.slos;
  };
  const [withRules, withoutRules] = [discover(rules), discover()];
  const rows = await judged(withRules);
  const only = (slos: readonly Slo[], tool: SourceTool, name: string) =>
    slos.filter((slo) => slo.tool === tool && (slo.recorded?.idValue === name || slo.name === name));
  const of = (tool: SourceTool, name: string): Discovered => ({
    withRules: only(withRules, tool, name),
    withoutRules: only(withoutRules, tool, name),
    rows: rows.filter(({ slo }) => only([slo], tool, name).length > 0),
  });
  return {
    sloth: mapped(sloths, ({ id }) => of('sloth', id)),
    pyrra: mapped(pyrras, ({ name }) => of('pyrra', name)),
    grafana: mapped(grafanas, ({ uuid }) => of('grafana-slo', uuid)),
    generator: mapped(exported, ({ slo }) => of('slo-generator', `${slo.featureName}-${slo.sloName}`)),
    mixin: of('kubernetes-mixin', 'apiserver'),
    documents: {
      openSlo: await alone(openSloDocuments.ratio),
      slothGrouped: await alone(slothDocuments.grouped),
      pyrraGrouped: await alone(pyrraDocuments.grouped),
    },
  };
}

/** A document of which nothing is recorded. */
async function alone(text: string): Promise<Pick<Discovered, 'rows'>> {
  const at = server.settledAtSeconds;
  const { definitions } = readConfigured(text);
  const answers = await askHttp(server.url, planCatalogue(at, definitions));
  const catalogue = readCatalogue(upstream, at, answers, undefined, definitions);
  if (catalogue.state === 'failed') {
    throw new Error(catalogue.failure.message);
  }
  return { rows: await judged(mergeDefinitions(upstream, [], definitions, catalogue.groups)) };
}

async function judged(slos: readonly Slo[]): Promise<SloRow[]> {
  const at = server.settledAtSeconds;
  const request = { fromSeconds: at - 3600, toSeconds: at, trend: false };
  return judgeSlos(request, slos, await askHttp(server.url, planSlos(request, slos)));
}

function mapped<K extends string, T, R>(record: Readonly<Record<K, T>>, map: (value: T) => R): Record<K, R> {
  const entries = Object.entries<T>(record).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(entries) as Record<K, R>;
}

/** A table of Markdown with columns of one width each, as the formatter writes it. */
function markdown(rows: readonly string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [titles = '', ...others] = rows.map(line);
  return [titles, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

test('the README says of every tool what is read of it', () => {
  const table = markdown([
    ['Feature', ...columns.map(([, title]) => title)],
    ...features(recorded).map(({ name, cells }) => [name, ...columns.map(([tool]) => cells[tool] ?? '–')]),
  ]);
  const [, written] = /^(\| Feature {2,}\|(?:.*\n\|)*.*)$/m.exec(readme) ?? [];
  expect(written).toBe(table);
});
