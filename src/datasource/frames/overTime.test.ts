import type { DataFrame } from '@grafana/data';
import { measured, partial, unmeasured } from '../../core/budget/dataState';
import type { BurnRates } from '../../core/query/burnRates/judge';
import type { JudgedSlo } from '../../core/query/judgedSlo';
import type { GroupsOverTime } from '../../core/query/overTime/groups';
import type { OverTime } from '../../core/query/overTime/judge';
import type { Spent } from '../../core/query/spent/judge';
import { judgedSlo } from '../../core/query/testing';
import { burnRateFrames } from './burnRates';
import { eventsFrames, groupFrames, sliFrames } from './overTime';
import { complianceFrame, spentFrames } from './spent';

const AT = 497_222 * 3600;

function slo(name: string): JudgedSlo {
  return judgedSlo(name, {
    labels: { region: 'eu' },
    pairs: [
      { severity: 'page', shortSeconds: 300, longSeconds: 3600, factor: 14.4 },
      { severity: 'ticket', shortSeconds: 7200, longSeconds: 86_400, factor: 3 },
    ],
  });
}

const stretch = { startSeconds: AT, slotSeconds: 300, slots: 3 };
const slots = [{ bad: 5, total: 100 }, { bad: 0, total: 0 }, null];
const counted: OverTime = { state: 'ok', slo: slo('a'), weighs: 'events', stretch, slots };
const ratios: OverTime = { state: 'ok', slo: slo('b'), weighs: 'slots', stretch, slots };
const absent: OverTime = { state: 'absent', slo: slo('c'), absence: { kind: 'tooMany' } };

const values = ({ fields }: DataFrame) => Object.fromEntries(fields.map((field) => [field.name, field.values]));
const notices = (frames: DataFrame[]) => frames[0]?.meta?.notices?.map(({ text }) => text);

it('the SLI has a gap where there was no traffic or no number, and the objective beside it', () => {
  const [frame] = sliFrames('A', [counted]);
  expect(values(frame!)).toEqual({
    time: [(AT + 300) * 1000, (AT + 600) * 1000, (AT + 900) * 1000],
    sli: [0.95, null, null],
    objective: [0.99, 0.99, 0.99],
  });
  expect(frame!.fields.map(({ config }) => config.displayNameFromDS)).toEqual([
    undefined,
    'orders / a',
    'orders / a: objective',
  ]);
});

it('events are told where they are known, and nobody makes events of ratios', () => {
  const frames = eventsFrames('A', [counted, ratios, absent]);
  expect(frames).toHaveLength(1);
  expect(values(frames[0]!)).toMatchObject({ good: [95, 0, null], bad: [5, 0, null], total: [100, 0, null] });
  expect(notices(frames)).toEqual([
    '1 SLO is left out, because it would take too many samples: orders / c. Choose fewer services or SLOs, or a shorter range or window.',
    'orders / b: how many events it had is not known. An SLO document that says how to count them tells it.',
    'Each point tells the 5m before it. By events: every event weighs the same.',
  ]);
});

it('says why nothing is drawn where nothing is', () => {
  const frames = eventsFrames('A', [ratios]);
  expect(frames.map(({ fields }) => fields)).toEqual([[]]);
  expect(notices(frames)).toHaveLength(1);
  expect(eventsFrames('A', [])).toEqual([]);
});

const burning: BurnRates = {
  slo: slo('a'),
  pairs: slo('a').pairs,
  lines: [{ windowSeconds: 300, worst: true, points: [{ timeSeconds: AT, value: 20 }] }],
  absence: null,
};
const request = { fromSeconds: AT - 3600, toSeconds: AT, stepSeconds: 600 };

it('burn rates are named by their windows, and the burn rates that fire stand beside them', () => {
  const frames = burnRateFrames('A', request, [burning]);
  expect(frames.map(({ fields }) => fields.map(({ config }) => config.displayNameFromDS))).toEqual([
    [undefined, '5m'],
    [undefined, 'page above 14.4', 'ticket above 3'],
  ]);
  expect(frames[0]!.fields[1]!.labels).toEqual({ region: 'eu', service: 'orders', slo: 'a', window: '5m' });
  expect(frames[1]!.fields.map((field) => field.values)).toEqual([
    [(AT - 3600) * 1000, AT * 1000],
    [14.4, 14.4],
    [3, 3],
  ]);
  expect(notices(frames)).toEqual([
    'Windows shorter than the 10m between two points (5m) tell the worst burn rate since the point before.',
  ]);
});

