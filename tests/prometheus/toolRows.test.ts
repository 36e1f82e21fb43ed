import fc from 'fast-check';
import { judgeSlos } from '../../src/core/query/slos/judge';
import type { Answer, Answers } from '../../src/core/query/port';
import { planSlos } from '../../src/core/query/slos/plan';
import type { SloRow } from '../../src/core/query/slos/row';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import { toolRows } from '../../demo/tool-slos';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

const history = demoHistory();
let rows: SloRow[];
let at: number;
let answers: Answers;

beforeAll(async () => {
  at = history.anchorSeconds;
  answers = await askHttp(history.url, planCatalogue(at));
  const catalogue = readCatalogue(upstream, at, answers);
  if (catalogue.state === 'failed' || catalogue.failures.length > 0) {
    throw new Error(JSON.stringify(catalogue));
  }
  const request = { fromSeconds: at - 86_400, toSeconds: at, trend: false };
  rows = judgeSlos(request, catalogue.slos, await askHttp(history.url, planSlos(request, catalogue.slos)));
}, 300_000);

/** Pyrra's rows need its rules, which nobody evaluates on this history. */
const own = toolRows.filter(({ tool }) => tool !== 'pyrra');

test.each(own.map((row) => [row.id, row] as const))('%s is a row with the SLI that its events have', (_, wanted) => {
  const found = rows.filter(
    ({ slo }) =>
      slo.tool === wanted.tool &&
      slo.service === wanted.service &&
      slo.name === wanted.name &&
      Object.entries(wanted.groups).every(([name, value]) => slo.labels[name] === value)
  );
  expect(found).toHaveLength(1);
  const { total, bad } = history.truth.eventCounts(wanted.id, at - wanted.windowSeconds, at);
  const sli = found[0]?.sli.value ?? NaN;
  // Rules extrapolate and look back from the end of their own step: to 3 % of the bad ones.
  expect(Math.abs(((1 - sli) * total) / bad - 1)).toBeLessThan(0.03);
});

test('any order of series gives the same SLOs of all tools', () => {
  const read = (of: Answers) => {
    const catalogue = readCatalogue(upstream, at, of);
    return catalogue.state === 'ok' ? catalogue.slos.sort((a, b) => (a.id < b.id ? -1 : 1)) : [];
  };
  const expected = read(answers);
  expect(new Set(expected.map(({ tool }) => tool)).size).toBe(5);
  expect(new Set(expected.map(({ id }) => id)).size).toBe(expected.length);
  const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 400, maxLength: 400 });
  fc.assert(
    fc.property(order, (ranks) => {
      const shuffled = [...answers].map(([id, answer]): [string, Answer] => {
        if (answer.state !== 'ok') {
          return [id, answer];
        }
        const ranked = answer.series.map((series, index) => ({ series, rank: ranks[index % ranks.length] ?? 0 }));
        return [id, { ...answer, series: ranked.sort((a, b) => a.rank - b.rank).map(({ series }) => series) }];
      });
      expect(read(new Map(shuffled))).toEqual(expected);
    }),
    { numRuns: 20 }
  );
});
