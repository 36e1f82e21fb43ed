/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfigured } from './read';

const repoRoot = path.resolve(__dirname, '..', '..', '..');
const files = readdirSync(path.join(repoRoot, 'examples'))
  .filter((file) => file.endsWith('.yaml'))
  .sort();
/** Of what the demo releases. */
const policies = ['releases/catering-canary.yaml', 'releases/loyalty-canary.yaml'];
const textOf = (file: string) => readFileSync(path.join(repoRoot, 'examples', file), 'utf8');

test('there are examples of every kind of SLI', () => {
  expect(files).toEqual([
    'availability-bad-total.yaml',
    'availability-good-total.yaml',
    'calendar-month.yaml',
    'latency-threshold.yaml',
    'pyrra-availability.yaml',
    'slo-generator-availability.yaml',
    'sloth-availability.yaml',
  ]);
});

describe.each(files)('the example %s', (file) => {
  it('defines an SLO without a problem', () => {
    const { definitions, problems } = readConfigured(textOf(file));
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
  });

  it('stands in the README as it is', () => {
    expect(readFileSync(path.join(repoRoot, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${textOf(file)}\`\`\``);
  });
});

test('the demo is provisioned with all of them', () => {
  const file = readFileSync(path.join(repoRoot, 'demo', 'datasources', 'reliability.yaml'), 'utf8');
  const { datasources } = parse(file) as { datasources: Array<{ type: string; jsonData: { documents?: string } }> };
  const provisioned = datasources.find(({ type }) => type === 'reliability-slo-datasource')?.jsonData.documents;
  // As Grafana writes a dollar in provisioned text.
  const texts = provisioned?.replaceAll('$$', '$').split('---\n');
  expect(texts?.sort()).toEqual([...files, ...policies].map(textOf).sort());
});
