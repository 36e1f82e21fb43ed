import fc from 'fast-check';
import { selector } from '../promql/ast';
import { continueBisection, startBisection, type Bisection, type Offenders } from './bisect';
import type { Answer, Answers, InstantQuery, Query } from './port';
import { partReader, unionQueries } from './union';

function union(id: string, count: number): InstantQuery[] {
  const leaves = Array.from({ length: count }, (_, index) => ({
    key: String(index),
    expr: selector(`${id}_${index}`),
  }));
  return unionQueries(id, leaves, (question) => ({ kind: 'instant', atSeconds: 0, ...question }));
}

/** A Prometheus that refuses whatever holds one of these metrics, and answers the key of every part otherwise. */
function upstream(bad: ReadonlySet<string>, cause: 'refused' | 'unavailable' = 'refused') {
  return (query: Query): Answer =>
    [...bad].some((metric) => new RegExp(`\\b${metric}\\b`).test(query.promql))
      ? { state: 'failed', message: 'no', cause }
      : {
          state: 'ok',
          warnings: [],
          series: (query.union?.parts ?? []).map(({ key }) => ({
            labels: { slo_part: key },
            timesSeconds: [0],
            values: [Number(key)],
          })),
        };
}

function run(queries: readonly Query[], answer: (query: Query) => Answer, known: Offenders = new Map()) {
  let state: Bisection = startBisection(queries, known);
  const rounds: number[] = [];
  while (state.pending.length > 0) {
    rounds.push(state.pending.length);
    const answers: Answers = new Map(state.pending.map(({ query }) => [query.id, answer(query)]));
    state = continueBisection(state, answers);
  }
  return { ...state, rounds };
}

describe('bisection', () => {
  it('asks once where nothing is refused', () => {
    const plain: InstantQuery = { kind: 'instant', id: 'plain', promql: 'up', atSeconds: 0 };
    const { rounds, found } = run([...union('a', 150), plain], upstream(new Set()));
    expect(rounds).toEqual([3]);
    expect([...found.keys()]).toEqual(['a#0', 'a#1', 'plain']);
  });

  it('costs nobody but the offenders their numbers, whichever and however many they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.uniqueArray(fc.nat(119), { maxLength: 4 }), (count, hit) => {
        const queries = union('a', count);
        const bad = hit.filter((index) => index < count);
        const { found, rounds, offenders } = run(queries, upstream(new Set(bad.map((index) => `a_${index}`))));
        const read = partReader(queries, found);
        for (let index = 0; index < count; index++) {
          expect(read('a', String(index)).state).toBe(bad.includes(index) ? 'failed' : 'ok');
        }
        expect(rounds.length).toBeLessThanOrEqual(8);
        expect(offenders.size).toBe(bad.length);
      })
    );
  });

  it('isolates one among a hundred in seven rounds more, and does not look for it again', () => {
    const queries = union('a', 100);
    const answer = upstream(new Set(['a_63']));
    const first = run(queries, answer);
    expect(first.rounds).toHaveLength(8);
    const second = run(queries, answer, first.offenders);
    expect(second.rounds).toEqual([1]);
    const read = partReader(queries, second.found);
    expect(read('a', '63')).toEqual({
      state: 'failed',
      reason: {
        kind: 'queryFailed',
        cause: 'refused',
        message: 'no',
        promql: 'label_replace(a_63, "slo_part", "63", "", "")',
      },
    });
    expect(read('a', '62').state).toBe('ok');
  });

  it('knows an offender again whose PromQL is another at every refresh', () => {
    const tail = (seconds: number) =>
      unionQueries<InstantQuery>(
        'tail',
        [{ key: 'k', expr: selector(`bad_${seconds}`), identity: 'tail:bad' }],
        (question) => ({ kind: 'instant', atSeconds: 0, ...question })
      );
    const refusing = (): Answer => ({ state: 'failed', message: 'no', cause: 'refused' });
    const { offenders } = run(tail(300), refusing);
    expect([...offenders]).toEqual([
      ['tail:bad', { cause: 'refused', message: 'no', promql: expect.stringContaining('bad_300') }],
    ]);
    expect(run(tail(301), refusing, offenders).rounds).toEqual([]);
  });

  it('does not halve what was not answered', () => {
    const queries = union('a', 100);
    const { rounds, found, offenders } = run(queries, upstream(new Set(['a_1']), 'unavailable'));
    expect(rounds).toEqual([1]);
    expect(offenders.size).toBe(0);
    expect(partReader(queries, found)('a', '99')).toEqual({
      state: 'failed',
      reason: { kind: 'queryFailed', cause: 'unavailable', message: 'no' },
    });
  });

  it('leaves a query that cannot be halved failed', () => {
    const plain: InstantQuery = { kind: 'instant', id: 'plain', promql: 'a_1', atSeconds: 0 };
    const { rounds, found } = run([plain], upstream(new Set(['a_1'])));
    expect(rounds).toEqual([1]);
    expect(found.get('plain')).toEqual({ state: 'failed', cause: 'refused', message: 'no', promql: 'a_1' });
  });

  it('gives up where everything is refused, with a bounded number of queries', () => {
    const queries = Array.from({ length: 16 }, (_, index) => union(`u${index}_x`, 100)).flat();
    const { rounds } = run(queries, () => ({ state: 'failed', message: 'no', cause: 'refused' }));
    expect(rounds.length).toBeLessThanOrEqual(8);
    expect(Math.max(...rounds)).toBeLessThanOrEqual(66);
  });

  it('keeps a part that got lost on the way failed', () => {
    const queries = union('a', 4);
    const start = startBisection(queries, new Map());
    const done = continueBisection(start, new Map());
    expect(done.pending).toEqual([]);
    expect(partReader(queries, done.found)('a', '2').state).toBe('failed');
  });
});
