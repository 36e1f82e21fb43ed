import type { Answer, Answers, Series } from '../../query/port';
import type { RulesAnswer } from '../../rules/rules';
import { readCatalogue } from '../catalogue';
import { slothDiscovery } from './catalogue';

const UPSTREAM = { uid: 'prom', name: 'Prometheus', labels: {} };
const AT = 1_790_000_000;

function sample(metric: string, labels: Record<string, string>, value: number): Series {
  return { labels: { __name__: metric, ...labels }, timesSeconds: [AT], values: [value] };
}

const ids = { sloth_id: 'orders-availability', sloth_service: 'orders', sloth_slo: 'availability' };
const user = { owner: 'waiters', region: 'eu' };
const info = sample(
  'sloth_slo_info',
  {
    ...ids,
    ...user,
    sloth_mode: 'cli-gen-prom',
    sloth_objective: '99.9',
    sloth_spec: 'prometheus/v1',
    sloth_version: 'v0.16.0',
  },
  1
);
const objective = sample('slo:objective:ratio', { ...ids, ...user }, 0.9990000000000001);
const period = sample('slo:time_period:days', { ...ids, ...user }, 30);
const remaining = sample('slo:period_error_budget_remaining:ratio', { ...ids, ...user, sloth_window: '30d' }, 0.4);
const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'].map((window) =>
  sample(`slo:sli_error:ratio_rate${window}`, { sloth_id: ids.sloth_id }, 1)
);

/** Answers in the order in which the plan asks, with the info series of the past day where they are today's. */
function answers(
  infos: Series[],
  objectives: Series[],
  periods: Series[],
  budgets: Series[],
  ratios: Series[],
  pastInfos = infos,
  infoSightings: Series[] = []
): Answers {
  const series = [infos, pastInfos, infoSightings, objectives, periods, budgets, ratios];
  const queries = slothDiscovery.plan(AT);
  return new Map(
    queries.map(({ id }, index): [string, Answer] => [id, { state: 'ok', series: series[index] ?? [], warnings: [] }])
  );
}

function read(given: Answers, rules?: RulesAnswer) {
  const result = readCatalogue(UPSTREAM, AT, given, rules);
  if (result.state === 'failed') {
    throw new Error(result.failure.message);
  }
  return result.slos;
}

describe('plan of the catalogue', () => {
  it('asks seven instant questions', () => {
    expect(slothDiscovery.plan(AT).map(({ promql }) => promql)).toEqual([
      'sloth_slo_info{sloth_id!=""}',
      'last_over_time(sloth_slo_info{sloth_id!=""}[1d])',
      'sum without (slo_look) (label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 15m) * 1, "slo_look", "0", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 30m) * 2, "slo_look", "1", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 1h) * 4, "slo_look", "2", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 2h) * 8, "slo_look", "3", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 4h) * 16, "slo_look", "4", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 8h) * 32, "slo_look", "5", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 16h) * 64, "slo_look", "6", "", "") or label_replace(group without () (sloth_slo_info{sloth_id!=""} offset 1d) * 128, "slo_look", "7", "", ""))',
      'last_over_time(slo:objective:ratio{sloth_id!=""}[1d])',
      'last_over_time(slo:time_period:days{sloth_id!=""}[1d])',
      'slo:period_error_budget_remaining:ratio{sloth_id!=""}',
      'count by (__name__, sloth_id) ({__name__=~"slo:sli_error:ratio_rate.+", sloth_id!=""})',
    ]);
    expect(slothDiscovery.plan(AT).every(({ kind, atSeconds }) => kind === 'instant' && atSeconds === AT)).toBe(true);
  });
});

