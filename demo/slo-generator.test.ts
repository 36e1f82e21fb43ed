/** @jest-environment node */
import { defaultPolicy, type PolicyStep, sloGeneratorGauges, type SloGeneratorSlo } from './slo-generator';

const slo: SloGeneratorSlo = {
  serviceName: 'shop',
  featureName: 'till',
  sloName: 'availability',
  goal: 0.999,
  labels: { team: 'front' },
};
const [hour] = defaultPolicy as readonly [PolicyStep, ...PolicyStep[]];

test('a run exports five gauges for a step, the counts as labels of one', () => {
  const labels = {
    job: 'slo-generator',
    team: 'front',
    error_budget_policy_step_name: '1 hour',
    service_name: 'shop',
    feature_name: 'till',
    slo_name: 'availability',
  };
  expect(sloGeneratorGauges(slo, hour, { good: 996_000, bad: 4000 })).toEqual([
    { labels: { ...labels, __name__: 'error_budget_burn_rate' }, value: 4 },
    { labels: { ...labels, __name__: 'alerting_burn_rate_threshold' }, value: 9 },
    {
      labels: { ...labels, __name__: 'events_count', good_events_count: '996000', bad_events_count: '4000' },
      value: 1_000_000,
    },
    { labels: { ...labels, __name__: 'sli_measurement' }, value: 0.996 },
    { labels: { ...labels, __name__: 'slo_target' }, value: 0.999 },
  ]);
});

test('burn rates have one digit, SLIs six, and the one is made from the other', () => {
  const values = (good: number, bad: number) =>
    Object.fromEntries(
      sloGeneratorGauges(slo, hour, { good, bad }).map(({ labels, value }) => [labels.__name__, value])
    );
  expect(values(990_960, 9040)).toMatchObject({ sli_measurement: 0.99096, error_budget_burn_rate: 9 });
  expect(values(2, 1)).toMatchObject({ sli_measurement: 0.666667, error_budget_burn_rate: 333.3 });
  expect(values(99_999_999, 1)).toMatchObject({ sli_measurement: 1, error_budget_burn_rate: 0 });
});

test('a run without events exports nothing; a goal of 1 burns nothing', () => {
  expect(sloGeneratorGauges(slo, hour, { good: 0, bad: 0 })).toEqual([]);
  expect(sloGeneratorGauges({ ...slo, goal: 1 }, hour, { good: 1, bad: 1 })[0]?.value).toBe(0);
});

test('the steps of the default policy spend 1.34, 5.36, 37.5 and 100 % of the budget', () => {
  const spent = defaultPolicy.map(
    ({ burnRateThreshold, windowSeconds }) => (burnRateThreshold * windowSeconds) / 2_419_200
  );
  expect(spent.map((share) => Number((100 * share).toFixed(2)))).toEqual([1.34, 5.36, 37.5, 100]);
});
