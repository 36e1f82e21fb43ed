import type { GroupOfEvents, SloBreakdown } from '../../core/query/breakdown/breakdown';
import { judgedSlo } from '../../core/query/testing';
import { breakdownFrame } from './breakdown';

const group = (part: Partial<GroupOfEvents>): GroupOfEvents => ({
  label: 'region',
  value: 'eu',
  bad: 3,
  total: 12,
  badRatio: 0.75,
  trafficRatio: 0.4,
  standsOut: true,
  ...part,
});

const told = (name: string, groups: GroupOfEvents[], leftOut = 0): SloBreakdown => ({
  state: 'ok',
  slo: judgedSlo(name),
  groups,
  leftOut,
});

const notices = (...all: SloBreakdown[]) => breakdownFrame('A', all).meta?.notices?.map(({ text }) => text);

it('has a row per group, with its shares and the share of its own events that were good', () => {
  const { fields, meta } = breakdownFrame('A', [told('a', [group({}), group({ value: '', bad: 0, total: 0 })])]);
  const values = Object.fromEntries(fields.map((field) => [field.name, field.values]));
  expect(values).toMatchObject({
    slo: ['a', 'a'],
    label: ['region', 'region'],
    group: ['eu', 'without region'],
    standsOut: [true, true],
    badShare: [0.75, 0.75],
    trafficShare: [0.4, 0.4],
    sli: [0.75, null],
    bad: [3, 0],
    total: [12, 0],
  });
  expect(meta?.custom).toEqual({ schema: 'reliability-scorecard/breakdown', version: 1 });
});

it('says where nothing tells groups apart, what is left out, and what could not be told', () => {
  expect(notices(told('a', []))).toEqual([expect.stringMatching(/^orders \/ a: its events carry none of.*region/)]);
  expect(notices(told('a', [group({})], 3))).toEqual([
    'orders / a: 3 more groups are not told, those that stand out the least.',
  ]);
  expect(notices({ state: 'absent', slo: judgedSlo('a'), absence: { kind: 'eventsUnknown' } })).toEqual([
    expect.stringContaining('orders / a: how many events it had is not known'),
  ]);
  expect(notices(told('a', [group({})]))).toEqual([]);
});
