import fc from 'fast-check';
import { slothSlo } from '../../slo/sloth/slo';
import type { Slo } from '../../slo/slo';
import type { Answer, Answers, Query, Series } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';

const AT = 1_790_000_000;
const DAY = 86_400;
const WINDOWS = { '5m': 300, '30m': 1800, '1h': 3600, '2h': 7200, '6h': 21_600, '1d': DAY, '3d': 3 * DAY };
const request = { fromSeconds: AT - 7 * DAY, toSeconds: AT, trend: true };

function labelsOf(id: string): Record<string, string> {
  return { sloth_id: id, sloth_service: 'orders', sloth_slo: id, region: 'eu' };
}

function slo(id = 'availability', budget: number | null = 0.5): Slo {
  return slothSlo({
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    info: { ...labelsOf(id), sloth_objective: '99.9' },
    objectiveRatio: 0.999,
    periodDays: 30,
    current: true,
    recordedWindowsSeconds: budget === null ? [] : [...Object.values(WINDOWS), 30 * DAY],
    ...(budget === null ? {} : { budget: { labels: { ...labelsOf(id), sloth_window: '30d' }, value: budget } }),
  });
}

/** What Prometheus holds: value by metric name, or by the whole text of a query. */
type Held = Record<string, number | undefined>;

const SLOTS = 'slo:sli_error:ratio_rate5m{sloth_id="availability"}';
const RECORDED = `count_over_time(${SLOTS}[30d:1h])`;

const quiet: Held = {
  [RECORDED]: 720,
  ...Object.fromEntries(Object.keys(WINDOWS).map((window) => [`slo:sli_error:ratio_rate${window}`, 0.0002])),
  'slo:sli_error:ratio_rate30d': 0.0005,
  'slo:period_error_budget_remaining:ratio': 0.5,
};

