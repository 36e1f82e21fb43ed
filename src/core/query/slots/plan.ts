import { binary, call, number, subquery, type Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import { groupBy } from '../../groupBy';
import { metricKey, rangeColumn } from '../columns';
import { increase, leavesOf } from '../events/plan';
import type { SlotTimes } from '../events/slotCounts';
import { selectorsOf, termsOf } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import { withinPoints, type PointsBound } from '../points';
import type { RangeQuery } from '../port';
import type { SlottedSlo } from '../slos/recordedPlan';
import { unionQueries } from '../union';
import type { SlotSource } from './source';
import { piecesOf, type Stretch } from './stretch';

/** The slots of an SLO that are asked for. */
export interface SlotUse {
  slo: JudgedSlo;
  source: SlotSource;
  stretch: Stretch;
}

/** What is asked for of the slots of SLOs within a bound; an SLO without slots is left out. */
export function usesWithinPoints(
  slos: readonly JudgedSlo[],
  slotsOf: (slo: JudgedSlo) => SlotUse | null,
  bound: PointsBound
): ReadonlyMap<JudgedSlo, SlotUse> {
  const uses = slos.flatMap((slo) => slotsOf(slo) ?? []);
  const chosen = withinPoints(
    uses.map((use) => ({ what: use, points: slotPoints(use) })),
    bound
  );
  return new Map(uses.flatMap((use) => (chosen.has(use) ? [[use.slo, use]] : [])));
}

/** Points of the ranges that ask for slots: of long ones both their sum and their number are recorded ratios. */
export function slotPoints({ slo, source, stretch }: SlotUse): number {
  const series = source.kind === 'events' && slo.events ? new Set(selectorsOf(slo.events)).size : 1;
  return stretch.slots * (source.kind === 'ratios' && !areOwn(source.slo, stretch.slotSeconds) ? 2 : series);
}

export function eventsId({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes): string {
  return `slotEvents:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

/** @param part the recorded ratios themselves, or of longer slots their sum and their number */
export function ratiosId(
  part: 'own' | 'sum' | 'count',
  { recorded }: SlottedSlo,
  { firstSeconds, lastSeconds, stepSeconds }: SlotTimes
): string {
  return `slotRatios:${part}:${metricKey(recorded.slot.ratio)}:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

/** Whether slots are as long as those that are recorded, so that one sample tells one of them. */
export function areOwn({ recorded }: SlottedSlo, slotSeconds: number): boolean {
  return slotSeconds < 2 * recorded.slot.seconds;
}

/**
 * Every slot that is asked for: range queries by stretch and recorded metric, whatever the number of SLOs.
 *
 * @param slos all SLOs of the request, which number the terms
 */
export function planSlots(uses: readonly SlotUse[], slos: readonly JudgedSlo[]): RangeQuery[] {
  const terms = termsOf(slos);
  const pieces = uses.flatMap((use) => piecesOf(use.stretch).map((piece) => ({ ...use, piece })));
  const counted = pieces.filter(({ source }) => source.kind === 'events');
  const slotted = pieces.flatMap(({ source, piece }) => (source.kind === 'ratios' ? [{ slo: source.slo, piece }] : []));
  return [
    ...[...groupBy(counted, ({ piece }) => eventsId(piece)).entries()].flatMap(([id, users]) => {
      const [{ piece }] = users;
      const leaves = leavesOf(
        terms,
        users.map(({ slo }) => slo),
        (selector) => increase(selector, piece.stepSeconds)
      );
      return unionQueries<RangeQuery>(id, leaves, (question) => ({ ...question, ...rangeOf(piece) }));
    }),
    ...[...groupBy(slotted, ({ slo, piece }) => ratiosId('own', slo, piece)).values()].flatMap((users) =>
      ratioQueries(
        users.map(({ slo }) => slo),
        users[0]
      )
    ),
  ];
}

function ratioQueries(
  users: readonly SlottedSlo[],
  { slo, piece }: { slo: SlottedSlo; piece: SlotTimes }
): RangeQuery[] {
  const { ratio, seconds } = slo.recorded.slot;
  const recorded = rangeColumn(
    ratio,
    users.map((user) => user.recorded)
  );
  if (areOwn(slo, piece.stepSeconds)) {
    return [{ id: ratiosId('own', slo, piece), promql: print(recorded), ...rangeOf(piece) }];
  }
  const within = (ratios: Expr) => subquery(ratios, piece.stepSeconds - 1, seconds);
  const withTraffic = within(binary(recorded, '>=', number(0)));
  // Of a slot in which every ratio is NaN nothing is left to count, and yet it was seen: it is 0, and one without samples is none.
  const seen = binary(call('count_over_time', within(recorded)), '*', number(0));
  const counted = binary(call('count_over_time', withTraffic), 'or', seen);
  const parts = { sum: call('sum_over_time', withTraffic), count: counted };
  return (['sum', 'count'] as const).map((part) => ({
    id: ratiosId(part, slo, piece),
    promql: print(parts[part]),
    ...rangeOf(piece),
  }));
}

function rangeOf({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes) {
  return { kind: 'range' as const, startSeconds: firstSeconds, endSeconds: lastSeconds, stepSeconds };
}
