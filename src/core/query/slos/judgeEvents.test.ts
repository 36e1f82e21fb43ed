import { workbookPairs } from '../../budget/alertPairs';
import fc from 'fast-check';
import { selector } from '../../promql/ast';
import { mergeDefinitions } from '../../slo/merge';
import type { Answer } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';
import {
  alone,
  answers,
  AT,
  both,
  DAY,
  definition,
  type Held,
  judge,
  neverFailed,
  quiet,
  request,
  upstream,
} from './testing';

/** 10,000 events in 30 days are 13.9 in an hour; one failure is a tenth of what 99.9 % allows, and burns at 72. */
const FEW = {
  kind: 'lowTraffic',
  expectedEvents: expect.closeTo(13.889, 3),
  shortSeconds: 300,
  longSeconds: 3600,
  failureBudgetRatio: expect.closeTo(0.1, 9),
};

describe('an SLO of counted events', () => {
  it('has budget, burn rates and status of its events', () => {
    const [row] = judge(alone, quiet);
    expect(row!.sli.value).toBeCloseTo(0.9999, 12);
    expect(row!.budgetRemaining).toMatchObject({ state: 'measured' });
    expect(row!.budgetRemaining.value).toBeCloseTo(0.9, 9);
    expect([...row!.burnRates.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY]);
    expect(row!.burnRates.get(3600)!.value).toBeCloseTo(0.1, 9);
    expect(row!.method).toEqual({ kind: 'events', counted: 'bad' });
    expect(row!.eventWeighted).toMatchObject({ badEvents: { value: 1 }, totalEvents: { value: 10_000 } });
    expect(row!.verdict.status).toBe('healthy');
  });

  it('shows the query of every number, one by one and not as their union', () => {
    const [row] = judge(alone, quiet);
    expect(row!.evidence).toContainEqual({ role: 'sli', promql: 'sum(increase(requests_total{code="500"}[30d]))' });
    expect(row!.evidence).toContainEqual({ role: 'burnRate', promql: 'sum(increase(requests_total[1h]))' });
    expect(row!.evidence.every(({ promql }) => !promql.includes('slo_part'))).toBe(true);
  });

  it('whose alerts are switched off is judged by its budget, and its burn rates are counted all the same', () => {
    const off = { ...definition('requests'), pairs: [], mutedPairs: workbookPairs(30 * DAY) };
    const [row] = judge(mergeDefinitions(upstream, [], [off]), quiet);
    expect(row!.verdict).toMatchObject({ status: 'healthy', cause: { rule: 'alertsOff' } });
    expect([...row!.burnRates.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY]);
    const burning = judge(mergeDefinitions(upstream, [], [off]), [[/code="500"}\[(5m|1h)\]/, 200], ...quiet])[0]!;
    expect(burning.verdict.status).not.toBe('burning');
    expect(burning.burnRates.get(3600)!.value).toBeCloseTo(20, 9);
  });

  it('that cannot be counted says so first, and nothing of failures', () => {
    const { events: _, ...uncounted } = definition('requests');
    const [row] = judge(mergeDefinitions(upstream, [], [{ ...uncounted, uncountable: 'plugin' }]), quiet);
    expect(row!.verdict).toMatchObject({
      status: 'blind',
      cause: { rule: 'cannotSee', what: { state: 'noData', reason: { kind: 'notCountable' } } },
    });
  });

  it('of which one severity is switched off has the burn rates of both', () => {
    const [page, slow, ...tickets] = workbookPairs(30 * DAY);
    const some = { ...definition('requests'), pairs: tickets, mutedPairs: [page!, slow!] };
    const [row] = judge(mergeDefinitions(upstream, [], [some]), quiet);
    expect(row!.verdict).toMatchObject({ status: 'healthy', cause: { rule: 'allQuiet' } });
    expect([...row!.burnRates.keys()]).toEqual([300, 1800, 3600, 7200, 21_600, DAY, 3 * DAY]);
    expect(row!.pairStates).toEqual(['quiet', 'quiet']);
  });

  it('burns', () => {
    const [row] = judge(alone, [[/code="500"}\[(5m|1h)\]/, 200], ...quiet]);
    expect(row!.verdict).toMatchObject({
      status: 'burning',
      cause: { rule: 'pairFires', shortRate: expect.closeTo(20, 9), longRate: expect.closeTo(20, 9) },
    });
  });

  it('has no bad events where no error series exists beside a live total', () => {
    const [row] = judge(alone, [[/code="500"/, undefined], ...quiet]);
    expect(row!.problems).toEqual([{ kind: 'noBadSeries', selector: 'requests_total{code="500"}' }, FEW]);
    expect(row!.budgetRemaining).toMatchObject({ state: 'measured', value: 1 });
    expect(row!.verdict.status).toBe('healthy');
  });

  it('is not healthy where a metric of its own tells the bad events and is not there', () => {
    const own = definition('requests');
    const [slo] = mergeDefinitions(
      upstream,
      [],
      [{ ...own, events: { ...own.events!, part: [{ sign: 1, selector: selector('failures_total') }] } }]
    );
    const never = judge([slo!], [[/failures_total/, undefined], ...quiet])[0]!;
    expect(never.problems).toEqual([{ kind: 'badMetricMissing', metric: 'failures_total' }, FEW]);
    expect(never.verdict).toMatchObject({ status: 'blind', cause: { rule: 'doubtful' } });
    // It was there within the window, and is lost now.
    const lost = judge([slo!], [[/failures_total\[(5m|30m|1h)\]/, undefined], [/failures_total/, 1], ...quiet])[0]!;
    expect(lost.burnRates.get(300)).toMatchObject({ state: 'noData', reason: { metric: 'failures_total' } });
    expect(lost.verdict.status).toBe('blind');
    const seen: Held = [[/increase\(failures_total/, 1], ...quiet];
    expect(judge([slo!], seen)[0]!.verdict.status).toBe('healthy');
    // While it was not there nobody counted failures, whatever was there of the total.
    const gap = judge([slo!], [[/count_over_time\(group\(failures_total\)/, 360], ...seen])[0]!;
    expect(gap.budgetRemaining).toMatchObject({
      state: 'partial',
      reason: { kind: 'windowNotCovered', coverageRatio: 0.5 },
    });
    expect(gap.verdict.status).toBe('blind');
  });

  it('is not healthy where no series has the label by which bad events are told, or nobody knows', () => {
    const none: Held = [[/increase\(.*code="500"/, undefined], [/code!=""/, undefined], ...quiet];
    const [missing] = judge(alone, none);
    expect(missing!.problems).toContainEqual({ kind: 'labelMissing', metric: 'requests_total', label: 'code' });
    expect(missing!.verdict.status).toBe('blind');
    const [unknown] = judge(alone, [[/increase\(.*code="500"/, undefined], ...quiet], ({ id }) =>
      id.startsWith('labels')
    );
    expect(unknown!.verdict.status).toBe('blind');
    expect(unknown!.budgetRemaining.state).toBe('error');
  });

  it.each<[string, Held, string, string]>([
    ['the total is absent', [[/_total/, undefined]], 'blind', 'noData'],
    ['nothing was counted', [[/increase\(/, 0]], 'noTraffic', 'noTraffic'],
    [
      'half of the window has no samples',
      [
        [/count_over_time/, 360],
        [/min_over_time/, AT - 30 * DAY],
      ],
      'blind',
      'partial',
    ],
    [
      'the data begins within the window',
      [
        [/count_over_time/, 360],
        [/min_over_time/, AT - 15 * DAY],
      ],
      'blind',
      'partial',
    ],
    [
      'there was nothing to look at',
      [
        [/count_over_time/, undefined],
        [/min_over_time/, undefined],
      ],
      'blind',
      'partial',
    ],
  ])('is not healthy where %s', (_, held, status, state) => {
    const [row] = judge(alone, [...held, ...quiet]);
    expect(row!.verdict.status).toBe(status);
    expect(row!.budgetRemaining.state).toBe(state);
  });

  it('is not healthy by an answer that the upstream restricts, however much of the window it covers', () => {
    for (const looks of [720, 670]) {
      const given = [...answers(alone, [[/count_over_time/, looks], ...quiet])].map(
        ([id, answer]): [string, Answer] => [
          id,
          answer.state === 'ok' ? { ...answer, warnings: ['a store did not answer'] } : answer,
        ]
      );
      const [row] = judgeSlos(request, alone, new Map(given));
      expect(row!.verdict.status).toBe('blind');
      expect(row!.budgetRemaining).toMatchObject({ state: 'partial', reason: { kind: 'upstreamWarning' } });
    }
  });

  it('tells a young SLO from one with holes', () => {
    const young = judge(alone, [[/count_over_time/, 360], [/min_over_time/, AT - 15 * DAY], ...quiet])[0]!;
    expect(young.budgetRemaining.reason).toEqual({
      kind: 'youngerThanWindow',
      coverageRatio: 0.5,
      sinceSeconds: AT - 15 * DAY,
    });
    const holes = judge(alone, [[/count_over_time/, 180], [/min_over_time/, AT - 15 * DAY], ...quiet])[0]!;
    expect(holes.budgetRemaining.reason).toEqual({ kind: 'windowNotCovered', coverageRatio: 0.25 });
  });

  it('never turns missing or refused answers into health', () => {
    const ids = planSlos({ ...request, trend: false }, alone).map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids, { minLength: 1 }), fc.boolean(), (hit, lost) => {
        const given = new Map(answers(alone, quiet));
        for (const id of hit) {
          if (lost) {
            given.delete(id);
          } else {
            given.set(id, { state: 'failed', message: 'x', cause: 'unavailable' });
          }
        }
        const { status } = judgeSlos(request, alone, given)[0]!.verdict;
        // Since when there is data only explains a window that is not covered, and labels only prove an absence.
        const idle = hit.every((id) => id.startsWith('eventBegin') || id.startsWith('labels'));
        expect(status).toBe(idle ? 'healthy' : 'blind');
      })
    );
  });

  it('loses its own numbers only where another one is refused', () => {
    const slos = mergeDefinitions(upstream, [], [definition('requests'), definition('broken')]);
    const given = new Map(answers(slos, quiet));
    for (const query of planSlos(request, slos)) {
      const answer = given.get(query.id);
      const broken = query.union?.parts.filter(({ promql }) => promql.includes('broken')) ?? [];
      if (answer?.state === 'ok') {
        given.set(query.id, {
          ...answer,
          refused: new Map(broken.map(({ key }) => [key, { cause: 'refused', message: 'duplicate series' }])),
        });
      }
    }
    const rows = judgeSlos(request, slos, given);
    expect(rows.map(({ verdict }) => verdict.status)).toEqual(['healthy', 'blind']);
    expect(rows[1]!.sli).toEqual({
      state: 'error',
      value: null,
      reason: { kind: 'queryFailed', cause: 'refused', message: 'duplicate series' },
    });
  });
});

