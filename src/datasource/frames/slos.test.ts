import { applyFieldOverrides, createTheme, getDisplayProcessor, type DataFrame } from '@grafana/data';
import { selector } from '../../core/promql/ast';
import { answersOf, type Counted } from '../../core/query/events/testing';
import { judgeSlos } from '../../core/query/slos/judge';
import { planSlos } from '../../core/query/slos/plan';
import { mergeDefinitions } from '../../core/slo/merge';
import type { Labels } from '../../core/slo/slo';
import type { SloQuery } from '../types';
import { slosFrames } from './slos';

const DAY = 86_400;
const AT = 1_790_000_000;
const query: SloQuery = { refId: 'A', schemaVersion: 1, queryType: 'slos' };

const definition = (name: string, days: number, labels: Labels) => ({
  ...{ tool: 'openslo' as const, document: 1, line: 1, service: 'shop', name, labels, links: [] },
  objectiveRatio: 0.99,
  window: { kind: 'rolling' as const, seconds: days * DAY },
});
const terms = (metric: string, times: number) => {
  const term = { sign: 1 as const, selector: selector(metric) };
  return [term, ...Array.from({ length: times - 1 }, () => term)] as const;
};
/** So many times the events of `counted`. */
const eventsOf = (bad: number, total: number) => ({
  counted: 'bad' as const,
  part: terms('bad', bad),
  total: terms('total', total),
});

const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [
    { ...definition('well', 4, { region: 'eu' }), events: eventsOf(1, 1) },
    { ...definition('worse', 4, { region: 'eu' }), events: eventsOf(6, 2) },
    { ...definition('week', 7, { region: 'a,b|c#d' }), events: eventsOf(1, 1) },
    { ...definition('four', 4, { region: 'a,b|c#d' }), events: eventsOf(1, 1) },
    { ...definition('journey', 4, {}), objectiveRatio: null, composite: [{ ...member(), events: eventsOf(1, 1) }] },
  ]
);

function member() {
  return { name: 'step', weight: 1, objectiveRatio: 0.99 };
}

/** A bad event of 1000 in every hour. */
const counted: Counted = (metric, from, to) => ((metric === 'bad' ? 1 : 1000) * (to - from)) / 3600;

function frames(part: Partial<SloQuery>): DataFrame {
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };
  const rows = judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
  const [frame] = slosFrames({ ...query, ...part }, rows);
  return frame!;
}

function byGroup(frame: DataFrame, name: string): Record<string, unknown> {
  const values = (field: string): unknown[] => frame.fields.find((one) => one.name === field)?.values ?? [];
  return Object.fromEntries(values('group').map((group, index) => [group, values(name)[index]]));
}

it('tells what an address chooses an SLO by beside its name', () => {
  const { fields } = frames({ order: 'name' });
  const values = (name: string) => fields.find((one) => one.name === name)!.values;
  expect(Object.fromEntries(values('name').map((name, index) => [name, values('variables')[index]]))).toMatchObject({
    well: 'var-region=eu',
    week: 'var-region=a%2Cb%7Cc%23d',
    journey: '',
  });
});

describe('groups of SLOs', () => {
  const groups = frames({ groupBy: 'region' });

  it('have an SLI where all their events are of one window, weighed by the traffic', () => {
    // 1 of 1000 and 6 of 2000 in every hour.
    expect(byGroup(groups, 'sli')).toEqual({ eu: expect.closeTo(1 - 7 / 3000, 9), 'a,b|c#d': null, '': null });
    expect(byGroup(groups, 'sliReason')).toEqual({
      eu: '',
      'a,b|c#d': 'different windows',
      '': 'composites, which have no events: 1 of 1 SLOs',
    });
  });

  it('have their events summed, and nothing where there are none', () => {
    // 24 hours a day; the third region has 4 and 7 days.
    expect(byGroup(groups, 'badEvents')).toEqual({ eu: 7 * 96, 'a,b|c#d': 24 * 11, '': null });
    expect(byGroup(groups, 'trafficShare')).toEqual({
      eu: expect.closeTo(288 / (288 + 264), 9),
      'a,b|c#d': expect.closeTo(264 / (288 + 264), 9),
      '': null,
    });
  });

  it('name the SLO with the least budget', () => {
    expect(byGroup(groups, 'leastBudgetSlo')).toMatchObject({ eu: 'shop / worse', '': 'shop / journey' });
    expect(byGroup(groups, 'leastBudget')).toMatchObject({ eu: expect.closeTo(0.7, 6) });
  });

  it('have filters that an address can hold, also those without the label', () => {
    expect(byGroup(groups, 'filter')).toEqual({
      eu: 'region|=|eu',
      'a,b|c#d': 'region|=|a__gfc__b__gfp__c__gfh__d',
      '': 'region|=~|^$',
    });
  });

  it('are shown by words in a table of Grafana', () => {
    const theme = createTheme();
    const [shown] = applyFieldOverrides({
      data: [groups],
      theme,
      fieldConfig: { defaults: {}, overrides: [] },
      replaceVariables: (text) => text,
    });
    const group = shown!.fields.find(({ name }) => name === 'group')!;
    expect((group.display ?? getDisplayProcessor())('').text).toBe('(none)');
    const tools = frames({ groupBy: 'tool' }).fields[0]!;
    expect(getDisplayProcessor({ field: tools, theme })('openslo').text).toBe('OpenSLO');
  });

  it('by a label that nobody has are one, and a notice says so', () => {
    const nobodys = frames({ groupBy: 'continent' });
    expect(byGroup(nobodys, 'slos')).toEqual({ '': 5 });
    expect(nobodys.meta?.notices?.[0]?.text).toMatch(/No SLO here has the label continent/);
    expect(groups.meta?.notices?.filter(({ text }) => /No SLO here/.test(text))).toEqual([]);
  });

  it('of a status keep the numbers of all their SLOs', () => {
    const all = byGroup(groups, 'status');
    const chosen = frames({ groupBy: 'region', statuses: [String(all.eu)] });
    expect(byGroup(chosen, 'slos')).toMatchObject({ eu: 2 });
    expect(new Set(Object.values(byGroup(chosen, 'status')))).toEqual(new Set([all.eu]));
  });

  it('are ordered like SLOs', () => {
    expect(Object.keys(byGroup(frames({ groupBy: 'region', order: 'name' }), 'slos'))).toEqual(['', 'a,b|c#d', 'eu']);
    expect(Object.keys(byGroup(frames({ groupBy: 'region', order: 'budget' }), 'slos'))[0]).toBe('eu');
  });
});
