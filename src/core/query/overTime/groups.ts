import { unmeasured } from '../../budget/dataState';
import type { SlotCount } from '../../budget/slots';
import { isComposite } from '../../slo/composite';
import type { EventsSli } from '../../slo/events';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { groupBy } from '../../groupBy';
import { increase, leavesOf } from '../events/plan';
import { isOnBothSides, seriesOf } from '../events/groupCounts';
import { answeredStep } from '../events/samples';
import { countSlots } from '../events/slotCounts';
import { selectorsOf, termKey, termsOf, type Terms } from '../events/terms';
import { queryFailed } from '../failure';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers, RangeQuery, Series } from '../port';
import { atMost, isCut, MOST_POINTS, withinPoints } from '../points';
import { piecesOf, type Stretch } from '../slots/stretch';
import { partReader, unionQueries, type PartAnswer, type ReadPart } from '../union';
import { whyUngrouped, type OverTimeAbsence } from '../slots/usable';
import { rangeSlots } from './plan';

/** More lines than that nobody tells apart; those with the most events are drawn. */
export const MOST_GROUPS = 20;

export interface GroupsRequest extends BudgetSeriesRequest {
  /** The label by whose values events are told apart. */
  label: string;
}

export interface GroupOverTime {
  /** Value of the label; empty for events without it. */
  value: string;
  slots: ReadonlyArray<SlotCount | null>;
}

export type GroupsOverTime =
  | {
      state: 'ok';
      slo: JudgedSlo;
      stretch: Stretch;
      /** Those with the most events first. */
      groups: readonly GroupOverTime[];
      /** How many more there are. */
      leftOut: number;
    }
  | { state: 'absent'; slo: JudgedSlo; absence: OverTimeAbsence };

/** The events of every group in every slot of a range: range queries by length of slot, whatever the number of SLOs. */
export function planGroups(request: GroupsRequest, defined: readonly Slo[]): RangeQuery[] {
  const slos = slosAt(defined, request.toSeconds);
  const terms = termsOf(slos);
  const { stretches, mostGroups } = asked(slos, request);
  const pieces = [...stretches].flatMap(([slo, stretch]) => piecesOf(stretch).map((piece) => ({ slo, piece })));
  return [...groupBy(pieces, ({ piece }) => groupsId(piece)).entries()].flatMap(([id, users]) => {
    const [{ piece }] = users;
    const { firstSeconds, lastSeconds, stepSeconds } = piece;
    const leaves = leavesOf(
      terms,
      users.map(({ slo }) => slo),
      (selector) => atMost(mostGroups, increase(selector, stepSeconds, 0, [request.label]))
    ).map((leaf) => ({
      ...leaf,
      // How many are let through depends on the range; what is refused does not.
      identity: `groups:${request.label}:${stepSeconds}:${print(leaf.selector)}`,
    }));
    return unionQueries<RangeQuery>(id, leaves, (question) => ({
      kind: 'range',
      ...question,
      startSeconds: firstSeconds,
      endSeconds: lastSeconds,
      stepSeconds,
    }));
  });
}

/** What was good and bad of every group of every SLO, in the order of `slos`; one that nobody can tell says why. */
export function judgeGroups(request: GroupsRequest, defined: readonly Slo[], answers: Answers): GroupsOverTime[] {
  const slos = slosAt(defined, request.toSeconds);
  const terms = termsOf(slos);
  const read = partReader(planGroups(request, defined), answers);
  const { stretches, mostGroups } = asked(slos, request);
  return slos.map((slo): GroupsOverTime => {
    const stretch = stretches.get(slo);
    if (stretch && slo.events) {
      return groupsOf(slo, slo.events, stretch, { label: request.label, mostGroups, terms, read });
    }
    return { state: 'absent', slo, absence: whyUngrouped(slo) };
  });
}

