import { judgeBurnRates, type BurnRates } from '../../src/core/query/burnRates/judge';
import { planBurnRates } from '../../src/core/query/burnRates/plan';
import { judgeEpisodes } from '../../src/core/query/episodes/judge';
import { planEpisodes } from '../../src/core/query/episodes/plan';
import { judgeBreakdown, planBreakdown } from '../../src/core/query/breakdown/breakdown';
import { judgeGroups, planGroups } from '../../src/core/query/overTime/groups';
import { judgeOverTime } from '../../src/core/query/overTime/judge';
import { planOverTime } from '../../src/core/query/overTime/plan';
import { judgeSpent, type Spent } from '../../src/core/query/spent/judge';
import { planSpent, type SpentRequest } from '../../src/core/query/spent/plan';
import { selector, type Matcher } from '../../src/core/promql/ast';
import { planCatalogue, readCatalogue } from '../../src/core/slo/catalogue';
import type { Slo } from '../../src/core/slo/slo';
import { slos as demoSlos } from '../../demo/slos';
import { countedSlos } from './demoEvents';
import { demoHistory } from './demoHistory';
import { askHttp } from './http';

const HOUR = 3600;
const DAY = 86_400;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

const history = demoHistory();
let to: number;
let recorded: readonly Slo[];

beforeAll(async () => {
  to = history.anchorSeconds;
  const catalogue = readCatalogue(upstream, to, await askHttp(history.url, planCatalogue(to)));
  recorded = catalogue.state === 'ok' ? catalogue.slos.filter(({ tool }) => tool === 'sloth') : [];
}, 120_000);

jest.setTimeout(60_000);

const idOf = ({ service, name }: Slo) => `${service}-${name}`;

const recordedSlo = (id: string) => recorded.filter((slo) => idOf(slo) === id);

/** Values by time of a PromQL written by hand, asked for directly. */
async function raw(promql: string, at: number): Promise<number> {
  const url = `${history.url}/api/v1/query?${new URLSearchParams({ query: promql, time: String(at) })}`;
  const body = (await (await fetch(url)).json()) as { data: { result: Array<{ value: [number, string] }> } };
  return Number(body.data.result[0]?.value[1] ?? NaN);
}

describe('events and SLI over time', () => {
  const seen = demoSlos.filter(({ story }) => story !== 'metricGone').map(({ id }) => [id] as const);

  it.each(seen)('%s: every hour has the events that the generator made', async (id) => {
    const own = countedSlos.filter((slo) => idOf(slo) === id);
    const request = { fromSeconds: to - 2 * DAY, toSeconds: to, stepSeconds: HOUR };
    const [told] = judgeOverTime(request, own, await askHttp(history.url, planOverTime(request, own)));
    if (told?.state !== 'ok') {
      throw new Error(JSON.stringify(told));
    }
    const { startSeconds, slotSeconds, slots } = told.stretch;
    expect([slotSeconds, slots]).toEqual([HOUR, told.slots.length]);
    const off = told.slots.map((slot, index) => {
      const end = startSeconds + (index + 1) * HOUR;
      const { total, bad } = history.truth.eventCounts(id, end - HOUR, end);
      return { total: Math.abs((slot?.total ?? NaN) - total), bad: Math.abs((slot?.bad ?? NaN) - bad), of: total };
    });
    // A sample may fall to the hour beside it: a minute of sixty.
    expect(off.filter(({ total, of }) => !(total <= 0.04 * of + 2))).toEqual([]);
    expect(off.filter(({ bad, of }) => !(bad <= 0.02 * of + 2))).toEqual([]);
  });

  it('is the mean of the recorded ratios of each hour where only those are recorded', async () => {
    const own = recordedSlo('orders-availability-us');
    const request = { fromSeconds: to - DAY, toSeconds: to, stepSeconds: HOUR };
    const [told] = judgeOverTime(request, own, await askHttp(history.url, planOverTime(request, own)));
    if (told?.state !== 'ok') {
      throw new Error(JSON.stringify(told));
    }
    expect(told.weighs).toBe('slots');
    const end = told.stretch.startSeconds + 5 * HOUR;
    const mean = await raw('avg_over_time(slo:sli_error:ratio_rate5m{sloth_id="orders-availability-us"}[55m:5m])', end);
    const slot = told.slots[4]!;
    expect(slot.bad / slot.total).toBeCloseTo(mean, 12);
    // Every short ratio is in one slot only, also where it stands on the edge between two.
    expect(told.slots.map((one) => one?.total)).toEqual(told.slots.map(() => 12));
  });
});

