import { of } from 'rxjs';
import type { RulesAnswer } from '../core/rules/rules';
import { UpstreamRules } from './upstreamRules';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const rules: RulesAnswer = { state: 'ok', groups: [] };

function unreadable(cause: 'forbidden' | 'missing' | 'unavailable' | 'malformed'): RulesAnswer {
  return { state: 'unreadable', cause, message: '' };
}

describe('the rules of upstreams', () => {
  it('are asked for at every reading, since they change', async () => {
    const ask = jest.fn(() => of(rules));
    const upstreamRules = new UpstreamRules(ask, () => 0);
    expect([await upstreamRules.read(upstream), await upstreamRules.read(upstream)]).toEqual([rules, rules]);
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
});