function groupsId({ firstSeconds, lastSeconds, stepSeconds }: ReturnType<typeof piecesOf>[number]): string {
  return `groups:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

/**
 * The SLOs whose events are asked for, if each had as many groups as are drawn and one more; and how many groups the bound
 * leaves room for then, each of the counters its own.
 */
function asked(slos: readonly JudgedSlo[], request: GroupsRequest) {
  const uses = slos.flatMap((slo) => {
    const use = slo.events && !isComposite(slo) ? rangeSlots(slo, request) : null;
    return slo.events && use?.source.kind === 'events'
      ? [{ slo, stretch: use.stretch, points: use.stretch.slots * selectorsOf(slo.events).length }]
      : [];
  });
  const chosen = withinPoints(
    uses.map((use) => ({ what: use, points: use.points * (MOST_GROUPS + 1) })),
    request
  );
  const points = [...chosen].reduce((sum, use) => sum + use.points, 0);
  return {
    stretches: new Map([...chosen].map(({ slo, stretch }) => [slo, stretch] as const)),
    mostGroups: Math.floor((request.mostPoints ?? MOST_POINTS) / Math.max(1, points)),
  };
}

function groupsOf(
  slo: JudgedSlo,
  events: EventsSli,
  stretch: Stretch,
  { label, mostGroups, terms, read }: { label: string; mostGroups: number; terms: Terms; read: ReadPart }
): GroupsOverTime {
  const absent = (absence: OverTimeAbsence): GroupsOverTime => ({ state: 'absent', slo, absence });
  const byValue = new Map<string, Array<SlotCount | null>>();
  let before = 0;
  for (const piece of piecesOf(stretch)) {
    const id = groupsId(piece);
    const answers = new Map(selectorsOf(events).map((selector) => [selector, read(id, termKey(terms, selector))]));
    const all = [...answers.values()];
    const failed = all.find(({ state }) => state === 'failed');
    if (failed?.state === 'failed') {
      return absent({ kind: 'unmeasured', what: unmeasured('error', failed.reason) });
    }
    // Of those that are cut off nobody knows which part is missing, the good or the bad.
    if (all.some((answer) => answer.state === 'ok' && isCut(mostGroups, answer.series))) {
      return absent({ kind: 'tooManyGroups', label, most: mostGroups - 1 });
    }
    const gotSeconds = answeredStep(all);
    if (gotSeconds !== null && gotSeconds !== piece.stepSeconds) {
      return absent({ kind: 'stepChanged', wantedSeconds: piece.stepSeconds, gotSeconds });
    }
    if (!isOnBothSides(label, events, (selector) => seriesOf(answers.get(selector)))) {
      return absent({ kind: 'labelOnOneSide', label });
    }
    const indexed = new Map([...answers].map(([selector, answer]) => [selector, byLabel(answer, label)]));
    const values = new Set([...indexed.values()].flatMap(({ series }) => [...series.keys()]));
    const length = Math.round((piece.lastSeconds - piece.firstSeconds) / piece.stepSeconds) + 1;
    for (const value of values) {
      const counted = countSlots(events, (selector) => ofGroup(indexed.get(selector), value), piece);
      const known = byValue.get(value) ?? Array.from<SlotCount | null>({ length: before }).fill(null);
      byValue.set(value, [...known, ...counted]);
    }
    before += length;
    for (const [value, slots] of byValue) {
      byValue.set(value, [...slots, ...Array.from<null>({ length: before - slots.length }).fill(null)]);
    }
  }
  if (byValue.size === 0) {
    return absent({ kind: 'noEvents' });
  }
  const groups = [...byValue]
    .map(([value, slots]) => ({ value, slots, total: slots.reduce((sum, slot) => sum + (slot?.total ?? 0), 0) }))
    .sort((a, b) => b.total - a.total || (a.value < b.value ? -1 : 1));
  return {
    state: 'ok',
    slo,
    stretch,
    groups: groups.slice(0, MOST_GROUPS).map(({ value, slots }) => ({ value, slots })),
    leftOut: Math.max(0, groups.length - MOST_GROUPS),
  };
}

/** The series of an answer by the values of a label, each found once. */
function byLabel(answer: PartAnswer, label: string) {
  const all = answer.state === 'ok' ? answer.series : [];
  const series: ReadonlyMap<string, readonly Series[]> = groupBy(all, ({ labels }) => labels[label] ?? '');
  return { answer, series };
}

function ofGroup(indexed: ReturnType<typeof byLabel> | undefined, value: string): PartAnswer {
  return indexed?.answer.state === 'ok'
    ? { ...indexed.answer, series: indexed.series.get(value) ?? [] }
    : { state: 'failed', reason: queryFailed(undefined) };
}
