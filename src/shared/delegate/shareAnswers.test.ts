import { Observable, of, Subject } from 'rxjs';
import type { Answers, InstantQuery } from '../../core/query/port';
import { SharedAnswers } from './shareAnswers';

const query = (promql: string, atSeconds = 0): InstantQuery => ({ kind: 'instant', id: 'a', promql, atSeconds });
const answers: Answers = new Map([['a', { state: 'ok', series: [], warnings: [] }]]);

/** Answers when it is told to; counts how often it is asked, and how often nobody waits any more. */
function upstream() {
  const answer = new Subject<Answers>();
  const counts = { asked: 0, left: 0 };
  const ask = () =>
    new Observable<Answers>((subscriber) => {
      counts.asked += 1;
      const subscription = answer.subscribe(subscriber);
      return () => {
        counts.left += 1;
        subscription.unsubscribe();
      };
    });
  return { ask, counts, reply: () => (answer.next(answers), answer.complete()) };
}

describe('shared answers', () => {
  it('go to all who ask the same while it is under way', () => {
    const shared = new SharedAnswers();
    const { ask, counts, reply } = upstream();
    const got: Answers[] = [];
    shared.share('eu', [query('up')], ask).subscribe((one) => got.push(one));
    shared.share('eu', [query('up')], ask).subscribe((one) => got.push(one));
    reply();
    expect(counts.asked).toBe(1);
    expect(got).toEqual([answers, answers]);
  });

  it.each([
    ['of another upstream', 'us', query('up')],
    ['of another query', 'eu', query('down')],
    ['of another time', 'eu', query('up', 1)],
  ])('are not those %s', (_, who, other) => {
    const shared = new SharedAnswers();
    const { ask, counts } = upstream();
    shared.share('eu', [query('up')], ask).subscribe();
    shared.share(who, [other], ask).subscribe();
    expect(counts.asked).toBe(2);
  });

  it('are not kept once they are given, nor when they are given at once', () => {
    const shared = new SharedAnswers();
    const { ask, counts, reply } = upstream();
    shared.share('eu', [query('up')], ask).subscribe();
    reply();
    shared.share('eu', [query('up')], ask).subscribe();
    expect(counts.asked).toBe(2);
    let asked = 0;
    const atOnce = () => {
      asked += 1;
      return of(answers);
    };
    shared.share('us', [query('up')], atOnce).subscribe();
    shared.share('us', [query('up')], atOnce).subscribe();
    expect(asked).toBe(2);
  });

  it('are cancelled when the last of those who wait leaves, and asked for anew by the next', () => {
    const shared = new SharedAnswers();
    const { ask, counts } = upstream();
    const first = shared.share('eu', [query('up')], ask).subscribe();
    const second = shared.share('eu', [query('up')], ask).subscribe();
    first.unsubscribe();
    expect(counts.left).toBe(0);
    second.unsubscribe();
    expect(counts.left).toBe(1);
    shared.share('eu', [query('up')], ask).subscribe();
    expect(counts.asked).toBe(2);
  });
});
