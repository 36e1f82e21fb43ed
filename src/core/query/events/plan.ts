import { inAnySpelling } from '../../latency/bounds';
import { aggregate, binary, call, number, range, subquery, type Expr, type Selector } from '../../promql/ast';
import { lookedAt } from '../../promql/idioms';
import type { EventsSli } from '../../slo/events';
import { watchedWindows } from '../../slo/watched';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import { COVERAGE_LOOKS } from '../coverage';
import type { JudgedWindow } from '../../window/window';
import { uncountable, type JudgedSlo } from '../judgedSlo';
import type { InstantQuery } from '../port';
import { unionQueries, type Leaf } from '../union';
import { countsEvents, neededAllTheTime, selectorsOf, termKey, termsOf, type Terms } from './terms';

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
export function planEvents(slos: readonly JudgedSlo[], toSeconds: number): InstantQuery[] {
  const counted = slos.filter(({ events }) => events !== undefined);
  const whole = counted.filter(({ window }) => uncountable(window) === null);
  const terms = termsOf(slos);
  const count = countNow(slos);
  const at = (unionId: string, leaves: readonly Leaf[]) =>
    unionQueries<InstantQuery>(unionId, leaves, (question) => ({ kind: 'instant', ...question, atSeconds: toSeconds }));
  const uses = counted.flatMap((slo) => windowsOf(slo).map((windowSeconds) => ({ windowSeconds, slo })));
  const byWindow = groupBy(uses, ({ windowSeconds }) => String(windowSeconds));
  const byOwnWindow = groupBy(whole, ({ window }) => String(window.seconds));
  return [
    ...[...byWindow.values()].flatMap((users) => {
      const { windowSeconds } = users[0];
      const leaves = leavesOf(
        terms,
        users.map(({ slo }) => slo),
        (selector) => count(selector, windowSeconds)
      );
      return at(increaseId(windowSeconds), identified('increase', leaves, windowSeconds, users[0].slo));
    }),
    ...[...byOwnWindow.values()].flatMap((users) => {
      const { seconds } = users[0].window;
      const look = (of: Expr, looks: number) => subquery(of, seconds, seconds / looks);
      const leaves = (about: string, expr: (selector: Selector) => Expr) =>
        identified(about, coverageLeaves(terms, users, expr), seconds, users[0]);
      return [
        ...at(
          coverageId(seconds),
          leaves('coverage', (total) => call('count_over_time', look(aggregate('group', [], total), COVERAGE_LOOKS)))
        ),
        ...at(
          beginId(seconds),
          leaves('begin', (total) => call('min_over_time', look(lookedAt(aggregate('group', [], total)), BEGIN_LOOKS)))
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

/**
 * What has passed of a calendar period is longer at every refresh, but what is refused in it is the same.
 *
 * @param user one of those that the leaves are for
 */
function identified(
  about: string,
  leaves: ReadonlyArray<Leaf & { selector: Selector }>,
  windowSeconds: number,
  { window }: JudgedSlo
): Leaf[] {
  return leaves.map((leaf) =>
    window.kind === 'calendar' && window.seconds === windowSeconds
      ? { ...leaf, identity: `${about}:${windowIdentity(window)}:${print(leaf.selector)}` }
      : leaf
  );
}

/** What is the same of a window at every refresh. */
export function windowIdentity(window: JudgedWindow): string {
  return window.kind === 'calendar' ? `${window.count} ${window.unit}` : String(window.seconds);
}

/** The windows an SLO's events are counted over: its own, and those of its alerts where nothing recorded tells them. */
export function windowsOf(slo: JudgedSlo): number[] {
  const alerts = countsEvents(slo) ? watchedWindows(slo) : [];
  const own = uncountable(slo.window) === null ? [slo.window.seconds] : [];
  return [...new Set([...alerts, ...own])].sort((a, b) => a - b);
}

/** The increase of a selector of the SLOs over a window that ends now: as a tool has recorded it, where one has. */
export function countNow(slos: readonly JudgedSlo[]): (selector: Selector, windowSeconds: number) => Expr {
  const recorded = new Map(
    slos.flatMap(({ events }) =>
      events?.recorded
        ? [...events.recorded.selectors].map(([of, own]) => [of, { ...events.recorded, own }] as const)
        : []
    )
  );
  return (selector, windowSeconds) => {
    const known = recorded.get(selector);
    return known?.windowSeconds === windowSeconds ? aggregate('sum', [], known.own) : increase(selector, windowSeconds);
  };
}

/**
 * Buckets are counted in any spelling of their bound: Prometheus 3 stores another than was asked for when it was written,
 * and a window may hold both.
 *
 * @param agoSeconds how long before the time of the query the window ends
 */
export function increase(selector: Selector, windowSeconds: number, agoSeconds = 0, by: readonly string[] = []): Expr {
  return aggregate('sum', by, counted(inAnySpelling(selector), windowSeconds, agoSeconds));
}

/** Seconds between two looks at a gauge. */
const LOOK_SECONDS = 60;

function counted(selector: Selector, windowSeconds: number, agoSeconds: number): Expr {
  const { samples } = selector;
  // A second less: some versions of Prometheus take in the look at which a subquery begins, others do not.
  const looks = (of: Expr) =>
    call('count_over_time', subquery(of, Math.max(1, Math.floor(windowSeconds) - 1), LOOK_SECONDS, agoSeconds));
  switch (samples?.kind) {
    case undefined:
      return call('increase', range(selector, windowSeconds, agoSeconds));
    case 'sum':
      return call('sum_over_time', range(selector, windowSeconds, agoSeconds));
    case 'all':
      return call('count_over_time', range(selector, windowSeconds, agoSeconds));
    case 'looks':
      return looks(selector);
    case 'within':
      return looks(binary(selector, samples.operator, number(samples.value)));
  }
}

/** A leaf for every distinct selector of the SLOs. */
export function leavesOf(
  terms: Terms,
  slos: readonly JudgedSlo[],
  expr: (selector: Selector) => Expr
): Array<Leaf & { selector: Selector }> {
  return distinct(
    slos.flatMap(({ events }) => (events ? selectorsOf(events) : [])),
    terms,
    expr
  );
}

/** A leaf for every selector by which it is told how much of a window was there. */
export function coverageLeaves(terms: Terms, slos: readonly JudgedSlo[], expr: (selector: Selector) => Expr) {
  const byKey = new Map(
    slos.flatMap(({ events }) =>
      (events ? neededAllTheTime(events) : []).map((one) => [termKey(terms, one.of), one] as const)
    )
  );
  return [...byKey].map(([key, { of, looked }]) => ({ key, selector: of, expr: expr(looked) }));
}

function distinct(selectors: readonly Selector[], terms: Terms, expr: (selector: Selector) => Expr) {
  const byKey = new Map(selectors.map((selector) => [termKey(terms, selector), selector]));
  return [...byKey].map(([key, selector]) => ({ key, selector, expr: expr(selector) }));
}

function boundLeaves(terms: Terms, slos: readonly JudgedSlo[]) {
  const byKey = new Map(
    slos.flatMap(({ events }) =>
      events?.threshold ? [[termKey(terms, events.total[0].selector), events.threshold.buckets] as const] : []
    )
  );
  return [...byKey].map(([key, buckets]) => ({ key, expr: aggregate('count', ['le'], buckets) }));
}
