import type { Series } from '../../query/port';
import { grafanaSloDiscovery } from './catalogue';

const rules = { state: 'ok', groups: [] } as const;
const AT = 1_790_000_000;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
const uuid = { grafana_slo_uuid: 'k3v9' };
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

function sample(metric: string, labels: Record<string, string>, value: number): Series {
  return { labels: { __name__: metric, ...uuid, ...labels }, timesSeconds: [AT], values: [value] };
}

const info = sample('grafana_slo_info', {}, 1);
const objective = sample('grafana_slo_objective', { grafana_slo_window: '28d' }, 0.995);
const seconds = sample('grafana_slo_objective_window_seconds', {}, 2_419_200);
const sli = sample('grafana_slo_sli_window', { team: 'waiters' }, 0.998);
const everything = [info, objective, seconds, sli];
const freeform = WINDOWS.map((window) => sample(`grafana_slo_sli_${window}`, {}, 1));
const rates = ['success', 'total'].map((what) => sample(`grafana_slo_${what}_rate_5m`, {}, 1));

function read(facts: Series[], metrics = [...freeform, ...rates], past = facts) {
  const held: Record<string, Series[]> = {
    'grafana-slo:facts': facts,
    'grafana-slo:pastFacts': past,
    'grafana-slo:metrics': metrics,
  };
  return grafanaSloDiscovery.read({ upstream, atSeconds: AT, rules, series: (id) => held[id] ?? [] });
}

describe('catalogue of Grafana SLO', () => {
  it('asks four questions', () => {
    const all =
      '{__name__=~"grafana_slo_info|grafana_slo_objective|grafana_slo_objective_window_seconds|grafana_slo_sli_window", grafana_slo_uuid!=""}';
    expect(grafanaSloDiscovery.plan(AT).map(({ promql }) => promql)).toEqual([
      all,
      `last_over_time(${all}[1d])`,
      expect.stringContaining(`group without () (${all} offset 1d)`),
      'count by (__name__, grafana_slo_uuid) ({__name__=~"grafana_slo_sli_[0-9].*|grafana_slo_success_rate_5m|grafana_slo_total_rate_5m", grafana_slo_uuid!=""})',
    ]);
  });

  it('reads an SLO of which only the uuid is told', () => {
    const [slo, ...others] = read(everything);
    expect(others).toEqual([]);
    expect(slo).toMatchObject({
      tool: 'grafana-slo',
      name: 'k3v9',
      owner: 'waiters',
      labels: { team: 'waiters' },
      objectiveRatio: 0.995,
      window: { kind: 'rolling', seconds: 2_419_200 },
      problems: [],
    });
    expect(slo!.recorded!.windowRatio).toEqual({ metric: 'grafana_slo_sli_window', holds: 'good' });
    expect(slo!.recorded!.ratios.get(86_400)).toEqual({ metric: 'grafana_slo_sli_1d', holds: 'good' });
    expect(slo!.recorded).toMatchObject({
      weighs: 'events',
      rates: { total: { metric: 'grafana_slo_total_rate_5m' } },
    });
  });

  it('alerts where a burn rate reaches 14.4, 6, 3 or 1, whatever the window', () => {
    expect(
      read(everything)[0]!.pairs.map(({ severity, shortSeconds, longSeconds, factor, comparison }) => [
        severity,
        shortSeconds / 60,
        longSeconds / 3600,
        `${comparison}${factor}`,
      ])
    ).toEqual([
      ['page', 5, 1, '>=14.4'],
      ['page', 30, 6, '>=6'],
      ['ticket', 120, 24, '>=3'],
      ['ticket', 360, 72, '>=1'],
    ]);
  });

  it.each([
    [{ grafana_slo_name: 'Orders', title: 'No' }, 'Orders'],
    [{ title: 'Orders' }, 'Orders'],
  ])('takes the name of the labels %j', (labels, name) => {
    const named = { ...info, labels: { ...info.labels, ...labels } };
    expect(read([named, objective, seconds, sli])[0]).toMatchObject({ name, id: read(everything)[0]!.id });
  });

  it('takes service and team of labels that some versions write', () => {
    const more = { grafana_slo_service: 'orders', grafana_slo_team: 'bar' };
    const facts = everything.map((one) => ({ ...one, labels: { ...one.labels, ...more } }));
    expect(read(facts)[0]).toMatchObject({ service: 'orders', owner: 'bar', labels: { team: 'waiters' } });
  });

  it('reads the window as text where its seconds are missing, and assumes it aloud where both are', () => {
    expect(read([info, objective, sli])[0]).toMatchObject({ window: { seconds: 2_419_200 }, problems: [] });
    const bare = sample('grafana_slo_objective', {}, 0.995);
    expect(read([info, bare, sli])[0]!.problems).toEqual([{ kind: 'windowAssumed', windowSeconds: 2_419_200 }]);
  });

  it('gives one SLO for each group that the query keeps', () => {
    const groups = ['eu', 'us'].map((region) => ({ ...sli, labels: { ...sli.labels, region } }));
    const slos = read([info, objective, seconds, ...groups]);
    expect(slos.map(({ labels }) => labels['region'])).toEqual(['eu', 'us']);
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
  });

  it('knows no events where the query is free', () => {
    const [slo] = read(everything, freeform);
    expect(slo!.recorded!.rates).toBeUndefined();
    expect(slo!.recorded!.weighs).toBe('slots');
  });

  it('keeps an SLO in its maintenance, one without any SLI and one whose rules have stopped', () => {
    const facts = [info, objective, seconds];
    expect(read(facts, [], [...facts, sli])[0]!.labels).toEqual({ team: 'waiters' });
    expect(read(facts, [], [...facts, sli])[0]!.problems).toEqual([{ kind: 'sliStopped' }]);
    expect(read(facts, [])[0]!.problems).toEqual([{ kind: 'sliMissing' }]);
    expect(read([], [], everything)[0]!.problems).toEqual([{ kind: 'rulesStopped' }]);
  });

  it.each([0, 1, 1.2, NaN])('has no objective of %d', (value) => {
    const [slo] = read([info, { ...objective, values: [value] }, seconds, sli]);
    expect(slo!.objectiveRatio).toBeNull();
    expect(slo!.problems).toEqual([{ kind: 'objectiveUnknown' }]);
  });

  it('says which pairs cannot be seen', () => {
    expect(read(everything, freeform.slice(0, 3))[0]!.problems).toEqual([
      { kind: 'pairNotRecorded', shortSeconds: 1800, longSeconds: 21_600 },
      { kind: 'pairNotRecorded', shortSeconds: 7200, longSeconds: 86_400 },
      { kind: 'pairNotRecorded', shortSeconds: 21_600, longSeconds: 259_200 },
    ]);
  });
});
