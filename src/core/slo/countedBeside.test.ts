import type { EventsSli } from './events';
import { withinCost } from './countedBeside';
import { slothSlo } from './sloth/slo';
import type { Slo } from './slo';

const DAY = 86_400;
const events: EventsSli = {
  counted: 'bad',
  part: [{ sign: 1, selector: { type: 'selector', metric: 'errors_total', matchers: [] } }],
  total: [{ sign: 1, selector: { type: 'selector', metric: 'requests_total', matchers: [] } }],
};

function slo(name: string, budget: number | null = 0.5): Slo {
  const labels = { sloth_id: name, sloth_service: 'shop', sloth_slo: name };
  return {
    ...slothSlo({
      upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
      info: { ...labels, sloth_objective: '99' },
      objectiveRatio: 0.99,
      periodDays: 30,
      recordedWindowsSeconds: budget === null ? [] : [300, 30 * DAY],
      ...(budget === null ? {} : { budget: { labels, value: budget } }),
      current: true,
    }),
    events,
  };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => slo(`slo-${index}`));

test('a few SLOs are counted beside what is recorded of them', () => {
  expect(withinCost(many(50)).every((one) => one.events === events)).toBe(true);
});

test('of many only those are counted whose number is not recorded', () => {
  const all = [...many(51), slo('never-failed', null), slo('poisoned', NaN)];
  const counted = withinCost(all);
  expect(counted.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(counted.filter((one) => one.events !== undefined).map(({ name }) => name)).toEqual([
    'never-failed',
    'poisoned',
  ]);
  expect(counted.some((one) => 'events' in one && one.events === undefined)).toBe(false);
});
