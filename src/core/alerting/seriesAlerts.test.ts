import type { Answer, Answers } from '../query/port';
import { planAlerts, readAlerts } from './seriesAlerts';

const AT = 1_790_000_000;

type Sample = [labels: Record<string, string>, value: number];

/** Answers the first question with alerts and the second with when they became active. */
function answers(active: Sample[], since: Sample[]): Answers {
  const answer = (samples: Sample[]): Answer => ({
    state: 'ok',
    series: samples.map(([labels, value]) => ({ labels, timesSeconds: [AT], values: [value] })),
    warnings: [],
  });
  const [first, second] = planAlerts(AT);
  return new Map([
    [first!.id, answer(active)],
    [second!.id, answer(since)],
  ]);
}

const page = { alertname: 'HighErrors', sloth_id: 'shop-api', sloth_severity: 'page', cluster: 'a' };
const firing = { __name__: 'ALERTS', ...page, alertstate: 'firing' };
const pending = { ...firing, alertstate: 'pending' };
const forState = { __name__: 'ALERTS_FOR_STATE', ...page };

describe('the alerts of an upstream', () => {
  it('are asked for by what the alerts of SLOs carry, in two queries', () => {
    expect(planAlerts(AT).map(({ promql }) => promql)).toEqual(
      ['ALERTS', 'ALERTS_FOR_STATE'].map(
        (metric) =>
          `topk(10000, ${metric}{sloth_id!=""} or ${metric}{grafana_slo_uuid!=""} or ${metric}{slo!=""} or ${metric}{short!="", long!=""})`
      )
    );
  });

  it('have a name, labels of their own and the time since when they are active', () => {
    expect(readAlerts(answers([[firing, 1]], [[forState, AT - 600]]))).toEqual({
      state: 'ok',
      value: [
        {
          state: 'firing',
          name: 'HighErrors',
          labels: { sloth_id: 'shop-api', sloth_severity: 'page', cluster: 'a' },
          annotations: {},
          activeSeconds: AT - 600,
          source: 'prometheus',
        },
      ],
    });
  });

  it('are told once though two Prometheus evaluate them, by the first that saw them and the first that fires', () => {
    const copy = (labels: Record<string, string>, replica: string) => ({ ...labels, prometheus_replica: replica });
    const told = readAlerts(
      answers(
        [
          [copy(pending, 'b'), 1],
          [copy(firing, 'a'), 1],
          [copy(pending, 'c'), 1],
        ],
        [
          [copy(forState, 'a'), AT - 900],
          [copy(forState, 'b'), AT - 300],
        ]
      )
    );
    expect(told).toMatchObject({ value: [{ state: 'firing', activeSeconds: AT - 900 }] });
    expect(told.state === 'ok' && told.value).toHaveLength(1);
  });

  it('of two clusters are two, and one whose time is not told has none', () => {
    const other = { ...pending, cluster: 'b' };
    const told = readAlerts(
      answers(
        [
          [firing, 1],
          [other, 1],
        ],
        [[forState, AT]]
      )
    );
    expect(told).toMatchObject({ value: [{ activeSeconds: AT }, { state: 'pending', activeSeconds: null }] });
  });

  it('are not none where they could not be asked for', () => {
    const failed = new Map([
      [planAlerts(AT)[0]!.id, { state: 'failed', message: 'no', cause: 'unavailable' } as const],
    ]);
    expect(readAlerts(failed)).toEqual({ state: 'unreadable', cause: 'unavailable', message: 'no' });
    expect(readAlerts(new Map())).toMatchObject({ state: 'unreadable' });
  });
});