it('burn rates of several SLOs carry their names', () => {
  const silent: BurnRates = { slo: slo('b'), pairs: [], lines: [], absence: { kind: 'stopped' } };
  const frames = burnRateFrames('A', request, [{ ...burning, slo: slo('a') }, silent]);
  expect(frames[0]!.fields[1]!.config.displayNameFromDS).toBe('orders / a: 5m');
  expect(notices(frames)![0]).toBe('orders / b: its SLI is no longer recorded.');
});

const month = (start: number) => ({ startSeconds: start, endSeconds: start + 30 * 86_400 });
const spent: Extract<Spent, { state: 'ok' }> = {
  state: 'ok',
  slo: slo('a'),
  weighs: 'events',
  periods: [
    { ...month(AT), running: false, bad: 20, total: 1000, errorRatio: measured(0.02), spentRatio: 0.4 },
    {
      ...month(AT + 30 * 86_400),
      running: true,
      bad: 1,
      total: 1000,
      errorRatio: partial(0.001, { kind: 'windowNotCovered', coverageRatio: 0.95 }, 0.95),
      spentRatio: 0.02,
    },
  ],
};

it('what days have spent are bars at their starts', () => {
  const frames = spentFrames('A', [spent]);
  expect(values(frames[0]!)).toEqual({ time: [AT * 1000, (AT + 30 * 86_400) * 1000], spent: [0.4, 0.02] });
});

it('compliance tells the newest month first, and events only where they are known', () => {
  const bySlots: Spent = { ...spent, weighs: 'slots', slo: slo('b') };
  const frame = complianceFrame('A', [
    spent,
    bySlots,
    { state: 'absent', slo: slo('c'), absence: { kind: 'noEvents' } },
  ]);
  expect(values(frame)).toMatchObject({
    slo: ['a', 'b', 'a', 'b'],
    compliance: ['kept', 'kept', 'missed', 'missed'],
    running: [true, true, false, false],
    sli: [0.999, 0.999, 0.98, 0.98],
    bad: [1, null, 20, null],
    coverage: [0.95, 0.95, 1, 1],
  });
  expect(values(frame)['budgetRemaining']).toEqual([0.9, 0.9, -1, -1].map((value) => expect.closeTo(value, 9)));
  expect(frame.meta?.notices?.map(({ text }) => text)).toEqual(['orders / c: no events were counted in its window.']);
});

it('the SLI of groups is a line per group, named by its value, and one for the objective', () => {
  const told: GroupsOverTime = {
    state: 'ok',
    slo: slo('a'),
    stretch,
    groups: [
      { value: 'eu', slots },
      { value: '', slots: [null, null, { bad: 1, total: 2 }] },
    ],
    leftOut: 3,
  };
  const frames = groupFrames('A', 'region', [told]);
  expect(frames.map(({ fields }) => [fields[1]!.config.displayNameFromDS, fields[1]!.values])).toEqual([
    ['eu', [0.95, null, null]],
    ['without region', [null, null, 0.5]],
    ['objective', [0.99, 0.99, 0.99]],
  ]);
  expect(frames[0]!.fields[1]!.labels).toEqual({ region: 'eu', service: 'orders', slo: 'a' });
  expect(notices(frames)).toEqual(['orders / a: 3 more values of region, those with the fewest events.']);
});

it('compliance says in words whether a month met the objective and is over, and every digit of the objective', () => {
  const strict: Spent = { ...spent, slo: { ...slo('b'), objectiveRatio: 0.9995 } };
  const configOf = (name: string) =>
    complianceFrame('A', [spent, strict]).fields.find((one) => one.name === name)!.config;
  expect(configOf('compliance')).toMatchObject({
    displayNameFromDS: 'Objective was',
    mappings: [{ options: { kept: { text: 'met' }, missed: { text: 'missed' }, unknown: { text: 'not known' } } }],
  });
  expect(configOf('running').mappings).toMatchObject([
    { options: { true: { text: 'not over yet' }, false: { text: 'over' } } },
  ]);
  expect([configOf('objective').decimals, configOf('sli').decimals]).toEqual([2, 4]);
});

it('compliance begins with the first month that has data, and a later one without any is unknown', () => {
  const none = unmeasured('noData', { kind: 'windowNotCovered', coverageRatio: 0 });
  const empty = (start: number) => ({
    ...month(start),
    running: false,
    bad: null,
    total: null,
    errorRatio: none,
    spentRatio: null,
  });
  const [first, second] = spent.periods;
  const periods = [empty(AT - 2), empty(AT - 1), first!, empty(AT + 1), second!];
  const frame = complianceFrame('A', [{ ...spent, periods }]);
  expect(values(frame)['compliance']).toEqual(['kept', 'unknown', 'missed']);
});
