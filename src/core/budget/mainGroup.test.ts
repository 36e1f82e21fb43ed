import fc from 'fast-check';
import { carrier, mainGroup, type GroupCount } from './mainGroup';

const group = (value: string, bad: number, total: number): GroupCount => ({ value, bad, total });

describe('the main group', () => {
  it('is not the biggest one, but the one with more of the bad events than of the traffic', () => {
    // The big region has most bad events, because it has most of all.
    expect(mainGroup([group('big', 60, 9000), group('small', 40, 1000)])).toEqual({
      value: 'small',
      badRatio: 0.4,
      trafficRatio: 0.1,
    });
  });

  it('is none where all fail alike', () => {
    expect(mainGroup([group('eu', 620, 6000), group('us', 380, 4000)])).toBeNull();
  });

  it('may be the biggest one, where hardly anything failed elsewhere', () => {
    // 4 % against 0.1 %: 2,000 bad events are 99.8 % of them in 95 % of the traffic.
    expect(mainGroup([group('eu', 2000, 50_000), group('us', 3, 2600)])).toMatchObject({ value: 'eu' });
  });

  it('is none where chance would do: of eight bad events half the traffic may well have seven', () => {
    expect(mainGroup([group('eu', 7, 5000), group('us', 1, 5000)])).toBeNull();
    expect(mainGroup([group('eu', 70, 5000), group('us', 10, 5000)])).toMatchObject({ value: 'eu' });
  });

  it('is none where nothing is told apart or nothing failed', () => {
    expect(mainGroup([group('eu', 100, 100)])).toBeNull();
    expect(mainGroup([group('eu', 0, 100), group('us', 0, 100)])).toBeNull();
    expect(mainGroup([])).toBeNull();
    expect(mainGroup([group('eu', 100, 100), group('gone', 0, 0)])).toBeNull();
  });
});

describe('the version that served what was bad', () => {
  it('is the one that stands out, and not the one that serves most', () => {
    expect(carrier([group('1.0', 60, 9500), group('1.1', 40, 500)])).toMatchObject({ value: '1.1', badRatio: 0.4 });
  });

  it('is the one that had replaced all others', () => {
    expect(carrier([group('1.1', 100, 1000)])).toEqual({ value: '1.1', badRatio: 1, trafficRatio: 1 });
    expect(carrier([group('1.0', 1, 20), group('1.1', 99, 980)])).toMatchObject({ value: '1.1', badRatio: 0.99 });
  });

  it('is none where several served it alike', () => {
    expect(carrier([group('1.0', 34, 340), group('1.1', 33, 330), group('1.2', 33, 330)])).toBeNull();
  });
});

describe('of any groups', () => {
  const counts = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((pairs) => pairs.map(([bad, good], index) => group(String(index), bad, bad + good)));

  it('the main one fails more often than the whole, in whatever order they come', () => {
    let found = 0;
    fc.assert(
      fc.property(counts, (groups) => {
        const main = mainGroup(groups);
        expect(mainGroup([...groups].reverse())?.badRatio).toBe(main?.badRatio);
        if (!main) {
          return;
        }
        found += 1;
        const own = groups.find(({ value }) => value === main.value)!;
        const sum = (of: (one: GroupCount) => number) => groups.reduce((all, one) => all + of(one), 0);
        expect(own.bad / own.total).toBeGreaterThan(sum(({ bad }) => bad) / sum(({ total }) => total));
      })
    );
    expect(found).toBeGreaterThan(10);
  });

  it('is the one that alone failed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 8 }),
        fc.nat(),
        (totals, which) => {
          const hit = which % totals.length;
          const all = totals.reduce((sum, total) => sum + total, 0);
          fc.pre(totals[hit]! / all <= 0.98);
          const groups = totals.map((total, index) => group(String(index), index === hit ? 1000 : 0, 1000 * total));
          expect(mainGroup(groups)).toMatchObject({ value: String(hit), badRatio: 1 });
        }
      )
    );
  });
});
