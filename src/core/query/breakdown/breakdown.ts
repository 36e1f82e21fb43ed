import { unmeasured } from '../../budget/dataState';
import { excessOf, rankGroups, type GroupCount } from '../../budget/mainGroup';
import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import { isComposite } from '../../slo/composite';
import type { EventsSli } from '../../slo/events';
import type { Slo } from '../../slo/slo';
import { groupsBy, isOnBothSides, seriesOf, TELLING_LABELS } from '../events/groupCounts';
import { increase, leavesOf } from '../events/plan';
import { selectorsOf, termKey, termsOf, type Terms } from '../events/terms';
import { SHORTEST_COUNT_SECONDS, slosAt, type JudgedSlo } from '../judgedSlo';
import { atMost, isCut } from '../points';
import type { Answers, InstantQuery } from '../port';
import { whyUngrouped, type OverTimeAbsence } from '../slots/usable';
import { partReader, unionQueries, type PartAnswer, type ReadPart } from '../union';

/** SLOs whose groups are told: each reads all of its events of the range. */
export const MOST_SLOS = 50;
/** Values of one label that are told; nobody reads on. */
export const MOST_GROUPS = 20;

/** Combinations of values that are read of one counter: the answers of 50 SLOs stay within some megabytes. */
export const MOST_SERIES = 1000;

const UNION_ID = 'breakdown';

export interface BreakdownRequest {
  fromSeconds: number;
  toSeconds: number;
  /** Label by whose values events are told apart; empty for every label that is known to tell groups or versions. */
  label: string;
}

/** The events of one value of a label, and what they are of all events of its SLO. */
export interface GroupOfEvents extends GroupCount {
  label: string;
  /** Share of all bad events; null where nothing was bad. */
  badRatio: number | null;
  /** Share of all events. */
  trafficRatio: number;
  /** Whether it has more of the bad events than its traffic and chance explain. */
  standsOut: boolean;
}

export type SloBreakdown =
  | {
      state: 'ok';
      slo: JudgedSlo;
      /** What stands out first, and then by how much more of the bad events than of the traffic each has. */
      groups: readonly GroupOfEvents[];
      /** How many more there are, of all labels. */
      leftOut: number;
    }
  | { state: 'absent'; slo: JudgedSlo; absence: OverTimeAbsence };

/** The events of the range by everything that tells groups apart: instant queries of one time, at most 50 SLOs in unions. */
export function planBreakdown(request: BreakdownRequest, defined: readonly Slo[]): InstantQuery[] {
  const { toSeconds, fromSeconds, label } = request;
  const slos = slosAt(defined, toSeconds);
  const terms = termsOf(slos);
  const seconds = Math.max(SHORTEST_COUNT_SECONDS, toSeconds - fromSeconds);
  const leaves = leavesOf(
    terms,
    countable(slos).map(({ slo }) => slo),
    (selector) => atMost(MOST_SERIES, increase(selector, seconds, 0, labelsOf(label)))
  ).map((leaf) => ({
    ...leaf,
    // A range that ends now is another at every refresh; what is refused in it is not.
    identity: `${UNION_ID}:${label}:${print(leaf.selector)}`,
  }));
  return unionQueries<InstantQuery>(UNION_ID, leaves, (question) => ({
    kind: 'instant',
    ...question,
    atSeconds: toSeconds,
  }));
}

/** The groups of every SLO, in the order of `slos`; one whose groups nobody can tell says why. */
export function judgeBreakdown(request: BreakdownRequest, defined: readonly Slo[], answers: Answers): SloBreakdown[] {
  const slos = slosAt(defined, request.toSeconds);
  const terms = termsOf(slos);
  const read = partReader(planBreakdown(request, defined), answers);
  const asked = new Map(countable(slos).map((one) => [one.slo, one.events]));
  return slos.map((slo): SloBreakdown => {
    const events = asked.get(slo);
    return events
      ? groupsOf(slo, events, request.label, terms, read)
      : { state: 'absent', slo, absence: whyUngrouped(slo) };
  });
}

function countable(slos: readonly JudgedSlo[]): Array<{ slo: JudgedSlo; events: EventsSli }> {
  return slos
    .flatMap((slo) => (slo.events && !isComposite(slo) ? [{ slo, events: slo.events }] : []))
    .slice(0, MOST_SLOS);
}

function labelsOf(label: string): readonly string[] {
  return label === '' ? TELLING_LABELS : [label];
}

function groupsOf(slo: JudgedSlo, events: EventsSli, label: string, terms: Terms, read: ReadPart): SloBreakdown {
  const absent = (absence: OverTimeAbsence): SloBreakdown => ({ state: 'absent', slo, absence });
  const answers = new Map(selectorsOf(events).map((one) => [one, read(UNION_ID, termKey(terms, one))]));
  const failed = [...answers.values()].find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') {
    return absent({ kind: 'unmeasured', what: unmeasured('error', failed.reason) });
  }
  // Of those that are cut off nobody knows which part is missing, the good or the bad.
  if ([...answers.values()].some((answer) => answer.state === 'ok' && isCut(MOST_SERIES, answer.series))) {
    return absent({ kind: 'tooManyGroups', label, most: MOST_SERIES - 1 });
  }
  if ([...answers.values()].every((answer) => answer.state === 'ok' && answer.series.length === 0)) {
    return absent({ kind: 'noEvents' });
  }
  if (label !== '' && !isOnBothSides(label, events, (selector) => seriesOf(answers.get(selector)))) {
    return absent({ kind: 'labelOnOneSide', label });
  }
  const byLabel = labelsOf(label).map((one) => ranked(one, events, answers));
  // Labels that were not asked for by name are told where they tell something.
  const told = byLabel.filter((groups) => label !== '' || groups.some(({ value }) => value !== ''));
  const groups = told.flatMap((some) => some.slice(0, MOST_GROUPS));
  return {
    state: 'ok',
    slo,
    groups: groups.sort((a, b) => Number(b.standsOut) - Number(a.standsOut) || excess(b) - excess(a)),
    leftOut: told.reduce((sum, { length }) => sum + Math.max(0, length - MOST_GROUPS), 0),
  };
}

function ranked(label: string, events: EventsSli, answers: ReadonlyMap<Selector, PartAnswer>): GroupOfEvents[] {
  const counts = groupsBy(label, events, answers);
  const all = counts.reduce((sum, { total }) => sum + total, 0);
  const shares = new Map(rankGroups(counts).map((group) => [group.value, group]));
  return counts
    .map((count) => ({
      ...count,
      label,
      badRatio: shares.get(count.value)?.badRatio ?? null,
      trafficRatio: all === 0 ? 0 : count.total / all,
      standsOut: shares.get(count.value)?.standsOut ?? false,
    }))
    .sort((a, b) => excess(b) - excess(a) || b.total - a.total || (a.value < b.value ? -1 : 1));
}

function excess({ badRatio, trafficRatio }: GroupOfEvents): number {
  return badRatio === null ? 0 : excessOf({ value: '', badRatio, trafficRatio });
}
