import fc from 'fast-check';
import { parser } from '@prometheus-io/lezer-promql';
import { selector } from '../promql/ast';
import type { Answers, InstantQuery } from './port';
import { partReader, UNION_LABEL, unionQueries } from './union';

function union(count: number): InstantQuery[] {
  const leaves = Array.from({ length: count }, (_, index) => ({ key: `k${index}`, expr: selector(`m${index}`) }));
  return unionQueries('u', leaves, (question) => ({ kind: 'instant', atSeconds: 0, ...question }));
}

/** Depth of the tree of `or` as Prometheus's own grammar reads it, and its number of operands. */
function shape(promql: string): { depth: number; operands: number } {
  let operators = 0;
  let open = 0;
  let depth = 0;
  parser.parse(promql).iterate({
    enter: ({ name }) => {
      if (name === 'BinaryExpr') {
        operators++;
        open++;
        depth = Math.max(depth, open);
      }
      if (name === '⚠') {
        throw new Error(`not PromQL: ${promql}`);
      }
    },
    leave: ({ name }) => {
      open -= name === 'BinaryExpr' ? 1 : 0;
    },
  });
  return { depth, operands: operators + 1 };
}

describe('a union', () => {
  it('asks for one part by itself', () => {
    expect(union(1).map(({ promql }) => promql)).toEqual([`label_replace(m0, "${UNION_LABEL}", "k0", "", "")`]);
  });

  it('is cut above a hundred parts, each cut a balanced tree', () => {
    const queries = union(250);
    expect(queries.map(({ id, promql }) => [id, shape(promql)])).toEqual([
      ['u#0', { depth: 7, operands: 100 }],
      ['u#1', { depth: 7, operands: 100 }],
      ['u#2', { depth: 6, operands: 50 }],
    ]);
  });

  it('asks nothing for no parts', () => {
    expect(union(0)).toEqual([]);
  });

  it('finds every part in the query that holds it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 230 }), (count) => {
        const queries = union(count);
        const answers: Answers = new Map(
          queries.map(({ id, union: { parts } = { id: '', parts: [] } }) => [
            id,
            {
              state: 'ok',
              warnings: [],
              series: parts
                .filter((_, index) => index % 3 !== 0)
                .map(({ key }) => ({
                  labels: { [UNION_LABEL]: key },
                  timesSeconds: [0],
                  values: [Number(key.slice(1))],
                })),
            },
          ])
        );
        const read = partReader(queries, answers);
        for (let index = 0; index < count; index++) {
          const answer = read('u', `k${index}`);
          const expected = (index % 100) % 3 === 0 ? [] : [index];
          expect(answer.state === 'ok' && answer.series.map(({ values }) => values[0])).toEqual(expected);
        }
      }),
      { numRuns: 20 }
    );
  });

  it('tells a refused part, a failed query and a lost one from a part without series', () => {
    const queries = union(101);
    const read = partReader(
      queries,
      new Map([
        [
          'u#0',
          {
            state: 'ok',
            series: [],
            warnings: ['w'],
            refused: new Map([['k5', { cause: 'refused', message: 'duplicate', promql: 'x' }]]),
          },
        ],
        ['u#1', { state: 'failed', message: 'down', cause: 'unavailable' }],
      ])
    );
    expect(read('u', 'k4')).toMatchObject({ state: 'ok', series: [], warning: 'w' });
    expect(read('u', 'k5')).toEqual({
      state: 'failed',
      reason: { kind: 'queryFailed', cause: 'refused', message: 'duplicate', promql: 'x' },
    });
    expect(read('u', 'k100')).toEqual({
      state: 'failed',
      reason: { kind: 'queryFailed', cause: 'unavailable', message: 'down' },
    });
    expect(read('v', 'k1').state).toBe('failed');
    expect(partReader(queries, new Map())('u', 'k1').state).toBe('failed');
  });
});