function answer(slos: readonly Slo[], held: Held, failing: (query: Query) => boolean = () => false): Answers {
  return new Map(
    planSlos(request, slos).map((query): [string, Answer] => {
      if (failing(query)) {
        return [query.id, { state: 'failed', message: 'connection refused', cause: 'unavailable' }];
      }
      const metric = /^[a-z0-9_:]+(?=\{)/.exec(query.promql)?.[0] ?? query.promql;
      const value = held[query.promql] ?? held[metric];
      const series = slos.map(({ name }): Series => ({
        labels: { __name__: metric, ...labelsOf(name), sloth_window: 'any' },
        timesSeconds: query.kind === 'instant' ? [AT] : [AT - 7200, AT - 3600, AT],
        values: query.kind === 'instant' ? [value ?? NaN] : [0.0003, 0.0004, 0.00045],
      }));
      return [query.id, { state: 'ok', series: value === undefined ? [] : series, warnings: [] }];
    })
  );
}

function judge(one: Slo, held: Held, failing?: (query: Query) => boolean) {
  return judgeSlos(request, [one], answer([one], held, failing))[0]!;
}

describe('plan of the SLO table', () => {
  it('asks the same number of questions for any number of SLOs', () => {
    const many = Array.from({ length: 500 }, (_, index) => slo(`slo-${index}`));
    expect(planSlos(request, many)).toHaveLength(planSlos(request, many.slice(0, 1)).length);
    expect(planSlos(request, many.slice(0, 1))).toHaveLength(12);
    expect(planSlos({ ...request, trend: false }, many)).toHaveLength(11);
  });

  it('names few SLOs, and reads a column whole when there are many', () => {
    const promql = (count: number) =>
      planSlos(
        request,
        Array.from({ length: count }, (_, index) => slo(`slo-${index}`))
      )[0]!.promql;
    expect(promql(1)).toBe('slo:sli_error:ratio_rate5m{sloth_id="slo-0"}');
    expect(promql(2)).toBe('slo:sli_error:ratio_rate5m{sloth_id=~"slo-0|slo-1"}');
    expect(promql(101)).toBe('slo:sli_error:ratio_rate5m{sloth_id!=""}');
  });

  it('asks nothing when there is nothing to ask for', () => {
    expect(planSlos(request, [])).toEqual([]);
  });
});

describe('the SLO table', () => {
  it('reads a healthy SLO', () => {
    const row = judge(slo(), quiet);
    expect(row.verdict.status).toBe('healthy');
    expect(row.sli.value).toBeCloseTo(0.9995, 12);
    expect(row.budgetRemaining).toMatchObject({ state: 'measured', value: 0.5 });
    expect(row.burnRates.get(3600)!.value).toBeCloseTo(0.2, 9);
    expect(row.verdict.exhaustion).toEqual({ seconds: Infinity, rateWindowSeconds: 21_600, countsPayback: false });
    expect(row.problems).toEqual([]);
    expect(row.trend).toEqual([
      { timeSeconds: AT - 7200, value: expect.closeTo(0.7, 9) },
      { timeSeconds: AT - 3600, value: expect.closeTo(0.6, 9) },
      { timeSeconds: AT, value: 0.5 },
    ]);
  });

  it('shows which pair fires', () => {
    const row = judge(slo(), {
      ...quiet,
      'slo:sli_error:ratio_rate5m': 0.05,
      'slo:sli_error:ratio_rate1h': 0.02,
    });
    expect(row.verdict).toMatchObject({
      status: 'burning',
      cause: { rule: 'pairFires', pair: { longSeconds: 3600 } },
      // Half of the budget of 30 days at burn rate 20, the one that fires, and not at the quiet one of 6 h.
      exhaustion: { rateWindowSeconds: 3600 },
    });
    expect(row.verdict.exhaustion!.seconds).toBeCloseTo((0.5 * 30 * DAY) / 20, 0);
    expect(row.pairStates).toEqual(['firing', 'quiet', 'quiet', 'quiet']);
  });

  it('is blind, not perfect, for an SLO that has no SLI series', () => {
    const row = judge(slo('never-failed', null), {});
    expect(row.verdict.status).toBe('blind');
    expect(row.sli).toEqual({ state: 'noData', value: null, reason: { kind: 'sliMissing' } });
    expect(row.budgetRemaining.value).toBeNull();
  });

  it('does not show the past of a metric that is gone as its present', () => {
    const gone: Held = { ...quiet };
    for (const window of Object.keys(WINDOWS)) {
      delete gone[`slo:sli_error:ratio_rate${window}`];
    }
    const row = judge(slo(), gone);
    expect(row.verdict.status).toBe('blind');
    expect(row.budgetRemaining).toMatchObject({ state: 'noData', value: null, reason: { kind: 'sliStopped' } });
  });

  it('asks the slots themselves whether they have stopped, not a ratio over the time between two looks', () => {
    const one = slo();
    const slot = { ratio: { metric: 'slo:sli_error:ratio_rate3m', holds: 'bad' }, seconds: 300 } as const;
    const row = judge({ ...one, recorded: { ...one.recorded!, slot } }, quiet);
    expect(row.burnRates.get(300)?.state).toBe('measured');
    expect(row.sli).toEqual({
      state: 'noData',
      value: null,
      reason: { kind: 'sliStopped', metric: 'slo:sli_error:ratio_rate3m' },
    });
  });

  it('says no traffic for 0/0 and keeps the budget', () => {
    const row = judge(slo(), { ...quiet, 'slo:sli_error:ratio_rate5m': NaN });
    expect(row.verdict.status).toBe('noTraffic');
    expect(row.burnRates.get(300)).toMatchObject({ state: 'noTraffic', value: null });
    expect(row.budgetRemaining.value).toBe(0.5);
  });

  describe('with a ratio poisoned by NaN', () => {
    const nan: Held = {
      ...quiet,
      'slo:sli_error:ratio_rate30d': NaN,
      'slo:period_error_budget_remaining:ratio': NaN,
    };
    const healing = (mean: number | undefined, traffic: number, all: number): Held => ({
      ...nan,
      [`avg_over_time((${SLOTS} >= 0)[30d:5m])`]: mean,
      [`count_over_time((${SLOTS} >= 0)[30d:5m])`]: traffic,
      [RECORDED]: all,
    });

    it('leaves the slots without traffic out and says so', () => {
      const row = judge(slo('availability', NaN), healing(0.0004, 7200, 720));
      expect(row.budgetRemaining).toMatchObject({
        state: 'gapsSkipped',
        coverageRatio: 1,
        reason: { kind: 'gapsSkipped', slots: 7200, slotsInWindow: 8640 },
      });
      expect(row.budgetRemaining.value).toBeCloseTo(0.6, 9);
      expect(row.method).toMatchObject({ kind: 'meanOfSlots' });
      expect(row.verdict.status).toBe('healthy');
    });

    it('counts slots that were never recorded as missing, unlike those without traffic', () => {
      const row = judge(slo('availability', NaN), healing(0.0004, 4000, 360));
      expect(row.budgetRemaining.coverageRatio).toBeCloseTo(0.5, 9);
      expect(row.verdict.status).toBe('blind');
    });

    it('has no traffic when no slot had any', () => {
      const row = judge(slo('availability', NaN), {
        ...healing(undefined, 0, 720),
        'slo:sli_error:ratio_rate5m': NaN,
      });
      expect(row.verdict.status).toBe('noTraffic');
    });

    it('is not healthy before the catalogue knows of the poison', () => {
      const row = judge(slo('availability', 0.5), nan);
      expect(row.budgetRemaining).toMatchObject({ state: 'gapsSkipped', value: null });
      expect(row.verdict.status).toBe('blind');
    });

    it('passes on that the healing queries were refused', () => {
      const row = judge(slo('availability', NaN), nan, ({ id }) => id.startsWith('slots:recorded'));
      expect(row.verdict.status).toBe('blind');
      expect(row.budgetRemaining).toMatchObject({ state: 'error', reason: { message: 'connection refused' } });
    });
  });

  it.each([
    'column:slo:sli_error:ratio_rate5m',
    'column:slo:sli_error:ratio_rate3d',
    'column:slo:sli_error:ratio_rate30d',
  ])('is blind when %s is refused', (id) => {
    const row = judge(slo(), quiet, (query) => query.id === id);
    expect(row.verdict.status).toBe('blind');
  });

  it('keeps its numbers when only the trend is refused', () => {
    const row = judge(slo(), quiet, ({ kind }) => kind === 'range');
    expect(row.trend).toEqual([]);
    expect(row.verdict.status).toBe('healthy');
  });

  it('flags what cannot be, and does not clamp it', () => {
    const row = judge(slo(), { ...quiet, 'slo:sli_error:ratio_rate30d': -0.1 });
    expect(row.sli.value).toBeCloseTo(1.1, 12);
    expect(row.problems.map(({ kind }) => kind)).toEqual(['valueOutOfRange', 'budgetDisagrees']);
    expect(row.verdict).toMatchObject({ status: 'blind', cause: { rule: 'doubtful' } });
  });

  it.each([
    [721, 'measured', 'healthy'],
    [715, 'measured', 'healthy'],
    [660, 'partial', 'healthy'],
    [640, 'partial', 'blind'],
    [undefined, 'partial', 'blind'],
  ])('knows how much of the window %s of 720 looks are', (slots, state, status) => {
    const row = judge(slo(), { ...quiet, [RECORDED]: slots });
    expect(row.budgetRemaining.state).toBe(state);
    expect(row.budgetRemaining.value).toBe(0.5);
    expect(row.verdict.status).toBe(status);
  });

  it('is not healthy by an answer that the upstream restricts', () => {
    const one = slo();
    const warned = new Map(
      [...answer([one], quiet)].map(([id, given]) => [
        id,
        given.state === 'ok' ? { ...given, warnings: ['a store did not answer'] } : given,
      ])
    );
    const [row] = judgeSlos(request, [one], warned);
    expect(row!.verdict.status).toBe('blind');
    expect(row!.budgetRemaining).toMatchObject({ state: 'partial', value: 0.5 });
  });

  it('prefers the number of a replica that has one', () => {
    const one = slo();
    const answers = new Map(answer([one], quiet));
    for (const [id, given] of answers) {
      if (given.state === 'ok') {
        const fresh = given.series.map((series) => ({
          ...series,
          labels: { ...series.labels, prometheus_replica: 'b' },
          values: series.values.map(() => NaN),
        }));
        answers.set(id, { ...given, series: [...fresh, ...given.series] });
      }
    }
    expect(judgeSlos(request, [one], answers)[0]!.verdict.status).toBe('healthy');
  });

  it('never turns missing or refused answers into health', () => {
    const one = slo();
    const ids = planSlos({ ...request, trend: false }, [one]).map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), fc.constantFrom('absent', 'failed', 'lost'), (hit, how) => {
        const answers = new Map(answer([one], quiet));
        for (const id of hit) {
          if (how === 'lost') {
            answers.delete(id);
          } else {
            answers.set(
              id,
              how === 'absent'
                ? { state: 'ok', series: [], warnings: [] }
                : { state: 'failed', message: 'x', cause: 'unavailable' }
            );
          }
        }
        const { status } = judgeSlos(request, [one], answers)[0]!.verdict;
        // The recorded budget repeats what the ratio over the window says, and since when there is data only explains a
        // window that is not covered: these alone may be missing.
        const idle = hit.every((id) => id.endsWith('budget_remaining:ratio') || id.startsWith('slots:begin'));
        expect(status).toBe(idle ? 'healthy' : 'blind');
      })
    );
  });
});
