import { NEVER, of, Subject, throwError, timer, map } from 'rxjs';
import type { RulesAnswer } from '../core/rules/rules';
import { UpstreamRules } from './upstreamRules';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const rules: RulesAnswer = { state: 'ok', groups: [] };
const newRules: RulesAnswer = { state: 'ok', groups: [{ name: 'new', file: '', rules: [] }] };

function unreadable(cause: 'forbidden' | 'missing' | 'unavailable' | 'malformed'): RulesAnswer {
  return { state: 'unreadable', cause, message: '' };
}

describe('the rules of upstreams', () => {
  it('are asked for at every reading, since they change', async () => {
    const ask = jest.fn().mockReturnValueOnce(of(rules)).mockReturnValueOnce(of(newRules));
    const upstreamRules = new UpstreamRules(ask, () => 0);
    expect([await upstreamRules.read(upstream), await upstreamRules.read(upstream)]).toEqual([rules, newRules]);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['forbidden', 300_000],
    ['missing', 300_000],
    ['malformed', 300_000],
    ['unavailable', 60_000],
  ] as const)('are left alone for a while where they are %s', async (cause, milliseconds) => {
    let now = 0;
    const ask = jest.fn(() => of(now === 0 ? unreadable(cause) : rules));
    const upstreamRules = new UpstreamRules(ask, () => now);
    await upstreamRules.read(upstream);
    now = milliseconds - 1;
    expect(await upstreamRules.read(upstream)).toEqual(unreadable(cause));
    expect(ask).toHaveBeenCalledTimes(1);
    now = milliseconds;
    expect(await upstreamRules.read(upstream)).toEqual(rules);
    expect(await upstreamRules.read({ ...upstream, uid: 'other' })).toEqual(rules);
  });

  it('are asked for once while they are under way, for each upstream', async () => {
    const answers = new Map([
      ['prom', new Subject<RulesAnswer>()],
      ['other', new Subject<RulesAnswer>()],
    ]);
    const ask = jest.fn(({ uid }: { uid: string }) => answers.get(uid)!);
    const upstreamRules = new UpstreamRules(ask, () => 0);
    const read = [upstream, upstream, { ...upstream, uid: 'other' }].map((one) => upstreamRules.read(one));
    expect(ask.mock.calls.map(([{ uid }]) => uid)).toEqual(['prom', 'other']);
    answers.get('other')!.next(newRules);
    answers.get('prom')!.next(rules);
    expect(await Promise.all(read)).toEqual([rules, rules, newRules]);
  });

  it('may be asked for again after a question that broke', async () => {
    const ask = jest
      .fn()
      .mockReturnValueOnce(throwError(() => new Error('broken')))
      .mockReturnValueOnce(of(rules));
    const upstreamRules = new UpstreamRules(ask, () => 0);
    await expect(upstreamRules.read(upstream)).rejects.toThrow('broken');
    expect(await upstreamRules.read(upstream)).toEqual(rules);
  });

  it('of before serve for ten minutes while an upstream does not answer', async () => {
    let now = 0;
    const ask = jest.fn(() => of(now === 0 ? rules : unreadable('unavailable')));
    const upstreamRules = new UpstreamRules(ask, () => now);
    await upstreamRules.read(upstream);
    now = 599_999;
    expect(await upstreamRules.read(upstream)).toEqual(rules);
    expect(ask).toHaveBeenCalledTimes(2);
    now = 600_000;
    expect(await upstreamRules.read(upstream)).toEqual(unreadable('unavailable'));
  });

  it('of before are not told where nobody may read them any more', async () => {
    const ask = jest
      .fn()
      .mockReturnValueOnce(of(rules))
      .mockReturnValueOnce(of(unreadable('forbidden')));
    const upstreamRules = new UpstreamRules(ask, () => 0);
    await upstreamRules.read(upstream);
    expect(await upstreamRules.read(upstream)).toEqual(unreadable('forbidden'));
  });
});

describe('an upstream that is slow to tell its rules', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is waited for no longer than three seconds', async () => {
    const settled = jest.fn();
    void new UpstreamRules(() => NEVER, Date.now).read(upstream).then(settled);
    await jest.advanceTimersByTimeAsync(2999);
    expect(settled).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(unreadable('unavailable'));
  });

  it('is not asked again meanwhile, and what it says serves the next readings', async () => {
    const ask = jest.fn(() => timer(5000).pipe(map(() => rules)));
    const upstreamRules = new UpstreamRules(ask, Date.now);
    const reading = async () => {
      const answer = upstreamRules.read(upstream);
      await jest.advanceTimersByTimeAsync(3000);
      return answer;
    };
    expect(await reading()).toEqual(unreadable('unavailable'));
    // It answers two seconds into this one.
    expect(await reading()).toEqual(rules);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(await reading()).toEqual(rules);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('leaves no timer behind once it has answered', async () => {
    await new UpstreamRules(() => of(rules), Date.now).read(upstream);
    expect(jest.getTimerCount()).toBe(0);
  });
});
