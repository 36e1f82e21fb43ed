import type { AlertPair } from '../../budget/alertPairs';
import { burnRate } from '../../budget/budget';
import { findOnset, type Onset } from '../../budget/onset';
import type { SlotCount } from '../../budget/slots';
import { firingPair } from './firingPair';
import { print } from '../../promql/print';
import { isComposite, measuredSlos, type CompositeSlo } from '../../slo/composite';
import { groupBy } from '../../groupBy';
import { columnReader, metricKey, rangeColumn, type ReadColumn } from '../columns';
import { eventSlots, NO_TRAFFIC, ratioSlots, type Slots } from '../slots/counted';
import { increase, leavesOf } from '../events/plan';
import type { SlotTimes } from '../events/slotCounts';
import { selectorsOf, termsOf, type Terms } from '../events/terms';
import { SHORTEST_COUNT_SECONDS, type JudgedSlo } from '../judgedSlo';
import { MOST_POINTS, ROW_SHARES, timesIn, withinPoints, type PointsBound } from '../points';
import type { Answers, RangeQuery } from '../port';
import { partReader, unionQueries, type ReadPart } from '../union';
import { isRecorded, isSlotted, type SlottedSlo } from './recordedPlan';
import type { Evidence, SloRow } from './row';

const DAY_SECONDS = 86_400;
/** How far back an onset is looked for, and how finely: a page is told to the minute, a ticket may be days old. */
const LOOK_BACK_SECONDS = { page: DAY_SECONDS, ticket: 7 * DAY_SECONDS };
const STEP_SECONDS = { page: 60, ticket: 300 };
/** Below what Prometheus allows in one range. */
const MOST_LOOKS = 10_000;

/** An SLO that fires, and how its burn is looked at. */
interface Burn {
  slo: JudgedSlo;
  pair: AlertPair;
  /** Over whose firing it goes on: a ticket of yesterday's burst does not make today's page older. */
  pairs: readonly AlertPair[];
  source: { kind: 'events' } | { kind: 'ratios'; slo: SlottedSlo };
  slotSeconds: number;
  times: SlotTimes;
}

export interface OnsetPlan {
  queries: readonly RangeQuery[];
  /** What the queries ask for, and what they leave out because it would be too many points. */
  burns: readonly Burn[];
  notAsked: readonly Burn[];
}

/**
 * The burn of the SLOs that fire, over the time in which it may have begun: one range query for pages and one for tickets
 * per recorded metric and length of alert, for events in unions, whatever the number of SLOs; none where nothing fires.
 */
export function planOnsets(toSeconds: number, rows: readonly SloRow[], bound: PointsBound = {}): OnsetPlan {
  const { burns, notAsked } = burnsOf(toSeconds, rows, bound);
  return { queries: queriesOf(burns), burns, notAsked };
}

function queriesOf(burns: readonly Burn[]): RangeQuery[] {
  const terms = termsOfBurns(burns);
  const counted = groupBy(
    burns.filter(({ source }) => source.kind === 'events'),
    eventsId
  );
  const recorded = groupBy(
    burns.flatMap((burn) => (burn.source.kind === 'ratios' ? [{ ...burn, source: burn.source }] : [])),
    ({ source, times }) => ratiosId(source.slo, times)
  );
  return [
    ...[...counted].flatMap(([id, users]) => {
      const [{ times, slotSeconds }] = users;
      const slos = measuredSlos(users.map(({ slo }) => slo));
      const leaves = leavesOf(terms, slos, (selector) => increase(selector, slotSeconds));
      return unionQueries<RangeQuery>(id, leaves, (question) => ({ ...question, ...rangeOf(times) }));
    }),
    ...[...recorded].map(([id, users]): RangeQuery => {
      const [{ source, times }] = users;
      const slis = users.map((user) => user.source.slo.recorded);
      return { id, promql: print(rangeColumn(source.slo.recorded.slot.ratio, slis)), ...rangeOf(times) };
    }),
  ];
}

/**
 * Adds the onset of what fires, where the answers tell it. It is found at once, while what else the rows wait for may still
 * be on its way.
 *
 * @returns what adds it to the rows that were planned for, or to the same with more known of their past
 */
export function withOnsets(
  { queries, burns, notAsked }: OnsetPlan,
  answers: Answers
): (rows: readonly SloRow[]) => SloRow[] {
  const reading = {
    terms: termsOfBurns(burns),
    part: partReader(queries, answers),
    column: columnReader(answers),
  };
  const found = new Map(
    burns.flatMap((burn) => {
      const onset = onsetOf(burn, reading);
      return onset ? [[burn.slo, { onset, evidence: evidenceOf(burn, queries) }]] : [];
    })
  );
  const left = new Set(notAsked.map(({ slo }) => slo));
  return (rows) =>
    rows.map((row) => {
      if (left.has(row.slo)) {
        return { ...row, notAsked: [...(row.notAsked ?? []), 'onset'] };
      }
      const own = found.get(row.slo);
      return own ? { ...row, onset: own.onset, evidence: [...row.evidence, ...own.evidence] } : row;
    });
}

/** The queries of an onset; those of events are told one by one, not as their union. */
function evidenceOf({ slo, source, slotSeconds, times }: Burn, queries: readonly RangeQuery[]): Evidence[] {
  const texts =
    source.kind === 'ratios'
      ? queries.filter(({ id }) => id === ratiosId(source.slo, times)).map(({ promql }) => promql)
      : measuredSlos([slo])
          .flatMap(({ events }) => (events ? selectorsOf(events) : []))
          .map((selector) => print(increase(selector, slotSeconds)));
  return [...new Set(texts)].map((promql) => ({ role: 'burningSince', promql }));
}

