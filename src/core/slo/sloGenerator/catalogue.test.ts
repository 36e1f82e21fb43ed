import type { Series } from '../../query/port';
import { overWindow } from '../overWindow';
import { sloGeneratorDiscovery } from './catalogue';

const rules = { state: 'ok', groups: [] } as const;
const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const names = { service_name: 'shop', feature_name: 'cart', slo_name: 'availability' };
const POLICY: Array<[string, number]> = [
  ['1 hour', 9],
  ['12 hours', 3],
  ['7 days', 1.5],
  ['28 days', 1],
];

function gauge(metric: string, step: string, value: number, labels: Record<string, string> = {}): Series {
  return {
    labels: { __name__: metric, job: 'slo-generator', error_budget_policy_step_name: step, ...names, ...labels },
    timesSeconds: [AT],
    values: [value],
  };
}

const run = (policy = POLICY, labels: Record<string, string> = {}) =>
  policy.flatMap(([step, threshold]) => [
    gauge('sli_measurement', step, 0.9995, labels),
    gauge('slo_target', step, 0.999, labels),
    gauge('alerting_burn_rate_threshold', step, threshold, labels),
  ]);

function read(gauges: Series[], past = gauges) {
  const held: Record<string, Series[]> = { 'slo-generator:gauges': gauges, 'slo-generator:pastGauges': past };
  return sloGeneratorDiscovery.read({ upstream, atSeconds: AT, rules, series: (id) => held[id] ?? [] });
}

describe('catalogue of slo-generator', () => {
  it('asks three questions', () => {
    const gauges =
      '{__name__=~"sli_measurement|slo_target|alerting_burn_rate_threshold|push_time_seconds", slo_name!="", error_budget_policy_step_name!=""}';
    expect(sloGeneratorDiscovery.plan(AT).map(({ promql }) => promql)).toEqual([
      gauges,
      `last_over_time(${gauges}[1d])`,
      expect.stringContaining(`group without () (${gauges} offset 1d)`),
    ]);
  });

  it.each([
    [7, { metric: 'sli_measurement', labels: { error_budget_policy_step_name: '7 days' }, holds: 'good' }],
    [14, null],
  ])('over another window of %s days is judged by the step of that length, where there is one', (days, ratio) => {
    const [slo] = overWindow(read(run()), days * 86_400);
    expect(slo!.window).toEqual({ kind: 'rolling', seconds: days * 86_400 });
    expect(slo!.recorded!.windowRatio).toEqual(ratio);
  });

  it('makes one SLO of all steps, over the window of the longest', () => {
    const [slo, ...others] = read(run(POLICY, { team: 'tills' }));
    expect(others).toEqual([]);
    expect(slo).toMatchObject({
      tool: 'slo-generator',
      service: 'shop',
      name: 'cart-availability',
      owner: 'tills',
      labels: { team: 'tills' },
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 2_419_200 },
      problems: [],
    });
    expect(slo!.recorded).toMatchObject({
      windowRatio: {
        metric: 'sli_measurement',
        labels: { error_budget_policy_step_name: '28 days' },
        holds: 'good',
      },
      weighs: 'events',
      slot: null,
    });
    expect([...slo!.recorded!.ratios.keys()]).toEqual([3600, 43_200, 604_800, 2_419_200]);
  });

  it('alerts on one window for each step, after rounding', () => {
    expect(read(run())[0]!.pairs).toEqual(
      [
        ['page', 3600, 9],
        ['page', 43_200, 3],
        ['ticket', 604_800, 1.5],
        ['ticket', 2_419_200, 1],
      ].map(([severity, seconds, factor]) => ({
        severity,
        shortSeconds: seconds,
        longSeconds: seconds,
        factor,
        roundedDecimals: 1,
      }))
    );
  });

  it('leaves out a step whose name tells no window, and says so', () => {
    const [slo] = read(run([...POLICY, ['whole quarter', 1]]));
    expect(slo!.window).toEqual({ kind: 'rolling', seconds: 2_419_200 });
    expect(slo!.pairs).toHaveLength(4);
    expect(slo!.problems).toEqual([{ kind: 'stepUnreadable', step: 'whole quarter' }]);
  });

  it('measures nothing where no step tells a window', () => {
    const [slo] = read(run([['fast', 9]]));
    expect(slo!.recorded!.windowRatio).toBeNull();
    expect(slo!.problems).toEqual([
      { kind: 'stepUnreadable', step: 'fast' },
      { kind: 'windowAssumed', windowSeconds: 2_419_200 },
    ]);
  });

  it('notices that a Pushgateway repeats an old run', () => {
    const pushed = (agoSeconds: number) => POLICY.map(([step]) => gauge('push_time_seconds', step, AT - agoSeconds));
    expect(read([...run(), ...pushed(3600)])[0]!.problems).toEqual([]);
    expect(read([...run(), ...pushed(3601)])[0]!.problems).toEqual([{ kind: 'pushStopped', sinceSeconds: AT - 3601 }]);
  });

  it('keeps an SLO whose exporter is gone, and takes another pod of it for the same', () => {
    expect(read([], run())[0]!.problems).toEqual([{ kind: 'rulesStopped' }]);
    const [before] = read(run(POLICY, { instance: 'a:8080' }));
    const [after, ...others] = read(run(POLICY, { instance: 'b:8080' }), run(POLICY, { instance: 'a:8080' }));
    expect(others).toEqual([]);
    expect(after!.id).toBe(before!.id);
  });

  it('tells clusters apart', () => {
    const slos = read([...run(POLICY, { cluster: 'a' }), ...run(POLICY, { cluster: 'b' })]);
    expect(slos.map(({ labels }) => labels)).toEqual([{ cluster: 'a' }, { cluster: 'b' }]);
  });

  it('has no name of a feature where there is none, and no budget at a goal of 1', () => {
    const gauges = run(POLICY, { feature_name: '' }).map((one) =>
      one.labels['__name__'] === 'slo_target' ? { ...one, values: [1] } : one
    );
    expect(read(gauges)[0]).toMatchObject({
      name: 'availability',
      objectiveRatio: null,
      problems: [{ kind: 'objectiveUnknown' }],
    });
  });

  it('makes nothing of the times of pushes alone', () => {
    expect(read([gauge('push_time_seconds', '1 hour', AT)])).toEqual([]);
  });
});

describe('gauges that a Pushgateway has kept', () => {
  const pushed = (job: string, sli: number, pushedSeconds: number) => [
    ...run([['28 days', 1]], { job }).map((one) =>
      one.labels['__name__'] === 'sli_measurement' ? { ...one, values: [sli] } : one
    ),
    ...run([['28 days', 1]], { job })
      .slice(0, 1)
      .map((one) => ({ ...one, labels: { ...one.labels, __name__: 'push_time_seconds' }, values: [pushedSeconds] })),
  ];

  it('are old after a day, however long the steps are', () => {
    const [fresh] = read(pushed('a', 0.9999, AT - 80_000));
    const [old] = read(pushed('a', 0.9999, AT - 90_000));
    expect(fresh!.problems).toEqual([]);
    expect(old!.problems).toEqual([{ kind: 'pushStopped', sinceSeconds: AT - 90_000 }]);
  });

  it('of two jobs that disagree are a problem', () => {
    const gauges = [...pushed('a', 0.9999, AT - 80_000), ...pushed('b', 0.5, AT - 10)];
    const slos = read(gauges);
    expect(slos).toHaveLength(1);
    expect(slos[0]!.problems).toContainEqual({ kind: 'measurementsDisagree', metric: 'sli_measurement' });
  });
});
