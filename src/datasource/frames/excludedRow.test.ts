import type { SloDetails } from '../../core/frame/sloTable';
import type { Answer } from '../../core/query/port';
import { judgeSlos } from '../../core/query/slos/judge';
import { planSlos } from '../../core/query/slos/plan';
import { sloGeneratorSlo } from '../../core/slo/sloGenerator/slo';
import type { Slo } from '../../core/slo/slo';
import { slothSlo } from '../../core/slo/sloth/slo';
import type { Exclusion } from '../../core/window/exclusions';
import { sloTableFrame } from './sloTable';

const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

const exclusions: Exclusion[] = [
  {
    reason: 'Move',
    source: 'configuration',
    match: {},
    // GNU date: date -u -d @1789900000 is 2026-09-20 10:26.
    when: { kind: 'oneOff', startSeconds: 1_789_900_000, endSeconds: 1_789_903_600 },
  },
];

function details(slo: Slo, labels: Record<string, string>): SloDetails {
  const request = { fromSeconds: AT - 86_400, toSeconds: AT, trend: false };
  const excluded = [{ ...slo, exclusions }];
  const answers = planSlos(request, excluded).map(({ id }): [string, Answer] => [
    id,
    { state: 'ok', series: [{ labels, timesSeconds: [AT], values: [0.99] }], warnings: [] },
  ]);
  const rows = judgeSlos(request, excluded, new Map(answers));
  return sloTableFrame('A', rows).fields.find(({ name }) => name === 'details')!.values[0] as SloDetails;
}

test('a row tells what it leaves out', () => {
  const labels = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a' };
  const slo = slothSlo({
    upstream,
    info: labels,
    objectiveRatio: 0.9,
    periodDays: 30,
    recordedWindowsSeconds: [300, 30 * 86_400],
    current: true,
  });
  expect(details(slo, labels).excluded).toEqual(['2026-09-20 10:26 to 2026-09-20 11:26 UTC: Move']);
});

test('a row of which only a number over the window is recorded does not tell that it leaves out anything', () => {
  const labels = { service_name: 'orders', slo_name: 'a', error_budget_policy_step_name: '28 days' };
  const gauge = (name: string) => ({
    labels: { __name__: name, ...labels },
    timesSeconds: [AT],
    values: [0.99],
    current: true,
  });
  const slo = sloGeneratorSlo({ upstream, atSeconds: AT, gauges: [gauge('sli_measurement'), gauge('slo_target')] })!;
  const { excluded, problems } = details(slo, labels);
  expect(excluded).toEqual([]);
  expect(problems.map(({ text }) => text)).toEqual([
    expect.stringContaining('its recorded number counts the excluded times too'),
  ]);
});
