import fc from 'fast-check';
import { measured, partial, unmeasured } from './dataState';
import { budgetRisk, rollUp, type MemberEvents, type RollUpMember } from './rollUp';
import { STATUSES, type Status } from './status';

const DAY = 86_400;
const MONTH_AGO = 1_790_000_000 - 30 * DAY;
const unknown = unmeasured('noData', { kind: 'rulesStopped' });
const count = (bad: number, total: number): MemberEvents => ({ state: 'known', bad, total });

interface Placed extends RollUpMember {
  region: string;
}

function slo(name: string, region: string, part: Partial<RollUpMember> = {}): Placed {
  return {
    id: name,
    service: 'shop',
    name,
    region,
    status: 'healthy',
    budgetRemaining: measured(0.5),
    burnRate: 0,
    exhaustionSeconds: Infinity,
    events: count(10, 1000),
    windowStartSeconds: MONTH_AGO,
    ...part,
  };
}

const byRegion = (members: readonly Placed[]) => rollUp(members, ({ region }) => region);

function only(...members: Placed[]) {
  const [group, ...others] = byRegion(members);
  expect(others).toEqual([]);
  return group!;
}

describe('a group', () => {
  it('is as bad as its worst SLO, and counts all', () => {
    const group = only(
      slo('well', 'eu'),
      slo('spent', 'eu', { status: 'breached' }),
      slo('lost', 'eu', { status: 'blind' }),
      slo('well too', 'eu')
    );
    expect(group.status).toBe('blind');
    expect(group.members[0].name).toBe('lost');
    expect(group.counts).toEqual({
      burning: 0,
      blind: 1,
      breached: 1,
      smouldering: 0,
      atRisk: 0,
      noTraffic: 0,
      healthy: 2,
    });
  });

  it('that cannot be seen in part is blind unless something burns', () => {
    expect(only(slo('a', 'eu', { status: 'blind' }), slo('b', 'eu', { status: 'smouldering' })).status).toBe('blind');
    expect(only(slo('a', 'eu', { status: 'blind' }), slo('b', 'eu', { status: 'burning' })).status).toBe('burning');
  });

  it('of SLOs without the label is one of its own', () => {
    const groups = byRegion([slo('a', 'eu'), slo('b', ''), slo('c', '')]);
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['', 2],
      ['eu', 1],
    ]);
  });

  it('weighs every event alike', () => {
    // The mean of 99 % and 50 % would be 74.5 %.
    const { sli, badEvents, totalEvents, countedSlos } = only(
      slo('busy', 'eu', { events: count(100, 9990) }),
      slo('quiet', 'eu', { events: count(5, 10) })
    );
    expect(sli).toEqual({ state: 'known', ratio: expect.closeTo(0.9895, 12) });
    expect({ badEvents, totalEvents, countedSlos }).toEqual({ badEvents: 105, totalEvents: 10_000, countedSlos: 2 });
  });

  it.each<[string, Partial<RollUpMember>, unknown]>([
    ['ratios only', { events: { state: 'ratiosOnly' } }, { kind: 'ratiosOnly', slos: 1 }],
    ['a composite', { events: { state: 'composite' } }, { kind: 'composite', slos: 1 }],
    ['events that were not counted', { events: { state: 'notCounted' } }, { kind: 'notCounted', slos: 1 }],
    ['another window', { windowStartSeconds: MONTH_AGO + 2 * DAY }, { kind: 'differentWindows' }],
  ])('with %s has no SLI, and says why', (_, part, reason) => {
    const group = only(slo('a', 'eu'), slo('b', 'eu', part), slo('c', 'eu'));
    expect(group.sli).toEqual({ state: 'absent', reason });
    expect(group.countedSlos).toBe(part.events ? 2 : 3);
    expect(group.totalEvents).toBe(part.events ? 2000 : 3000);
  });

  it('without an event has no SLI and no share of what was bad', () => {
    expect(only(slo('a', 'eu', { events: count(0, 0) }))).toMatchObject({
      sli: { state: 'absent', reason: { kind: 'noEvents' } },
      badEvents: 0,
      badShare: null,
      trafficShare: null,
    });
  });

  it('whose events nobody knows has no numbers of events, which are not zero', () => {
    const [, eu] = byRegion([
      slo('a', 'us', { status: 'burning' }),
      slo('b', 'eu', { events: { state: 'ratiosOnly' } }),
    ]);
    expect(eu).toMatchObject({ name: 'eu', badEvents: null, totalEvents: null, badShare: null, trafficShare: null });
  });

  it('is told with its share of what was bad against its share of the traffic', () => {
    const shares = byRegion([
      slo('a', 'eu', { events: count(60, 9000) }),
      slo('b', 'us', { events: count(40, 1000) }),
    ]).map(({ name, badShare, trafficShare }) => [name, badShare, trafficShare]);
    expect(shares).toEqual([
      ['eu', 0.6, 0.9],
      ['us', 0.4, 0.1],
    ]);
  });

  it('tells the least budget that is known, and whose it is', () => {
    const group = only(
      slo('lost', 'eu', { status: 'blind', budgetRemaining: unknown }),
      slo('a', 'eu', { budgetRemaining: measured(0.3) }),
      slo('b', 'eu', { budgetRemaining: measured(0.8) })
    );
    expect(group.leastBudget?.name).toBe('a');
    expect(group.budgetRemaining).toEqual(measured(0.3));
    expect(group.budgetsUnknown).toBe(1);
    expect(only(slo('lost', 'eu', { budgetRemaining: unknown })).leastBudget).toBeNull();
  });

  it('tells the fastest burn and the soonest end of its SLOs', () => {
    const group = only(
      slo('lost', 'eu', { burnRate: null, exhaustionSeconds: null }),
      slo('a', 'eu', { burnRate: 3, exhaustionSeconds: 2 * DAY }),
      slo('b', 'eu', { burnRate: 7, exhaustionSeconds: 9 * DAY })
    );
    expect(group).toMatchObject({ burnRate: 7, exhaustionSeconds: 2 * DAY });
  });
});

