import { overWindow } from '../../slo/overWindow';
import type { Answer } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';
import { ALL_WINDOWS, alone, answers, DAY, judge, quiet, recorded, request } from './testing';

describe('another window than the SLO has', () => {
  it('is judged by the short ratios and never by what is recorded over its own', () => {
    const week = overWindow([recorded('requests', ALL_WINDOWS)], 7 * DAY);
    const [row] = judge(week, [[/count_over_time\(\(/, 2016], ...quiet]);
    expect(row!.method).toMatchObject({ kind: 'meanOfSlots' });
    expect(row!.budgetRemaining).toMatchObject({ state: 'measured' });
    expect(row!.budgetRemaining.value).toBeCloseTo(0.5, 9);
    expect(row!.policy).toEqual({ state: 'unknown', cause: { rule: 'anotherWindow' } });
    expect(planSlos(request, week).some(({ promql }) => /30d|remaining/.test(promql))).toBe(false);
  });

  it('is restricted where any answer behind it is', () => {
    const week = overWindow([recorded('requests', ALL_WINDOWS)], 7 * DAY);
    for (const part of ['slots:mean', 'slots:withTraffic', 'slots:recorded']) {
      const given = [...answers(week, [[/count_over_time\(\(/, 2016], ...quiet])].map(
        ([id, answer]): [string, Answer] => [
          id,
          id.startsWith(part) && answer.state === 'ok' ? { ...answer, warnings: ['a store did not answer'] } : answer,
        ]
      );
      const [row] = judgeSlos(request, week, new Map(given));
      expect(row!.budgetRemaining).toMatchObject({ state: 'partial', reason: { kind: 'upstreamWarning' } });
      expect(row!.verdict.status).toBe('blind');
    }
  });

  it('counts events over it', () => {
    const [row] = judge(overWindow(alone, 7 * DAY), [[/code="500"}\[1w\]/, 5], ...quiet]);
    expect(row!.budgetRemaining.value).toBeCloseTo(0.5, 9);
  });
});
