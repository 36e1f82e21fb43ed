import { EMPTY, lastValueFrom, of, toArray } from 'rxjs';
import { selector } from '../../core/promql/ast';
import type { Answers, InstantQuery, Query } from '../../core/query/port';
import { partReader, unionQueries } from '../../core/query/union';
import { askParts, Offenders } from './askParts';

const leaves = Array.from({ length: 100 }, (_, index) => ({ key: String(index), expr: selector(`m${index}`) }));
const queries = ['a', 'b'].flatMap((id) =>
  unionQueries<InstantQuery>(id, leaves, (question) => ({ kind: 'instant', atSeconds: 0, ...question }))
);

/** Refuses whatever holds one metric; counts the requests. */
function upstream(bad = /\bm42\b/) {
  const requests: number[] = [];
  const ask = (asked: readonly Query[]) => {
    requests.push(asked.length);
    const answers: Answers = new Map(
      asked.map(({ id, promql }) => [
        id,
        bad.test(promql)
          ? { state: 'failed', message: 'duplicate series', cause: 'refused' }
          : { state: 'ok', series: [], warnings: [] },
      ])
    );
    return of(answers);
  };
  return { ask, requests };
}

describe('asking in parts', () => {
  it('answers once, after a bounded number of requests, and with one request from then on', async () => {
    let now = 0;
    const offenders = new Offenders(() => now);
    const { ask, requests } = upstream();
    const answers = await lastValueFrom(askParts(queries, offenders, ask).pipe(toArray()));
    expect(answers).toHaveLength(1);
    // Two columns of a hundred: each round halves both in one request.
    expect(requests).toEqual([2, 4, 4, 4, 4, 4, 4, 4]);
    const read = partReader(queries, answers[0]!);
    expect(read('a', '42').state).toBe('failed');
    expect(read('b', '41').state).toBe('ok');

    requests.length = 0;
    const again = await lastValueFrom(askParts(queries, offenders, ask));
    expect(requests).toEqual([2]);
    expect(partReader(queries, again)('b', '42')).toMatchObject({
      state: 'failed',
      reason: { message: 'duplicate series' },
    });

    now = 5 * 60_000;
    requests.length = 0;
    await lastValueFrom(askParts(queries, offenders, upstream(/nothing/).ask));
    await lastValueFrom(askParts(queries, offenders, ask));
    expect(requests).toHaveLength(8);
  });

  it('asks once where nothing is refused', async () => {
    const { ask, requests } = upstream(/nothing/);
    await lastValueFrom(askParts(queries, new Offenders(), ask));
    expect(requests).toEqual([2]);
  });

  it('answers nothing asked at once, and gives no answer when it was cancelled', async () => {
    const { ask } = upstream();
    expect(await lastValueFrom(askParts([], new Offenders(), ask).pipe(toArray()))).toEqual([new Map()]);
    expect(await lastValueFrom(askParts(queries, new Offenders(), () => EMPTY).pipe(toArray()))).toEqual([]);
  });
});