describe('a budget', () => {
  const youngReason = { kind: 'windowNotCovered', coverageRatio: 0.5 } as const;
  it.each([
    ['atRisk', measured(0.09), Infinity],
    ['safe', measured(0.1), Infinity],
    ['atRisk', measured(0.8), 7 * DAY],
    ['safe', measured(0.8), 7 * DAY + 1],
    ['safe', measured(0.8), null],
    ['atRisk', measured(-3), 0],
    ['unknown', unknown, null],
    // Half of the window was seen: had the other half been without failure, 40 % would be left, and in the next case nothing.
    ['unknown', partial(-0.2, youngReason, 0.5), 0],
    ['atRisk', partial(-1, youngReason, 0.5), 0],
    ['safe', partial(0.5, youngReason, 0.95), Infinity],
  ] as const)('is %s: %j', (risk, budgetRemaining, exhaustionSeconds) => {
    expect(budgetRisk({ budgetRemaining, exhaustionSeconds })).toBe(risk);
  });
});

describe('groups', () => {
  const events = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.nat(1e6), fc.nat(1e6)).map(([bad, good]) => count(bad / 7, (bad + good) / 7)) },
    { weight: 1, arbitrary: fc.constantFrom<MemberEvents>({ state: 'ratiosOnly' }, { state: 'composite' }) }
  );
  const member = fc.record({
    region: fc.constantFrom('', 'eu', 'us', 'constructor'),
    status: fc.constantFrom<Status>(...STATUSES),
    budgetRemaining: fc.option(fc.double({ min: -5, max: 1, noNaN: true })),
    exhaustionSeconds: fc.option(fc.constantFrom(0, DAY, Infinity)),
    events,
  });
  const members = fc.array(member, { maxLength: 15 }).map((all) =>
    all.map(({ region, budgetRemaining, ...part }, index) =>
      slo(`slo-${index}`, region, {
        ...part,
        budgetRemaining: budgetRemaining === null ? unknown : measured(budgetRemaining),
      })
    )
  );

  it('do not depend on how the SLOs came', () => {
    const permuted = members.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    );
    fc.assert(fc.property(permuted, ([all, shuffled]) => expect(byRegion(shuffled)).toEqual(byRegion(all))));
  });

  it('add up to the whole, with every SLO in exactly one', () => {
    fc.assert(
      fc.property(members, (all) => {
        const groups = byRegion(all);
        const sum = (values: Array<number | null>) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        const ids = groups.flatMap((group) => group.members.map(({ id }) => id));
        expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { name, members: own } of groups) {
          expect(own.every(({ region }) => region === name)).toBe(true);
        }
        for (const status of STATUSES) {
          const expected = all.filter((one) => one.status === status).length;
          expect(sum(groups.map(({ counts }) => counts[status]))).toBe(expected);
        }
        const known = all.flatMap(({ events }) => (events.state === 'known' ? [events] : []));
        const bad = sum(known.map((one) => one.bad));
        expect(sum(groups.map(({ countedSlos }) => countedSlos))).toBe(known.length);
        expect(sum(groups.map(({ badEvents }) => badEvents))).toBeCloseTo(bad, 3);
        expect(sum(groups.map(({ badShare }) => badShare))).toBeCloseTo(bad > 0 ? 1 : 0, 9);
      })
    );
  });
});
