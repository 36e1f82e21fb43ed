/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { mergeDefinitions } from '../../core/slo/merge';
import { readConfigured } from './read';

const folder = path.resolve(__dirname, '..', '..', '..', 'examples');
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'));
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

/** The SLOs by their ids, without the order in which they came. */
function slosOf(documents: readonly string[]) {
  const { definitions, problems } = readConfigured(documents);
  expect(problems).toEqual([]);
  return mergeDefinitions(upstream, [], definitions).sort((a, b) => (a.id < b.id ? -1 : 1));
}

test('any order of documents gives the same SLOs', () => {
  const expected = slosOf(texts);
  expect(expected.length).toBeGreaterThanOrEqual(texts.length);
  fc.assert(
    fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => {
      expect(slosOf(shuffled)).toEqual(expected);
    }),
    { numRuns: 30 }
  );
});