describe('catalogue of Sloth', () => {
  it('reads an SLO', () => {
    const [slo, ...others] = read(answers([info], [objective], [period], [remaining], windows));
    expect(others).toEqual([]);
    expect(slo).toMatchObject({
      tool: 'sloth',
      service: 'orders',
      name: 'availability',
      owner: 'waiters',
      labels: user,
      objectiveRatio: 0.999,
      window: { kind: 'rolling', seconds: 2_592_000 },
      problems: [],
    });
    expect(slo!.recorded!.windowRatio).toEqual({ metric: 'slo:sli_error:ratio_rate30d', holds: 'bad' });
    expect([...slo!.recorded!.ratios.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, 86_400, 259_200]);
    expect(slo!.recorded!.poisoned).toBe(false);
  });

  it('writes 28 days as Sloth does', () => {
    const four = { ...period, values: [28] };
    const [slo] = read(answers([info], [objective], [four], [remaining], windows));
    expect(slo!.recorded!.windowRatio).toEqual({ metric: 'slo:sli_error:ratio_rate4w', holds: 'bad' });
    expect(slo!.pairs[0]!.factor).toBeCloseTo(13.44, 10);
  });

  it('keeps an SLO that has no SLI series, and says so', () => {
    const [slo] = read(answers([info], [objective], [period], [], []));
    expect(slo!.problems).toEqual([{ kind: 'sliMissing' }]);
    expect([...slo!.recorded!.ratios.keys()]).toContain(300);
  });

  it('says of an SLI of which only the past is left that it has stopped', () => {
    const [slo] = read(answers([info], [objective], [period], [remaining], windows.slice(-1)));
    expect(slo!.problems).toEqual([{ kind: 'sliStopped' }]);
  });

  it('notices that the recorded budget is NaN', () => {
    const [slo] = read(answers([info], [objective], [period], [{ ...remaining, values: [NaN] }], windows));
    expect(slo!.recorded!.poisoned).toBe(true);
  });

  it('gives one SLO per group that the SLI keeps', () => {
    const groups = ['eu-1', 'eu-2'].map((zone) => ({ ...remaining, labels: { ...remaining.labels, zone } }));
    const slos = read(answers([info], [objective], [period], groups, windows));
    expect(slos.map(({ labels }) => labels['zone'])).toEqual(['eu-1', 'eu-2']);
    expect(new Set(slos.map(({ id }) => id)).size).toBe(2);
  });

  it('tells clusters apart and merges replicas', () => {
    const copies = (one: Series): Series[] =>
      ['a', 'b'].flatMap((cluster) =>
        ['0', '1'].map((prometheus_replica) => ({ ...one, labels: { ...one.labels, cluster, prometheus_replica } }))
      );
    const slos = read(answers(copies(info), copies(objective), copies(period), copies(remaining), windows));
    expect(slos.map(({ labels }) => labels['cluster'])).toEqual(['a', 'b']);
  });

  it('believes the percentage over the recorded ratio and reports that they differ', () => {
    const [slo] = read(answers([info], [{ ...objective, values: [0.99] }], [period], [remaining], windows));
    expect(slo!.objectiveRatio).toBe(0.999);
    expect(slo!.problems).toEqual([{ kind: 'objectivesDisagree', infoRatio: 0.999, seriesRatio: 0.99 }]);
  });

  it('takes the recorded ratio of a Sloth that wrote no percentage, and no objective where there is none', () => {
    const { sloth_objective, ...old } = info.labels;
    expect(sloth_objective).toBe('99.9');
    const [known] = read(answers([{ ...info, labels: old }], [objective], [period], [remaining], windows));
    expect(known!.objectiveRatio).toBe(0.9990000000000001);
    const [unknown] = read(answers([{ ...info, labels: old }], [], [period], [remaining], windows));
    expect(unknown!.objectiveRatio).toBeNull();
    expect(unknown!.problems).toEqual([{ kind: 'objectiveUnknown' }]);
  });

  it('keeps an SLO whose rules have stopped, and says so', () => {
    const slos = read(answers([], [objective], [period], [], [], [info]));
    expect(slos.map(({ name, objectiveRatio, problems }) => [name, objectiveRatio, problems])).toEqual([
      ['availability', 0.999, [{ kind: 'rulesStopped' }]],
    ]);
  });

  it('does not take the series that a change of labels has ended for another SLO', () => {
    const renamed = { ...info, labels: { ...info.labels, owner: 'nobody', sloth_objective: '99' } };
    expect(read(answers([info], [objective], [period], [remaining], windows, [renamed, info]))).toHaveLength(1);
    const elsewhere = { ...info, labels: { ...info.labels, cluster: 'b' } };
    expect(read(answers([info], [objective], [period], [remaining], windows, [elsewhere, info]))).toHaveLength(2);
  });

  it.each(['100', '0', '150', '-5', 'high', ''])('has no objective where it says %j', (percent) => {
    const odd = { ...info, labels: { ...info.labels, sloth_objective: percent } };
    const [slo] = read(answers([odd], [{ ...objective, values: [1] }], [period], [remaining], windows));
    expect(slo!.objectiveRatio).toBeNull();
    expect(slo!.problems).toEqual([{ kind: 'objectiveUnknown' }]);
  });

  it('assumes Sloth’s default period aloud', () => {
    const [slo] = read(answers([info], [objective], [], [remaining], windows));
    expect(slo!.problems).toEqual([{ kind: 'windowAssumed', windowSeconds: 2_592_000 }]);
  });

  it('reports alert windows that it can only assume', () => {
    const [week] = read(answers([info], [objective], [{ ...period, values: [7] }], [remaining], windows));
    expect(week!.problems).toContainEqual({ kind: 'pairsAssumed' });
    const [short] = read(answers([info], [objective], [period], [remaining], windows.slice(0, 4)));
    expect(short!.problems).toContainEqual({ kind: 'pairNotRecorded', shortSeconds: 1800, longSeconds: 21_600 });
  });

  describe('where rules may not be read', () => {
    const forbidden: RulesAnswer = { state: 'unreadable', cause: 'forbidden', message: '' };
    const never = answers([info], [objective], [period], [], []);
    const week = answers([info], [objective], [{ ...period, values: [7] }], [remaining], windows);

    it('says what they would tell', () => {
      expect(read(never, forbidden)[0]!.problems).toEqual([
        { kind: 'sliMissing' },
        { kind: 'rulesWouldTell', what: 'total' },
      ]);
      const found = read(week, { ...forbidden, cause: 'missing' })[0]!.problems;
      expect(found).toContainEqual({ kind: 'rulesWouldTell', what: 'pairs' });
    });

    it('says nothing where nothing is missing, or where they could not be read for a moment', () => {
      expect(read(answers([info], [objective], [period], [remaining], windows), forbidden)[0]!.problems).toEqual([]);
      expect(read(never, { ...forbidden, cause: 'unavailable' })[0]!.problems).toEqual([{ kind: 'sliMissing' }]);
    });
  });

  it('fails as a whole when one of its questions was refused or lost', () => {
    for (const { id } of slothDiscovery.plan(AT)) {
      const refused = new Map(answers([info], [objective], [period], [remaining], windows)).set(id, {
        state: 'failed',
        message: 'too many samples',
        cause: 'refused',
      });
      expect(readCatalogue(UPSTREAM, AT, refused)).toEqual({
        state: 'failed',
        failure: { cause: 'refused', message: 'too many samples' },
      });
      const lost = new Map(refused);
      lost.delete(id);
      expect(readCatalogue(UPSTREAM, AT, lost).state).toBe('failed');
    }
  });
});
