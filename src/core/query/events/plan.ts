import { aggregate, call, range, subquery, type Expr, type Selector } from '../../promql/ast';
import { lookedAt } from '../../promql/idioms';
import type { EventsSli } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import { groupBy } from '../columns';
import { COVERAGE_LOOKS } from '../coverage';
import type { InstantQuery } from '../port';
import { unionQueries } from '../union';
import { countsEvents, selectorsOf, termKey, termsOf, type Terms } from './terms';

/** How many times a window is looked at to tell since when it has samples: a date is told, not a time. */
const BEGIN_LOOKS = 120;

/** Union of the events of every term over a window. */
export function increaseId(windowSeconds: number): string {
  return `increase:${windowSeconds}`;
}

/** Union of how often the totals of a window had samples when looked at `COVERAGE_LOOKS` times. */
export function coverageId(windowSeconds: number): string {
  return `eventCoverage:${windowSeconds}`;
}

/** Union of the first look, in epoch seconds, at which the totals of a window had samples. */
export function beginId(windowSeconds: number): string {
  return `eventBegin:${windowSeconds}`;
}

/** Union of the bounds that the buckets of a histogram have: a series per bound. */
export const BOUNDS_ID = 'bounds';

/** Union of the series of a total that carry a label by which its bad events are told. */
export const LABELS_ID = 'labels';

/**
 * The labels that tell the bad events of a counter from its others. Where no series carries one, no bad event can ever be
 * found, and absence proves nothing.
 */
export function tellingLabels(
  { counted, part, total }: EventsSli,
  terms: Terms
): Array<{ key: string; label: string; metric: string; expr: Expr }> {
  return (counted === 'bad' ? part : []).flatMap(({ selector }) => {
    const whole = total.find((term) => term.selector.metric === selector.metric)?.selector;
    const common = new Set(whole?.matchers.map(({ label }) => label));
    const own = [...new Set(selector.matchers.map(({ label }) => label))].filter(
      (label) => whole && !common.has(label)
    );
    return own.map((label) => ({
      key: `${termKey(terms, selector)}:${label}`,
      label,
      metric: selector.metric ?? '',
      expr: aggregate('count', [], {
        ...selector,
        matchers: [...(whole?.matchers ?? []), { label, operator: '!=', value: '' }],
      }),
    }));
  });
}

/**
 * The events that SLOs are judged by at one time: the increase of every counter over every window, how much of the SLO
 * window the counters cover and since when. Instant queries of one time, whatever the number of SLOs.
 *
 * Source of the form: `increase` over the whole window is reset-safe and reads each sample once; its error against the
 * true difference of the counters is below 0.01 % where samples are a thousandth of the window apart or less.
 */
export function planEvents(slos: readonly Slo[], toSeconds: number): InstantQuery[] {
  const counted = slos.filter(({ events }) => events !== undefined);
  const terms = termsOf(slos);
  const at = (unionId: string, leaves: Array<{ key: string; expr: Expr }>) =>
    unionQueries<InstantQuery>(unionId, leaves, (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds }));
  const uses = counted.flatMap((slo) => windowsOf(slo).map((windowSeconds) => ({ windowSeconds, slo })));
  const byWindow = groupBy(uses, ({ windowSeconds }) => String(windowSeconds));
  const byOwnWindow = groupBy(counted, ({ window }) => String(window.seconds));
  return [
    ...[...byWindow.values()].flatMap((users) => {
      const { windowSeconds } = users[0];
      const leaves = leavesOf(
        terms,
        users.map(({ slo }) => slo),
        (selector) => increase(selector, windowSeconds)
      );
      return at(increaseId(windowSeconds), leaves);
    }),
    ...[...byOwnWindow.values()].flatMap((users) => {
      const { seconds } = users[0].window;
      const look = (of: Expr, looks: number) => subquery(of, seconds, seconds / looks);
      const leaves = (expr: (selector: Selector) => Expr) => totalLeaves(terms, users, expr);
      return [
        ...at(
          coverageId(seconds),
          leaves((total) => call('count_over_time', look(aggregate('group', [], total), COVERAGE_LOOKS)))
        ),
        ...at(
          beginId(seconds),
          leaves((total) => call('min_over_time', look(lookedAt(aggregate('group', [], total)), BEGIN_LOOKS)))
        ),
      ];
    }),
    ...at(BOUNDS_ID, boundLeaves(terms, counted)),
    ...at(
      LABELS_ID,
      counted.flatMap(({ events }) => (events ? tellingLabels(events, terms) : []))
    ),
  ];
}

/** The events of the SLO window of the `counted` ones alone: what a budget over time ends with. */
export function planWholeWindow(slos: readonly Slo[], counted: readonly Slo[], toSeconds: number): InstantQuery[] {
  const terms = termsOf(slos);
  return [...groupBy(counted, ({ window }) => String(window.seconds)).values()].flatMap((users) => {
    const { seconds } = users[0].window;
    return unionQueries<InstantQuery>(
      increaseId(seconds),
      leavesOf(terms, users, (selector) => increase(selector, seconds)),
      (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds })
    );
  });
}

/** The windows an SLO's events are counted over: its own, and those of its alerts where nothing recorded tells them. */
export function windowsOf(slo: Slo): number[] {
  const alerts = countsEvents(slo) ? slo.pairs.flatMap((pair) => [pair.shortSeconds, pair.longSeconds]) : [];
  return [...new Set([...alerts, slo.window.seconds])].sort((a, b) => a - b);
}

export function increase(selector: Selector, windowSeconds: number): Expr {
  return aggregate('sum', [], call('increase', range(selector, windowSeconds)));
}

/** A leaf for every distinct selector of the SLOs. */
export function leavesOf(
  terms: Terms,
  slos: readonly Slo[],
  expr: (selector: Selector) => Expr
): Array<{ key: string; selector: Selector; expr: Expr }> {
  return distinct(
    slos.flatMap(({ events }) => (events ? selectorsOf(events) : [])),
    terms,
    expr
  );
}

function totalLeaves(terms: Terms, slos: readonly Slo[], expr: (selector: Selector) => Expr) {
  return distinct(
    slos.flatMap(({ events }) => (events ? [events.total[0].selector] : [])),
    terms,
    expr
  );
}

function distinct(selectors: readonly Selector[], terms: Terms, expr: (selector: Selector) => Expr) {
  const byKey = new Map(selectors.map((selector) => [termKey(terms, selector), selector]));
  return [...byKey].map(([key, selector]) => ({ key, selector, expr: expr(selector) }));
}

function boundLeaves(terms: Terms, slos: readonly Slo[]) {
  const byKey = new Map(
    slos.flatMap(({ events }) =>
      events?.threshold ? [[termKey(terms, events.total[0].selector), events.threshold.buckets] as const] : []
    )
  );
  return [...byKey].map(([key, buckets]) => ({ key, expr: aggregate('count', ['le'], buckets) }));
}
