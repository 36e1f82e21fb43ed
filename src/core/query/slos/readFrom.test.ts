import type { RecordedSli } from '../../slo/slo';
import { readFrom } from './readFrom';
import type { SloRow } from './row';

const RATIO = { metric: 'sli:ratio_rate30d', holds: 'bad' } as const;
const RECORDED: RecordedSli = {
  idLabel: 'sloth_id',
  idValue: 'shop-"cart"',
  seriesKey: '',
  remarkLabels: new Set(),
  ratios: new Map(),
  windowRatio: RATIO,
  weighs: 'slots',
  budgetRemaining: { metric: 'budget:ratio', labels: { step: '28 days' } },
  slot: { ratio: { metric: 'sli:ratio_rate5m', holds: 'bad' }, seconds: 300 },
  poisoned: false,
};
const EVIDENCE: SloRow['evidence'] = [
  { role: 'sli', promql: 'sum(increase(bad[30d]))' },
  { role: 'sli', promql: 'sum(increase(all[30d]))' },
  { role: 'burnRate', promql: 'sum(increase(bad[1h]))' },
];

function read(method: SloRow['method'], recorded?: RecordedSli): string[] {
  const slo: SloRow['slo'] = {
    ...{ id: 'a', tool: 'sloth', service: 'shop', name: 'cart', labels: {}, objectiveRatio: 0.999 },
    ...{ pairs: [], links: [], problems: [], excluded: [] },
    upstream: { uid: 'prom', name: 'prom', labels: {} },
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    ...(recorded ? { recorded } : {}),
  };
  return readFrom({ slo, method, evidence: EVIDENCE });
}

const byTool = { kind: 'recorded', tool: 'sloth', metric: RATIO.metric, weighs: 'slots' } as const;

it('is the recorded budget of this SLO alone', () => {
  expect(read(byTool, RECORDED)).toEqual([String.raw`budget:ratio{sloth_id="shop-\"cart\"", step="28 days"}`]);
});

it('is the ratio that the budget follows from where none is recorded', () => {
  expect(read(byTool, { ...RECORDED, budgetRemaining: null })).toEqual([
    String.raw`sli:ratio_rate30d{sloth_id="shop-\"cart\""}`,
  ]);
});

it('is the short ratio where its mean is the number', () => {
  expect(read({ kind: 'meanOfSlots', metric: 'sli:ratio_rate5m', slotSeconds: 300 }, RECORDED)).toEqual([
    String.raw`sli:ratio_rate5m{sloth_id="shop-\"cart\""}`,
  ]);
});

it.each([undefined, RECORDED])('is what counts the events where those are the number', (recorded) => {
  expect(read({ kind: 'events', counted: 'bad' }, recorded)).toEqual([
    'sum(increase(bad[30d]))',
    'sum(increase(all[30d]))',
  ]);
});
