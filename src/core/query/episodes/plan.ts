import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { planBudgetEnd } from '../budgetSeries';
import { column, groupBy, metricKey } from '../columns';
import { planSpans, runningSpan } from '../events/spans';
import { increase, leavesOf } from '../events/plan';
import type { SlotTimes } from '../events/slotCounts';
import { selectorsOf, termsOf } from '../events/terms';
import { SHORTEST_COUNT_SECONDS, slosAt, uncountable, type JudgedSlo } from '../judgedSlo';
import type { Query, RangeQuery } from '../port';
import { isRecorded, isSlotted, type SlottedSlo } from '../slos/recordedPlan';
import { unionQueries } from '../union';

/** Prometheus refuses a range of more than 11,000 points, so longer ones are asked for in pieces of these many. */
const MOST_POINTS_IN_RANGE = 10_000;
/** Points of all ranges together, about ten megabytes: twenty SLOs over 30 days by their events, forty by recorded ratios. */
export const MOST_POINTS = 400_000;

export interface EpisodesRequest {
  /** End of the SLO windows whose episodes are found. */
  toSeconds: number;
}

/** What slots are made of: events, each of which weighs the same, or recorded ratios, where each slot does. */
export type SlotSource = { kind: 'events' } | { kind: 'ratios'; slo: SlottedSlo };

/** The slots of an SLO window that ends now, and those before it that its longest alert looks back on at its start. */
export interface SlotSpan {
  /** Start of the first slot. */
  startSeconds: number;
  slotSeconds: number;
  slots: number;
  /** First whole slot of the window. */
  windowSlot: number;
  /** Stretches of slots that one range query each can hold. */
  pieces: readonly SlotTimes[];
}

/** Where the slots of an SLO come from: its events where they can be counted, because only they tell a cost in events. */
export function slotSource(slo: JudgedSlo): SlotSource | null {
  if (uncountable(slo.window) !== null) {
    return null;
  }
  if (slo.events) {
    return { kind: 'events' };
  }
  return isRecorded(slo) && isSlotted(slo) ? { kind: 'ratios', slo } : null;
}

export function slotSpan({ window, pairs }: JudgedSlo, source: SlotSource, toSeconds: number): SlotSpan {
  const own = source.kind === 'events' ? SHORTEST_COUNT_SECONDS : source.slo.recorded.slot.seconds;
  const slotSeconds = Math.max(60, Math.ceil(own));
  const floor = (seconds: number) => Math.floor(seconds / slotSeconds) * slotSeconds;
  const lookBackSeconds = Math.max(0, ...pairs.map(({ longSeconds }) => longSeconds));
  const startSeconds = floor(toSeconds - window.seconds - lookBackSeconds);
  const endSeconds = floor(toSeconds);
  const slots = (endSeconds - startSeconds) / slotSeconds;
  const pieces = Array.from({ length: Math.ceil(slots / MOST_POINTS_IN_RANGE) }, (_, index): SlotTimes => {
    const before = index * MOST_POINTS_IN_RANGE;
    return {
      firstSeconds: startSeconds + (before + 1) * slotSeconds,
      lastSeconds: startSeconds + Math.min(slots, before + MOST_POINTS_IN_RANGE) * slotSeconds,
      stepSeconds: slotSeconds,
    };
  });
  const windowSlot = Math.ceil((toSeconds - window.seconds - startSeconds) / slotSeconds);
  return { startSeconds, slotSeconds, slots, windowSlot, pieces };
}

export function pieceId({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes): string {
  return `slotEvents:${firstSeconds}:${lastSeconds}:${stepSeconds}`;
}

export function ratioPieceId({ recorded }: SlottedSlo, { firstSeconds, lastSeconds }: SlotTimes): string {
  return `slotRatios:${metricKey(recorded.slot.ratio)}:${firstSeconds}:${lastSeconds}`;
}

/** The SLOs whose slots are asked for, in their order, as long as they are few enough. */
export function withinLimit(slos: readonly JudgedSlo[], { toSeconds }: EpisodesRequest): ReadonlySet<JudgedSlo> {
  const chosen = new Set<JudgedSlo>();
  let points = 0;
  for (const slo of slos) {
    const source = slotSource(slo);
    if (source) {
      const series = source.kind === 'events' && slo.events ? new Set(selectorsOf(slo.events)).size : 1;
      points += slotSpan(slo, source, toSeconds).slots * series;
      if (points > MOST_POINTS) {
        break;
      }
      chosen.add(slo);
    }
  }
  return chosen;
}

/**
 * What the episodes of SLO windows are found in: every slot of the windows, and the budget that they have spent. Range
 * queries by length of window and alert, instant queries by length of window and recorded metric, whatever the number of
 * SLOs.
 */
export function planEpisodes(request: EpisodesRequest, defined: readonly Slo[]): Query[] {
  const { toSeconds } = request;
  const slos = slosAt(defined, toSeconds);
  const chosen = [...withinLimit(slos, request)];
  const counted = chosen.filter((slo) => slotSource(slo)?.kind === 'events');
  const slotted = chosen.flatMap((slo) => {
    const source = slotSource(slo);
    return source?.kind === 'ratios' ? [source.slo] : [];
  });
  return [
    ...planSpans(request, slos, counted, ({ window }) => [runningSpan(window, toSeconds)]),
    ...planBudgetEnd(request, slotted),
    ...planEventSlots(request, slos, counted),
    ...planRatioSlots(request, slotted),
  ];
}

function planEventSlots(
  { toSeconds }: EpisodesRequest,
  slos: readonly JudgedSlo[],
  counted: readonly JudgedSlo[]
): RangeQuery[] {
  const terms = termsOf(slos);
  const uses = counted.flatMap((slo) =>
    slotSpan(slo, { kind: 'events' }, toSeconds).pieces.map((piece) => ({ slo, piece }))
  );
  return [...groupBy(uses, ({ piece }) => pieceId(piece)).values()].flatMap((users) => {
    const [{ piece }] = users;
    const leaves = leavesOf(
      terms,
      users.map(({ slo }) => slo),
      (selector) => increase(selector, piece.stepSeconds)
    );
    return unionQueries<RangeQuery>(pieceId(piece), leaves, (question) => ({ ...question, ...rangeOf(piece) }));
  });
}

function planRatioSlots({ toSeconds }: EpisodesRequest, slotted: readonly SlottedSlo[]): RangeQuery[] {
  const uses = slotted.flatMap((slo) =>
    slotSpan(slo, { kind: 'ratios', slo }, toSeconds).pieces.map((piece) => ({ slo, piece }))
  );
  return [...groupBy(uses, ({ slo, piece }) => ratioPieceId(slo, piece)).entries()].map(([id, users]) => {
    const [{ slo, piece }] = users;
    const recorded = users.map((user) => user.slo.recorded);
    return { id, promql: print(column(slo.recorded.slot.ratio, recorded)), ...rangeOf(piece) };
  });
}

function rangeOf({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes) {
  return {
    kind: 'range' as const,
    startSeconds: firstSeconds,
    endSeconds: lastSeconds,
    stepSeconds,
  };
}