describe('events by a label', () => {
  it('are those of each group, and add up to all', async () => {
    const [whole] = countedSlos.filter((slo) => idOf(slo) === 'payments-availability-eu-aws');
    const of = (...more: Matcher[]) =>
      selector('http_requests_total', [
        { label: 'service', operator: '=', value: 'payments' },
        { label: 'region', operator: '=', value: 'eu' },
        ...more,
      ]);
    const slo: Slo = {
      ...whole!,
      events: {
        counted: 'bad',
        part: [{ sign: 1, selector: of({ label: 'code', operator: '=~', value: '5..' }) }],
        total: [{ sign: 1, selector: of() }],
      },
    };
    const request = { fromSeconds: to - DAY, toSeconds: to, stepSeconds: HOUR };
    const [grouped] = judgeGroups(
      { ...request, label: 'provider' },
      [slo],
      await askHttp(history.url, planGroups({ ...request, label: 'provider' }, [slo]))
    );
    const [all] = judgeOverTime(request, [slo], await askHttp(history.url, planOverTime(request, [slo])));
    if (grouped?.state !== 'ok' || all?.state !== 'ok') {
      throw new Error(JSON.stringify([grouped, all]));
    }
    expect(grouped.groups.map(({ value }) => value).sort()).toEqual(['aws', 'azure']);
    const end = grouped.stretch.startSeconds + 6 * HOUR;
    for (const { value, slots } of grouped.groups) {
      const { total } = history.truth.eventCounts(`payments-availability-eu-${value}`, end - HOUR, end);
      expect(Math.abs(slots[5]!.total / total - 1)).toBeLessThan(0.04);
    }
    const sums = all.slots.map((_, index) =>
      grouped.groups.reduce((sum, { slots }) => sum + (slots[index]?.total ?? 0), 0)
    );
    sums.forEach((sum, index) => expect(sum / all.slots[index]!.total).toBeCloseTo(1, 9));
  });
});

it('ranks the regions of what burns by their share of the bad events against their share of the traffic', async () => {
  const [one] = countedSlos.filter((slo) => idOf(slo) === 'orders-availability-eu');
  const of = (...more: Matcher[]) =>
    selector('http_requests_total', [{ label: 'service', operator: '=', value: 'orders' }, ...more]);
  const slo: Slo = {
    ...one!,
    events: {
      counted: 'bad',
      part: [{ sign: 1, selector: of({ label: 'code', operator: '=~', value: '5..' }) }],
      total: [{ sign: 1, selector: of() }],
    },
  };
  const request = { fromSeconds: to - HOUR / 2, toSeconds: to, label: 'region' };
  const [told] = judgeBreakdown(request, [slo], await askHttp(history.url, planBreakdown(request, [slo])));
  if (told?.state !== 'ok') {
    throw new Error(JSON.stringify(told));
  }
  expect(told.groups.map(({ value, standsOut }) => [value, standsOut])).toEqual([
    ['eu', true],
    ['us', false],
  ]);
  const ofRegion = async (metric: string, region: string) =>
    raw(`sum(increase(http_requests_total{service="orders",region="${region}"${metric}}[30m]))`, to);
  const counts = await Promise.all(
    ['eu', 'us'].map(async (region) => [await ofRegion(',code=~"5.."', region), await ofRegion('', region)] as const)
  );
  told.groups.forEach(({ bad, total, badRatio, trafficRatio }, index) => {
    const [ownBad = NaN, own = NaN] = counts[index] ?? [];
    expect(bad).toBeCloseTo(ownBad, 6);
    expect(total).toBeCloseTo(own, 6);
    expect(badRatio).toBeCloseTo(ownBad / counts.reduce((sum, [each]) => sum + each, 0), 9);
    expect(trafficRatio).toBeCloseTo(own / counts.reduce((sum, [, each]) => sum + each, 0), 9);
  });
  const made = history.truth.eventCounts('orders-availability-eu', to - HOUR / 2, to);
  expect(Math.abs(told.groups[0]!.bad / made.bad - 1)).toBeLessThan(0.08);
});

