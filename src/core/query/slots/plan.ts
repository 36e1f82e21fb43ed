import { binary, call, number, subquery } from '../../promql/ast';
import { print } from '../../promql/print';
import { column, groupBy, metricKey } from '../columns';
import { increase, leavesOf } from '../events/plan';
import type { SlotTimes } from '../events/slotCounts';
import { selectorsOf, termsOf } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
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

/**
 * Points of all ranges together: fifty SLOs over 30 days by their events, a hundred by recorded ratios. They take Prometheus
 * about three seconds, a browser a second and about 160 megabytes.
 */
export const MOST_POINTS = 1_000_000;

/**
 * What is asked for, in the order of the SLOs, as long as it is not too much: those with the fewest points first, so that
 * many SLOs are told. An SLO without slots is left out.
 */
export function usesWithinLimit(
  slos: readonly JudgedSlo[],
  slotsOf: (slo: JudgedSlo) => SlotUse | null
): ReadonlyMap<JudgedSlo, SlotUse> {
  const uses = slos.flatMap((slo) => {
    const use = slotsOf(slo);
    return use ? [{ slo, use, points: pointsOf(use) }] : [];
  });
  const chosen = new Set<JudgedSlo>();
  let total = 0;
  for (const { slo, points } of [...uses].sort((a, b) => a.points - b.points)) {
    total += points;
    if (total > MOST_POINTS) {
      break;
    }
    chosen.add(slo);
  }
  return new Map(uses.flatMap(({ slo, use }) => (chosen.has(slo) ? [[slo, use]] : [])));
}

function pointsOf({ slo, source, stretch }: SlotUse): number {
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
  const recorded = column(
    ratio,
    users.map((user) => user.recorded)
  );
  if (areOwn(slo, piece.stepSeconds)) {
    return [{ id: ratiosId('own', slo, piece), promql: print(recorded), ...rangeOf(piece) }];
  }
  const withTraffic = subquery(binary(recorded, '>=', number(0)), piece.stepSeconds - 1, seconds);
  return (['sum', 'count'] as const).map((part) => ({
    id: ratiosId(part, slo, piece),
    promql: print(call(`${part}_over_time`, withTraffic)),
    ...rangeOf(piece),
  }));
}

function rangeOf({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes) {
  return { kind: 'range' as const, startSeconds: firstSeconds, endSeconds: lastSeconds, stepSeconds };
}