/** What is looked at within the bound, pages first, and what is not. */
function burnsOf(
  toSeconds: number,
  rows: readonly SloRow[],
  { mostPoints = MOST_POINTS }: PointsBound
): { burns: Burn[]; notAsked: Burn[] } {
  const all = rows.flatMap((row) => burnOf(toSeconds, row));
  const burns: Burn[] = [];
  let left = mostPoints * ROW_SHARES.onsets;
  for (const severity of ['page', 'ticket'] as const) {
    const wanted = all.filter(({ pair }) => pair.severity === severity);
    const chosen = withinPoints(
      wanted.map((burn) => ({ what: burn, points: pointsOf(burn) })),
      { mostPoints: left }
    );
    left -= [...chosen].reduce((sum, burn) => sum + pointsOf(burn), 0);
    burns.push(...chosen);
  }
  const asked = new Set(burns);
  return { burns, notAsked: all.filter((burn) => !asked.has(burn)) };
}

function pointsOf({ slo, source, times }: Burn): number {
  const counters = measuredSlos([slo]).flatMap(({ events }) => (events ? [...new Set(selectorsOf(events))] : []));
  return timesIn(rangeOf(times)) * (source.kind === 'ratios' ? 1 : counters.length);
}

function burnOf(toSeconds: number, row: SloRow): Burn[] {
  const { slo } = row;
  const pair = firingPair(row);
  const source = sourceOf(slo);
  if (!pair || !source) {
    return [];
  }
  const { severity } = pair;
  const pairs = slo.pairs.filter((other) => severity === 'ticket' || other.severity === severity);
  const slotSeconds = source.kind === 'events' ? SHORTEST_COUNT_SECONDS : source.slo.recorded.slot.seconds;
  const step = STEP_SECONDS[severity];
  const stepSeconds = slotSeconds % step === 0 ? step : slotSeconds;
  const lookedAtSeconds = LOOK_BACK_SECONDS[severity] + Math.max(...pairs.map(({ longSeconds }) => longSeconds));
  const lastSeconds = Math.floor(toSeconds / stepSeconds) * stepSeconds;
  const looks = Math.min(MOST_LOOKS, Math.ceil(lookedAtSeconds / stepSeconds));
  return [
    {
      slo,
      pair,
      pairs,
      source,
      slotSeconds,
      times: { firstSeconds: lastSeconds - (looks - 1) * stepSeconds, lastSeconds, stepSeconds },
    },
  ];
}

/**
 * The events where they are known: the long windows of a tool weigh each of them, and a mean of short ratios may be quiet
 * while they fire. The tool's own short ratios otherwise.
 */
function sourceOf(slo: JudgedSlo): Burn['source'] | null {
  if (slo.events || isComposite(slo)) {
    return { kind: 'events' };
  }
  return isRecorded(slo) && isSlotted(slo) ? { kind: 'ratios', slo } : null;
}

function termsOfBurns(burns: readonly Burn[]): Terms {
  return termsOf(measuredSlos(burns.map(({ slo }) => slo)));
}

function eventsId({ times, slotSeconds }: Burn): string {
  return `burnEvents:${times.firstSeconds}:${times.stepSeconds}:${slotSeconds}`;
}

function ratiosId({ recorded }: SlottedSlo, { firstSeconds, stepSeconds }: SlotTimes): string {
  return `burnRatios:${metricKey(recorded.slot.ratio)}:${firstSeconds}:${stepSeconds}`;
}

function rangeOf({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes) {
  return { kind: 'range' as const, startSeconds: firstSeconds, endSeconds: lastSeconds, stepSeconds };
}

interface Reading {
  terms: Terms;
  part: ReadPart;
  column: ReadColumn;
}

/** Null where there is no answer, or none that tells it. */
function onsetOf(burn: Burn, reading: Reading): Onset | null {
  const { slo, pair, pairs, source, slotSeconds, times } = burn;
  const read = isComposite(slo)
    ? compositeSlots(slo, burn, reading)
    : source.kind === 'ratios'
      ? ratioSlots(source.slo, ratiosId(source.slo, times), times, reading.column)
      : slo.events && eventSlots(slo.events, eventsId(burn), times, reading);
  const objectiveRatio = isComposite(slo) ? BURN_AS_RATIO : slo.objectiveRatio;
  if (!read || 'missing' in read || objectiveRatio === null || read.slots.every((slot) => slot === null)) {
    return null;
  }
  const { firstSeconds, stepSeconds } = times;
  const { severity: firing } = pair;
  return findOnset({ firstSeconds, stepSeconds, slotSeconds, looks: read.slots, objectiveRatio, pairs, firing });
}

/** The objective by which a share of bad events is a burn rate. */
const BURN_AS_RATIO = 0;

/** Σ weight · burn rate of the members in each slot; none where one cannot be seen. */
function compositeSlots({ composite }: CompositeSlo, burn: Burn, reading: Reading): Slots {
  const members = composite.map(({ weight, objectiveRatio, events }) => ({
    weight,
    objectiveRatio,
    read: eventSlots(events, eventsId(burn), burn.times, reading),
  }));
  const slots: Array<SlotCount | null> = [];
  for (const { weight, objectiveRatio, read } of members) {
    if ('missing' in read) {
      return read;
    }
    read.slots.forEach((slot, index) => {
      const before = slots[index] === undefined ? NO_TRAFFIC : slots[index];
      const idle = slot?.total === 0;
      slots[index] =
        before === null || slot === null
          ? null
          : idle
            ? before
            : { bad: before.bad + weight * burnRate(slot.bad / slot.total, objectiveRatio), total: 1 };
    });
  }
  return { slots };
}