describe('burn rates over time', () => {
  async function burn(own: readonly Slo[], hours: number, stepSeconds: number): Promise<BurnRates> {
    const request = { fromSeconds: to - hours * HOUR, toSeconds: to, stepSeconds };
    return judgeBurnRates(request, own, await askHttp(history.url, planBurnRates(request, own)))[0]!;
  }

  it.each([60, 600])('are those of the recorded ratios every %s s', async (stepSeconds) => {
    const { lines, absence } = await burn(recordedSlo('orders-availability-eu'), 3, stepSeconds);
    expect(absence).toBeNull();
    expect(lines.map(({ windowSeconds }) => windowSeconds)).toEqual([300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY]);
    for (const { windowSeconds, points, worst } of lines) {
      expect(worst).toBe(windowSeconds < stepSeconds);
      const { timeSeconds, value } = points.at(-2)!;
      const series = `slo:sli_error:ratio_rate${{ 300: '5m', 1800: '30m', 3600: '1h', 7200: '2h', 21_600: '6h', 86_400: '1d' }[windowSeconds] ?? '3d'}{sloth_id="orders-availability-eu"}`;
      const ratio = await raw(worst ? `max_over_time(${series}[10m:1m])` : series, timeSeconds);
      expect(value! * (1 - 0.999)).toBeCloseTo(ratio, 9);
    }
  });

  it.each([
    [3, 60],
    [72, 900],
  ])('of events over %s h are those that the generator made', async (hours, stepSeconds) => {
    const id = 'orders-availability-eu';
    const { lines } = await burn(
      countedSlos.filter((slo) => idOf(slo) === id),
      hours,
      stepSeconds
    );
    expect(lines.map(({ windowSeconds }) => windowSeconds)).toEqual([300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY]);
    for (const { windowSeconds, points, worst } of lines.filter((line) => line.windowSeconds >= 1800)) {
      expect(worst).toBe(false);
      const { timeSeconds, value } = points.at(-1)!;
      const { bad, total } = history.truth.eventCounts(id, timeSeconds - windowSeconds, timeSeconds);
      expect(value! / (bad / total / (1 - 0.999))).toBeCloseTo(1, 1);
    }
    // The incident that burns now is seen by the short windows.
    expect(lines[0]!.points.at(-1)!.value).toBeGreaterThan(14.4);
  });
});

