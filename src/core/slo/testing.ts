import { selector, type Matcher } from '../promql/ast';
import type { SloDefinition } from './definition';
import type { Labels, Slo } from './slo';
import { slothSlo } from './sloth/slo';

export const DAY = 86_400;
export const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const code: Matcher = { label: 'code', operator: '=~', value: '5..' };

/** Of an SLO that Sloth may have recorded. */
export function document(part: Partial<SloDefinition> = {}): SloDefinition {
  return {
    tool: 'openslo',
    document: 1,
    line: 4,
    service: 'orders',
    name: 'availability',
    labels: { tier: '1' },
    objectiveRatio: 0.999,
    window: { kind: 'rolling', seconds: 30 * DAY },
    events: {
      counted: 'bad',
      part: [{ sign: 1, selector: selector('requests', [code]) }],
      total: [{ sign: 1, selector: selector('requests') }],
    },
    links: [],
    ...part,
  };
}

/** What Sloth has recorded of the same. */
export function recorded(labels: Labels = {}, part: { name?: string; objective?: string; days?: number } = {}): Slo {
  const name = part.name ?? 'availability';
  const info = {
    ...labels,
    sloth_id: `orders-${name}`,
    sloth_service: 'orders',
    sloth_slo: name,
    sloth_objective: part.objective ?? '99.9',
  };
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: part.days ?? 30,
    recordedWindowsSeconds: [300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY, 30 * DAY],
    budget: { labels: info, value: 0.5 },
    current: true,
  });
}
