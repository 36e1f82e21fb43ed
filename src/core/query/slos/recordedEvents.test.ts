import { measured, unmeasured } from '../../budget/dataState';
import { grafanaSloDiscovery } from '../../slo/grafana/catalogue';
import type { Slo } from '../../slo/slo';
import { columnReader } from '../columns';
import { slosAt } from '../judgedSlo';
import type { Answer, Series } from '../port';
import { isRated, planRecordedEvents, recordedEvents, type RatedSlo } from './recordedEvents';
import { isRecorded } from './recordedPlan';

const rules = { state: 'ok', groups: [] } as const;
const AT = 1_790_000_000;

function sample(metric: string, labels: Record<string, string>, value: number): Series {
  return { labels: { __name__: metric, ...labels }, timesSeconds: [AT], values: [value] };
}

function grafanaSlos(uuids: readonly string[]): RatedSlo[] {
  const facts = uuids.flatMap((grafana_slo_uuid) => [
    sample('grafana_slo_objective', { grafana_slo_uuid }, 0.75),
    sample('grafana_slo_objective_window_seconds', { grafana_slo_uuid }, 2_419_200),
    sample('grafana_slo_sli_window', { grafana_slo_uuid }, 0.9),
  ]);
  const rates = ['grafana_slo_success_rate_5m', 'grafana_slo_total_rate_5m'];
  const held: Record<string, Series[]> = {
    'grafana-slo:facts': facts,
    'grafana-slo:pastFacts': facts,
    'grafana-slo:metrics': uuids.flatMap((grafana_slo_uuid) =>
      rates.map((metric) => sample(metric, { grafana_slo_uuid }, 1))
    ),
  };
  const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };
  const slos: Slo[] = grafanaSloDiscovery.read({ upstream, atSeconds: AT, rules, series: (id) => held[id] ?? [] });
  return slosAt(slos, AT).filter(isRecorded).filter(isRated);
}

const [slo] = grafanaSlos(['a']) as [RatedSlo];
const whole = measured(0.1);

function read(good: Answer | number | undefined, total: Answer | number | undefined, own = whole, one = slo) {
  const queries = planRecordedEvents([one], AT);
  const answers = [good, total].map((held): Answer =>
    typeof held === 'object'
      ? held
      : {
          state: 'ok',
          series: held === undefined ? [] : [sample('', { grafana_slo_uuid: 'a' }, held)],
          warnings: [],
        }
  );
  const byId = new Map(queries.map(({ id }, index) => [id, answers[index]!]));
  return recordedEvents(one, own, columnReader(byId));
}

describe('events by recorded rates', () => {
  it('takes two questions for any number of SLOs of one window', () => {
    expect(planRecordedEvents([slo], AT).map(({ promql }) => promql)).toEqual([
      'sum_over_time((grafana_slo_success_rate_5m{grafana_slo_uuid="a"} < Inf)[4w:5m])',
      'sum_over_time((grafana_slo_total_rate_5m{grafana_slo_uuid="a"} < Inf)[4w:5m])',
    ]);
    expect(planRecordedEvents(grafanaSlos(Array.from({ length: 300 }, (_, index) => `slo-${index}`)), AT)).toHaveLength(
      2
    );
  });

  it('are the sums of the rates, each of five minutes', () => {
    // 0.9 and 1 a second over 100 slots of 300 s.
    const { sli, budgetRemaining, badEvents, totalEvents } = read(90, 100);
    expect(totalEvents).toEqual({ state: 'measured', value: 30_000 });
    expect(badEvents).toEqual({ state: 'measured', value: 3000 });
    expect(sli.value).toBeCloseTo(0.9, 12);
    expect(budgetRemaining.value).toBeCloseTo(0.6, 12);
  });

  it('have no ratio without traffic', () => {
    const { sli, totalEvents } = read(0, 0);
    expect(totalEvents.value).toBe(0);
    expect(sli).toEqual(unmeasured('noTraffic', { kind: 'noEvents' }));
  });

  it('are not zero where nothing is recorded or nobody answers', () => {
    const missing = unmeasured('noData', { kind: 'seriesMissing', metric: 'grafana_slo_total_rate_5m' });
    expect(read(90, undefined)).toMatchObject({ sli: missing, badEvents: missing, totalEvents: missing });
    expect(read(undefined, 100)).toMatchObject({
      sli: { state: 'noData', value: null },
      badEvents: { state: 'noData', value: null },
      totalEvents: { value: 30_000 },
    });
    const refused: Answer = { state: 'failed', message: 'too many samples', cause: 'refused' };
    expect(read(refused, 100).badEvents.state).toBe('error');
  });

  it('cover as much as the ratio that the tool has recorded', () => {
    const young = { ...whole, state: 'partial' as const, coverageRatio: 0.4 };
    expect(read(90, 100, young).sli).toMatchObject({ state: 'partial', coverageRatio: 0.4 });
    const gone = unmeasured('noData', { kind: 'sliStopped', metric: 'grafana_slo_sli_5m' });
    expect(read(90, 100, gone)).toEqual({ sli: gone, budgetRemaining: gone, badEvents: gone, totalEvents: gone });
  });

  it('have no budget without an objective', () => {
    const { budgetRemaining, sli } = read(90, 100, whole, { ...slo, objectiveRatio: null });
    expect(budgetRemaining).toEqual(unmeasured('noData', { kind: 'objectiveUnknown' }));
    expect(sli.value).toBeCloseTo(0.9, 12);
  });

  it('are not told where some of them count for nothing', () => {
    const excluded = [{ startSeconds: AT - 60, endSeconds: AT, exclusions: [] }];
    expect(isRated({ ...slo, excluded })).toBe(false);
  });
});