describe('what days and months have spent', () => {
  async function spent(own: readonly Slo[], request: Partial<SpentRequest>) {
    const whole = { fromSeconds: to - 30 * DAY, toSeconds: to, per: 'day' as const, zone: 'Europe/Berlin', ...request };
    const [told] = judgeSpent(whole, own, await askHttp(history.url, planSpent(whole, own)));
    if (told?.state !== 'ok') {
      throw new Error(JSON.stringify(told));
    }
    return told as Extract<Spent, { state: 'ok' }>;
  }

  const own = (id: string) => countedSlos.filter((slo) => idOf(slo) === id);

  it('adds up to what the generator made of each day by the clock of the zone', async () => {
    const id = 'delivery-availability-us';
    const { periods, weighs } = await spent(own(id), {});
    expect(weighs).toBe('events');
    const objective = demoSlos.find((slo) => slo.id === id)!.objectivePercent / 100;
    const allowed = history.truth.eventCounts(id, to - 30 * DAY, to).total * (1 - objective);
    const whole = periods.slice(1, -1);
    expect(whole.length).toBeGreaterThanOrEqual(28);
    for (const { startSeconds, endSeconds, spentRatio } of whole) {
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'medium' });
      expect(clock.format(startSeconds * 1000)).toBe('00:00:00');
      const { bad } = history.truth.eventCounts(id, startSeconds, endSeconds);
      expect(Math.abs(spentRatio! - bad / allowed)).toBeLessThan(0.01 * (bad / allowed) + 0.002);
    }
  });

  it('adds up over the window to what the episodes and the background have spent', async () => {
    const slos = own('kitchen-availability-eu');
    const request = { toSeconds: to };
    const [episodes] = judgeEpisodes(request, slos, await askHttp(history.url, planEpisodes(request, slos)));
    const { periods } = await spent(slos, { zone: 'UTC' });
    const inDays = periods.reduce((sum, { spentRatio }) => sum + (spentRatio ?? 0), 0);
    // The first day begins before the window does.
    const before = history.truth.eventCounts('kitchen-availability-eu', periods[0]!.startSeconds, to - 30 * DAY);
    const all = history.truth.eventCounts('kitchen-availability-eu', to - 30 * DAY, to);
    const spentRatio = episodes?.state === 'ok' ? episodes.spentRatio : NaN;
    const objective = demoSlos.find(({ id }) => id === 'kitchen-availability-eu')!.objectivePercent / 100;
    const early = before.bad / (all.total * (1 - objective));
    expect(inDays - early).toBeCloseTo(spentRatio, 2);
  });

  it('tells months, of which the first is seen in part only', async () => {
    const id = 'orders-availability-us';
    const { periods } = await spent(own(id), { fromSeconds: to - 62 * DAY, per: 'month', zone: 'UTC' });
    const last = periods.at(-1)!;
    expect(last.running).toBe(true);
    const { bad, total } = history.truth.eventCounts(id, last.startSeconds, to - (to % HOUR));
    expect(last.errorRatio.value! / (bad / total)).toBeCloseTo(1, 1);
    const states = periods.map(({ errorRatio }) => errorRatio.state);
    expect(states.at(0)).toMatch(/noData|partial/);
    expect(periods.every(({ errorRatio }) => errorRatio.state !== 'measured' || errorRatio.value !== null)).toBe(true);
  });

  it('of recorded ratios adds up to the budget that is recorded as spent', async () => {
    const slos = recordedSlo('kitchen-availability-eu');
    const { periods, weighs } = await spent(slos, { zone: 'UTC' });
    expect(weighs).toBe('slots');
    const remaining = await raw('slo:period_error_budget_remaining:ratio{sloth_id="kitchen-availability-eu"}', to);
    const inDays = periods.slice(1).reduce((sum, { spentRatio }) => sum + (spentRatio ?? 0), 0);
    expect(inDays).toBeLessThanOrEqual(1 - remaining + 0.05);
    expect(inDays + (periods[0]!.spentRatio ?? 0)).toBeGreaterThanOrEqual(1 - remaining - 0.05);
  });
});

it('costs as many requests for many SLOs as for few', async () => {
  const range = { fromSeconds: to - 6 * HOUR, toSeconds: to, stepSeconds: 300 };
  const month = { ...range, per: 'day' as const, zone: 'UTC' };
  const count = (slos: readonly Slo[]) => [
    planOverTime(range, slos).length,
    planBurnRates(range, slos).length,
    planSpent(month, slos).length,
  ];
  const twice = recorded.flatMap((slo) => {
    const { recorded: sli } = slo;
    return sli ? [slo, { ...slo, id: `${slo.id}-2`, recorded: { ...sli, idValue: `${sli.idValue}-2` } }] : [];
  });
  expect(count(twice)).toEqual(count(recorded));
  expect(count(countedSlos)).toEqual(count(countedSlos.slice(0, 1)));
  expect(Math.max(...count(recorded), ...count(countedSlos))).toBeLessThan(10);
});
