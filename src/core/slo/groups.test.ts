import { selector } from '../promql/ast';
import { print } from '../promql/print';
import type { SloDefinition } from './definition';
import type { GroupsByDefinition } from './groups';
import { mergeDefinitions } from './merge';
import { slothSlo } from './sloth/slo';

const DAY = 86_400;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

const grouped: SloDefinition = {
  tool: 'pyrra',
  document: 1,
  line: 4,
  service: 'orders',
  name: 'availability',
  labels: { tier: '1' },
  objectiveRatio: 0.999,
  window: { kind: 'rolling', seconds: 28 * DAY },
  events: {
    counted: 'bad',
    part: [{ sign: 1, selector: selector('requests', [{ label: 'code', operator: '=~', value: '5..' }]) }],
    total: [{ sign: 1, selector: selector('requests') }],
  },
  grouping: ['region'],
  links: [],
};

const info = { sloth_id: 'a', sloth_service: 'orders', sloth_slo: 'availability', sloth_objective: '99.9' };
const recorded = slothSlo({
  upstream,
  info: { ...info, region: 'eu' },
  objectiveRatio: undefined,
  periodDays: 28,
  recordedWindowsSeconds: [300, 28 * DAY],
  current: true,
});

describe('a document that wants an SLO for every group', () => {
  const groups = (...regions: string[]): GroupsByDefinition =>
    new Map([[grouped, { state: 'ok', groups: regions.map((region) => ({ region })) }]]);

  it('is one of each, counted by the events of the group', () => {
    const slos = mergeDefinitions(upstream, [], [grouped], groups('eu', 'us'));
    expect(slos.map(({ labels }) => labels)).toEqual([
      { tier: '1', region: 'eu' },
      { tier: '1', region: 'us' },
    ]);
    expect(slos.map(({ events }) => print(events!.total[0].selector))).toEqual([
      'requests{region="eu"}',
      'requests{region="us"}',
    ]);
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
    expect(slos.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('counts the events without the label where a group lacks it', () => {
    const [slo] = mergeDefinitions(upstream, [], [grouped], new Map([[grouped, { state: 'ok', groups: [{}] }]]));
    expect(print(slo!.events!.part[0].selector)).toBe('requests{code=~"5..", region=""}');
  });

  it('is one row that says so where the groups are not known or too many', () => {
    const many = Array.from({ length: 51 }, (_, index) => `region-${index}`);
    expect(mergeDefinitions(upstream, [], [grouped], groups(...many))).toMatchObject([
      { problems: [{ kind: 'groupsSummed', by: ['region'], groups: 51 }] },
    ]);
    const failed: GroupsByDefinition = new Map([[grouped, { state: 'failed', message: 'no' }]]);
    for (const unknown of [failed, new Map()]) {
      expect(mergeDefinitions(upstream, [], [grouped], unknown)).toMatchObject([
        { problems: [{ kind: 'groupsSummed', by: ['region'], groups: null }] },
      ]);
    }
  });

  it('is one row without groups where there are no events, and keeps the rows that are recorded', () => {
    expect(mergeDefinitions(upstream, [], [grouped], groups())).toMatchObject([{ problems: [] }]);
    expect(mergeDefinitions(upstream, [recorded], [grouped], groups('eu', 'us'))).toHaveLength(1);
  });
});
