import { judgedWindow } from '../../window/calendar';
import { aggregate, binary, call, number, range, type Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { ReleaseProblem } from '../../release/assessment/assessment';
import type { BudgetEvidence } from '../../release/assessment/evidence';
import { LEAST_COVERAGE_RATIO } from '../../release/counts';
import type { CountedSlo } from '../../release/policy/policy';
import type { EventCount } from '../../slo/events';
import type { Answers, Query, Series } from '../port';

/** Looks at whether anything was scraped, spread over the window. */
const LOOKS = 200;
/**
 * Intervals between two samples by which an increase may be too much: Prometheus extrapolates at either end by up to 1.1 of
 * them. Source: `extrapolatedRate` in Prometheus's promql/functions.go.
 */
const EXTRAPOLATED_INTERVALS = 2.2;

/**
 * The events of an SLO window: increases, since the raw samples of weeks are too many. Beside them what they may be wrong by:
 * the events of a few mean intervals of each series, and of one more for each restart.
 */
export function planBudget(id: string, slo: CountedSlo, endSeconds: number): Query[] {
  const seconds = windowSecondsOf(slo, endSeconds);
  if (seconds <= 0) {
    return [];
  }
  const { part, total, counted } = slo.events;
  const ask = (role: string, count: EventCount, of: (selector: Selector) => string): Query[] =>
    count.map(({ selector }, index) => ({
      kind: 'instant',
      id: `${budgetId(id)}|${role}|${index}`,
      promql: of(selector),
      atSeconds: endSeconds,
    }));
  const stepSeconds = lookSeconds(seconds);
  return [
    ...ask('part', part, (selector) => increaseText(selector, seconds)),
    ...ask('total', total, (selector) => increaseText(selector, seconds)),
    ...ask('doubt:total', total, (selector) => doubtText(selector, seconds)),
    ...(counted === 'bad' ? ask('doubt:part', part, (selector) => doubtText(selector, seconds)) : []),
    {
      kind: 'range',
      id: `${budgetId(id)}|seen`,
      promql: print(aggregate('count', [], total[0].selector)),
      startSeconds: endSeconds - seconds + stepSeconds,
      endSeconds,
      stepSeconds,
    },
  ];
}

function budgetId(id: string): string {
  return `budget|${id}`;
}

function windowSecondsOf({ window }: CountedSlo, endSeconds: number): number {
  return judgedWindow(window, endSeconds).seconds;
}

/** Not shorter than most scrape intervals. */
function lookSeconds(windowSeconds: number): number {
  return Math.max(60, Math.floor(windowSeconds / LOOKS));
}

function increaseText(selector: Selector, seconds: number): string {
  return print(aggregate('sum', [], call('increase', range(selector, seconds))));
}

function doubtText(selector: Selector, seconds: number): string {
  const over = (name: string) => call(name, range(selector, seconds));
  const meanOfInterval = binary(over('increase'), '/', binary(over('count_over_time'), '-', number(1)));
  const intervals = binary(number(EXTRAPOLATED_INTERVALS), '+', over('resets'));
  return print(aggregate('sum', [], binary(intervals, '*', meanOfInterval)));
}

export function readBudget(
  id: string,
  slo: CountedSlo,
  endSeconds: number,
  first: Answers
): { ok: true; evidence: BudgetEvidence } | { ok: false; problems: ReleaseProblem[] } {
  const { part, total, counted } = slo.events;
  const problems: ReleaseProblem[] = [];
  const seriesOf = (role: string, selector: Selector): readonly Series[] => {
    const answer = first.get(`${budgetId(id)}|${role}`);
    const metric = print(selector);
    if (answer?.state !== 'ok') {
      problems.push({ kind: 'queryFailed', metric, message: answer?.message ?? '' });
      return [];
    }
    const [warning] = answer.warnings;
    if (warning !== undefined) {
      problems.push({ kind: 'partialAnswer', metric, message: warning });
    }
    return answer.series;
  };
  const sum = (role: string, count: EventCount, signed: boolean) =>
    count.map(({ sign, selector, optional }, index) => {
      const [value] = seriesOf(`${role}|${index}`, selector).map(({ values }) => values[0] ?? NaN);
      return { selector, optional, value: value === undefined ? null : signed ? sign * value : value };
    });
  const totals = sum('total', total, true);
  const parts = sum('part', part, true);
  const doubts = [...sum('doubt:total', total, false), ...(counted === 'bad' ? sum('doubt:part', part, false) : [])];
  for (const { selector, optional, value } of totals) {
    if (value === null && !optional && problems.length === 0) {
      problems.push({ kind: 'noSeries', metric: print(selector) });
    }
    if (value !== null && !Number.isFinite(value)) {
      problems.push({ kind: 'notANumber', metric: print(selector), labels: {} });
    }
  }
  const seen = seriesOf('seen', total[0].selector)[0]?.timesSeconds.length ?? 0;
  const windowSeconds = windowSecondsOf(slo, endSeconds);
  const looks = Math.floor(windowSeconds / lookSeconds(windowSeconds)) - 1;
  const coverage = Math.min(1, seen / Math.max(1, looks));
  if (problems.length === 0 && coverage < LEAST_COVERAGE_RATIO) {
    problems.push({ kind: 'notCovered', coverageRatio: coverage, floorRatio: LEAST_COVERAGE_RATIO });
  }
  if (problems.length > 0) {
    return { ok: false, problems };
  }
  const all = Math.round(totals.reduce((events, { value }) => events + (value ?? 0), 0));
  const ofPart = Math.round(parts.reduce((events, { value }) => events + (value ?? 0), 0));
  const bad = counted === 'bad' ? ofPart : all - ofPart;
  if (!(bad >= 0 && bad <= all)) {
    return { ok: false, problems: [{ kind: 'contradiction', bad, total: all }] };
  }
  return {
    ok: true,
    evidence: {
      bad,
      total: all,
      unobserved: Math.ceil(doubts.reduce((events, { value }) => events + (value ?? 0), 0)),
      windowSeconds,
      coverage,
      badSeriesAbsent: counted === 'bad' && parts.every(({ value }) => value === null),
    },
  };
}
