import fc from 'fast-check';
import { compositeBurn, leastBurn, type MemberBurn } from './composite';
import { measured, unmeasured, type Measured } from './dataState';

function member(name: string, weight: number, burn: Measured | number): MemberBurn {
  return { name, weight, burn: typeof burn === 'number' ? measured(burn) : burn };
}

const gone = unmeasured('noData', { kind: 'seriesMissing', metric: 'x_total' });
const refused = unmeasured('error', { kind: 'queryFailed', cause: 'refused', message: 'refused' });
const idle = unmeasured('noTraffic', { kind: 'noEvents' });
const young: Measured = {
  state: 'partial',
  value: 0.2,
  coverageRatio: 0.5,
  sinceSeconds: 1000,
  reason: { kind: 'youngerThanWindow', coverageRatio: 0.5, sinceSeconds: 1000 },
};

describe('the burn of a composite', () => {
  it.each<[string, MemberBurn[], number]>([
    ['adds up that of its members, because weights are no shares', [member('a', 1, 0.25), member('b', 1, 0.5)], 0.75],
    ['multiplies each by its weight', [member('a', 0.5, 0.5), member('b', 3, 2)], 6.25],
    ['of one member of weight 1 is that of the member', [member('a', 1, 0.4)], 0.4],
    ['takes nothing from a member without traffic', [member('a', 1, 0.4), member('b', 100, idle)], 0.4],
  ])('%s', (_, members, expected) => {
    expect(compositeBurn(members)).toEqual({ state: 'measured', value: expect.closeTo(expected, 12) });
  });

  it('is unknown where one member cannot be seen, with the reason and whose it is', () => {
    expect(compositeBurn([member('a', 1, 0.1), member('b', 1, gone)])).toEqual({
      state: 'noData',
      value: null,
      reason: { kind: 'ofMember', member: 'b', reason: gone.reason },
    });
    expect(compositeBurn([member('a', 1, gone), member('b', 1, refused)])).toMatchObject({
      state: 'error',
      reason: { member: 'b' },
    });
  });

  it('is covered as little as the member that is covered least', () => {
    const other: Measured = { ...young, coverageRatio: 0.8 };
    expect(compositeBurn([member('a', 1, 0.1), member('b', 1, other), member('c', 2, young)])).toEqual({
      ...young,
      value: expect.closeTo(0.7, 12),
      reason: { kind: 'ofMember', member: 'c', reason: young.reason },
    });
  });

  it('has no traffic where no member has any', () => {
    expect(compositeBurn([member('a', 1, idle), member('b', 1, idle)])).toMatchObject({
      state: 'noTraffic',
      value: null,
    });
  });

  it('is at least that of the members that can be seen', () => {
    const seen = [member('a', 2, 10), member('b', 1, idle)];
    expect(leastBurn(seen)).toBeNull();
    expect(leastBurn([...seen, member('c', 1, gone)])).toEqual({
      state: 'partial',
      value: 20,
      reason: { kind: 'memberUnseen', member: 'c' },
    });
    expect(leastBurn([member('b', 1, idle), member('c', 1, gone)])).toBeNull();
  });
});

describe('whatever the members', () => {
  const weight = fc.double({ min: 0.001, max: 1000, noNaN: true });
  const burn = fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: 0, max: 1000, noNaN: true }).map(measured) },
    fc.constantFrom(gone, refused, idle, young)
  );
  const members = fc.array(
    fc.tuple(weight, burn).map(([factor, one]) => member('m', factor, one)),
    { minLength: 1, maxLength: 6 }
  );

  it('their order does not matter', () => {
    fc.assert(
      fc.property(members, (some) => {
        const one = compositeBurn(some);
        const other = compositeBurn([...some].reverse());
        expect(other.state).toBe(one.state);
        expect(other.coverageRatio).toBe(one.coverageRatio);
        expect(other.value === null).toBe(one.value === null);
        const size = Math.max(1, Math.abs(one.value ?? 0));
        expect(Math.abs((other.value ?? 0) - (one.value ?? 0)) / size).toBeLessThan(1e-12);
      })
    );
  });

  it('more errors of any member never make it burn less', () => {
    fc.assert(
      fc.property(members, fc.nat(), fc.double({ min: 0, max: 1000, noNaN: true }), (some, pick, more) => {
        const index = pick % some.length;
        const worse = some.map((one, at) =>
          at === index && one.burn.value !== null
            ? { ...one, burn: { ...one.burn, value: one.burn.value + more } }
            : one
        );
        const [before, after] = [compositeBurn(some), compositeBurn(worse)];
        expect(after.state).toBe(before.state);
        expect(after.value ?? 0).toBeGreaterThanOrEqual(before.value ?? 0);
      })
    );
  });

  it('one that bears all the weight is the composite', () => {
    fc.assert(
      fc.property(members, fc.double({ min: 0, max: 1000, noNaN: true }), (some, own) => {
        const others = some.map((one) => ({ ...one, weight: 0, burn: one.burn.value === null ? idle : one.burn }));
        expect(compositeBurn([...others, member('all', 1, own)]).value).toBe(own);
      })
    );
  });
});
