import { aggregate, binary, call, number, range, subquery, type Expr } from '../../promql/ast';
import type { EventCount } from '../../slo/events';
import type { Slices } from '../../slo/slices';
import { watchedWindows } from '../../slo/watched';
import { groupBy } from '../../groupBy';
import { increase } from '../events/plan';
import { uncountable, type JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries } from '../union';

export type SlicedSlo = JudgedSlo & { slices: Slices };

export function isSliced(slo: JudgedSlo): slo is SlicedSlo {
  return slo.slices !== undefined;
}

/**
 * What is asked of the slices of a window: their mean, how many have a ratio, have traffic, and were seen at all; and how many
 * series of what is counted there were.
 */
const ASKED = ['mean', 'rated', 'busy', 'seen', 'counted'] as const;
export type Asked = (typeof ASKED)[number];

/** Far below what one event changes, and above what is lost where both counts of a slice are extrapolated. */
const SAME_RATIO = 1e-9;

/** Union of what is asked of the slices of a window. */
export function slicesId(windowSeconds: number): string {
  return `slices:${windowSeconds}`;
}

export function sliceKey({ id }: SlicedSlo, asked: Asked): string {
  return `${asked}:${id}`;
}

/** The windows an SLO's slices are read over: its own, and those of its alerts. */
export function sliceWindows(slo: SlicedSlo): number[] {
  const own = uncountable(slo.window) === null ? [slo.window.seconds] : [];
  return [...new Set([...watchedWindows(slo), ...own])].sort((a, b) => a - b);
}

/**
 * The slices of every window: instant queries of one time. Slices end at multiples of their length since the epoch, so the
 * newest, unfinished one is left out.
 */
export function planSlices(slos: readonly JudgedSlo[], toSeconds: number): InstantQuery[] {
  const uses = slos
    .filter(isSliced)
    .flatMap((slo) => sliceWindows(slo).map((windowSeconds) => ({ slo, windowSeconds })));
  return [...groupBy(uses, ({ windowSeconds }) => String(windowSeconds)).values()].flatMap((users) => {
    const [{ windowSeconds }] = users;
    const leaves = users.flatMap(({ slo }) =>
      ASKED.map((asked) => ({
        key: sliceKey(slo, asked),
        expr: sliceExpr(slo.slices, asked, windowSeconds),
        identity: `slices:${sliceKey(slo, asked)}`,
      }))
    );
    return unionQueries<InstantQuery>(slicesId(windowSeconds), leaves, (question) => ({
      kind: 'instant',
      ...question,
      atSeconds: toSeconds,
    }));
  });
}

export function sliceExpr(slices: Slices, asked: Asked, windowSeconds: number): Expr {
  // A second less: some versions of Prometheus take in the slice that ends where the window begins, others do not.
  const over = (name: string, of: Expr) =>
    call(name, subquery(of, Math.max(1, Math.floor(windowSeconds) - 1), slices.seconds));
  const total = sum(slices.events.total, slices.seconds, true);
  switch (asked) {
    case 'mean':
      return over('avg_over_time', slices.kind === 'good' ? isGood(slices) : goodRatio(slices));
    case 'rated':
      return over('count_over_time', goodRatio(slices));
    case 'busy':
      return over('count_over_time', binary(total, '>', number(0)));
    case 'seen':
      return over('count_over_time', total);
    case 'counted':
      return present(slices.events.part, windowSeconds);
  }
}

/** How many series of a count had samples; nothing where none had. */
function present([first, ...others]: EventCount, windowSeconds: number): Expr {
  const series = ({ selector }: EventCount[0]) =>
    aggregate('count', [], call('present_over_time', range(selector, windowSeconds)));
  return others.reduce<Expr>((all, term) => binary(all, 'or', series(term)), series(first));
}

/** 1 where a slice was good, 0 where it was not: the sign of what is left above the target. */
function isGood(slices: Extract<Slices, { kind: 'good' }>): Expr {
  const above = binary(goodRatio(slices), '-', number(slices.targetRatio - SAME_RATIO));
  return call('clamp_min', call('sgn', above), number(0));
}

/** The share of good events of a slice; nothing without traffic, so that no NaN enters a mean. */
function goodRatio({ events, seconds }: Slices): Expr {
  const ratio = binary(
    sum(events.part, seconds, events.threshold !== undefined),
    '/',
    binary(sum(events.total, seconds, true), '>', number(0))
  );
  return events.counted === 'good' ? ratio : binary(number(1), '-', ratio);
}

/**
 * The signed sum of the terms over one slice.
 *
 * @param whole whether every term must be there; where not, one that is absent is zero, unless it is taken off
 */
function sum(count: EventCount, seconds: number, whole: boolean): Expr {
  const [first, ...rest] = count.map(({ sign, selector, optional }) => {
    const own = increase(selector, seconds);
    const mayBeAbsent = optional || (!whole && sign > 0);
    return { sign, expr: mayBeAbsent ? binary(own, 'or', call('vector', number(0))) : own };
  });
  if (first === undefined) {
    return number(0);
  }
  const start = first.sign > 0 ? first.expr : binary(number(0), '-', first.expr);
  return rest.reduce<Expr>((all, { sign, expr }) => binary(all, sign > 0 ? '+' : '-', expr), start);
}