describe('an SLO that is recorded and documented', () => {
  it('leads with the number its alerts use and has that of its events beside it', () => {
    const [row] = judge(both, quiet);
    expect(row!.method).toEqual({
      kind: 'recorded',
      tool: 'sloth',
      metric: 'slo:sli_error:ratio_rate30d',
      weighs: 'slots',
    });
    expect(row!.budgetRemaining.value).toBe(0.5);
    expect(row!.eventWeighted!.budgetRemaining.value).toBeCloseTo(0.9, 9);
    expect(row!.eventWeighted!.sli.value).toBeCloseTo(0.9999, 12);
    expect(row!.verdict.status).toBe('healthy');
  });

  it('counts the events of its own window only, since its burn rates are recorded', () => {
    const counted = planSlos(request, both).filter(({ id }) => id.startsWith('increase:'));
    expect(counted.map(({ id }) => id)).toEqual([`increase:${30 * DAY}#0`]);
  });

  it('keeps its recorded number where the events cannot be counted', () => {
    const [row] = judge(both, quiet, ({ id }) => id.startsWith('increase'));
    expect(row!.budgetRemaining.value).toBe(0.5);
    expect(row!.eventWeighted!.sli).toMatchObject({ state: 'error', value: null });
  });

  it('is measured by its events where it never failed, so that nothing was recorded', () => {
    const [row] = judge(neverFailed, [[/code="500"/, undefined], ...quiet]);
    expect(row!.problems).toEqual([{ kind: 'noBadSeries', selector: 'requests_total{code="500"}' }, FEW]);
    expect(row!.budgetRemaining).toMatchObject({ state: 'measured', value: 1 });
    expect(row!.verdict.status).toBe('healthy');
  });

  it('is not healthy where it failed and nothing was recorded', () => {
    const [row] = judge(neverFailed, quiet);
    expect(row!.problems).toEqual([{ kind: 'errorsNotRecorded' }, FEW]);
    expect(row!.verdict.status).toBe('blind');
  });

  it('says that nothing is recorded where the events cannot be counted either', () => {
    const [row] = judge(neverFailed, [[/_total/, undefined], ...quiet]);
    expect(row!.problems).toEqual([{ kind: 'sliMissing' }]);
    expect(row!.verdict.status).toBe('blind');
  });
});
