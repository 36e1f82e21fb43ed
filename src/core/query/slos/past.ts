import type { PastSpending } from '../../budget/payback';
import { costOfOneBad } from '../../budget/episodes';
import { binary, call, number, subquery, type Expr } from '../../promql/ast';
import { print } from '../../promql/print';
import { measuredSlos } from '../../slo/composite';
import type { Slo } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import { columnReader, metricKey, rangeColumn, sampleAt, seriesOf, type ReadColumn } from '../columns';
import { countEvents } from '../events/count';
import { increase, leavesOf } from '../events/plan';
import { samplesByTime } from '../events/samples';
import { countsEvents, termsOf, type Terms } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers, RangeQuery } from '../port';
import { unionQueries, type ReadPart } from '../union';
import { askedHistories } from './askedHistories';
import { pastSources, stretchesOf, type Stretches } from './pastSources';
import type { SlosRequest } from './trendSources';
import { isRecorded, isSlotted, type SlottedSlo } from './recordedPlan';

function eventsId({ stepSeconds, firstSeconds }: Stretches): string {
  return `pastEvents:${firstSeconds}:${stepSeconds}`;
}

function ratiosId({ recorded }: SlottedSlo, { stepSeconds, firstSeconds }: Stretches): string {
  return `pastRatios:${metricKey(recorded.slot.ratio)}:${firstSeconds}:${stepSeconds}`;
}

function trafficId(slo: SlottedSlo, stretches: Stretches): string {
  return `${ratiosId(slo, stretches)}:traffic`;
}

/**
 * What was bad when within the rolling windows, which tells what leaves them next: one range query per length of window
 * and recorded metric, whatever the number of SLOs. The table can be judged without the answers, and is then more careful.
 */
export function planPast(request: SlosRequest, defined: readonly Slo[]): RangeQuery[] {
  const { toSeconds } = request;
  const slos = slosAt(defined, toSeconds);
  const { counted, slotted } = askedSources(request, slos);
  const terms = termsOf(measuredSlos(slos));
  const stretches = (slo: JudgedSlo) => stretchesOf(slo, toSeconds);
  return [
    ...[...groupBy(counted, (slo) => eventsId(stretches(slo))).values()].flatMap((users) => {
      const own = stretches(users[0]);
      return unionQueries<RangeQuery>(
        eventsId(own),
        leavesOf(terms, users, (selector) => increase(selector, own.stepSeconds)),
        (question) => ({ ...question, ...rangeOf(own, toSeconds) })
      );
    }),
    ...ratioQueries(slotted, toSeconds, ratiosId, (ratios) => ratios),
  ];
}

/**
 * The past of those recorded ratios of which a stretch had a slot without traffic: the mean is then of the other slots. To
 * compare every slot of all SLOs takes Prometheus several times as long as to read them, so that it is asked of these only.
 *
 * @param answers those to `planPast`
 */
export function planPastTraffic(request: SlosRequest, defined: readonly Slo[], answers: Answers): RangeQuery[] {
  const { toSeconds } = request;
  const read = columnReader(answers);
  const { slotted } = askedSources(request, slosAt(defined, toSeconds));
  const idle = slotted.filter((slo) => {
    const { recorded } = slo;
    const column = read(ratiosId(slo, stretchesOf(slo, toSeconds)), recorded);
    return seriesOf(column, recorded.slot.ratio, recorded)?.values.some(Number.isNaN) ?? false;
  });
  return ratioQueries(idle, toSeconds, trafficId, (ratios) => binary(ratios, '>=', number(0)));
}

function askedSources(request: SlosRequest, slos: readonly JudgedSlo[]): ReturnType<typeof pastSources> {
  const asked = askedHistories(request, slos);
  return pastSources(slos.filter(({ id }) => asked.has(id)));
}

function ratioQueries(
  slotted: readonly SlottedSlo[],
  toSeconds: number,
  idOf: (slo: SlottedSlo, stretches: Stretches) => string,
  slots: (ratios: Expr) => Expr
): RangeQuery[] {
  const stretches = (slo: SlottedSlo) => stretchesOf(slo, toSeconds);
  return [...groupBy(slotted, (slo) => idOf(slo, stretches(slo))).entries()].map(([id, users]): RangeQuery => {
    const [{ recorded }] = users;
    const own = stretches(users[0]);
    const { ratio, seconds } = recorded.slot;
    const all = rangeColumn(
      ratio,
      users.map((user) => user.recorded)
    );
    const mean = call('avg_over_time', subquery(slots(all), own.stepSeconds, seconds));
    return { id, promql: print(mean), ...rangeOf(own, toSeconds) };
  });
}

function rangeOf({ firstSeconds, stepSeconds }: Stretches, toSeconds: number) {
  return { kind: 'range' as const, startSeconds: firstSeconds, endSeconds: toSeconds, stepSeconds };
}

/**
 * What was spent of the budget in each stretch of a rolling window, oldest first, up to the last whole one. A stretch
 * without a number pays nothing back. Null where no stretch has one.
 *
 * @param total events of the whole window, of an SLO that is judged by its events
 */
export function readPast(
  slo: JudgedSlo,
  toSeconds: number,
  total: number | null,
  { terms, part, column: readColumn }: { terms: Terms; part: ReadPart; column: ReadColumn }
): PastSpending[] | null {
  const { objectiveRatio, window } = slo;
  // Nothing of what is excluded is paid back, and stretches do not tell which part of them that is.
  if (window.kind !== 'rolling' || objectiveRatio === null || slo.excluded.length > 0) {
    return null;
  }
  const stretches = stretchesOf(slo, toSeconds);
  const { stepSeconds, firstSeconds, lastSeconds } = stretches;
  const spentAt = countsEvents(slo)
    ? spentByEvents(slo, eventsId(stretches), costOfOneBad(objectiveRatio, total ?? NaN), terms, part)
    : spentBySlots(slo, stretches, costOfOneBad(objectiveRatio, window.seconds / stepSeconds), readColumn);
  const past: PastSpending[] = [];
  let known = false;
  for (let endSeconds = firstSeconds; endSeconds <= lastSeconds; endSeconds += stepSeconds) {
    const spent = spentAt(endSeconds);
    const seconds = Math.min(stepSeconds, endSeconds - (toSeconds - window.seconds));
    known ||= spent !== null;
    past.push({ seconds, spentRatio: (Math.max(0, spent ?? 0) * seconds) / stepSeconds });
  }
  return known ? past : null;
}

/** Share of the budget that the stretch ending at a time has spent; null where nobody knows. Asked in ascending order. */
type SpentAt = (endSeconds: number) => number | null;

function spentByEvents({ events }: JudgedSlo, id: string, costOfOne: number, terms: Terms, read: ReadPart): SpentAt {
  const at = samplesByTime(terms, read, id);
  return (endSeconds) => {
    const bad = events ? countEvents(events, (selector) => at(selector, endSeconds), []).bad.value : null;
    const spent = bad === null ? NaN : bad * costOfOne;
    return Number.isFinite(spent) ? spent : null;
  };
}

function spentBySlots(slo: JudgedSlo, stretches: Stretches, costOfOne: number, read: ReadColumn): SpentAt {
  // What each event weighs the same in is not paid back by slots, most of which may have had hardly any.
  if (!isRecorded(slo) || !isSlotted(slo) || slo.recorded.weighs !== 'slots') {
    return () => null;
  }
  const { recorded } = slo;
  const { ratio } = recorded.slot;
  const mean = sampleAt(seriesOf(read(ratiosId(slo, stretches), recorded), ratio, recorded));
  const withTraffic = sampleAt(seriesOf(read(trafficId(slo, stretches), recorded), ratio, recorded));
  return (endSeconds) => {
    const spent = [mean(endSeconds), withTraffic(endSeconds)].find(Number.isFinite);
    return spent === undefined ? null : (ratio.holds === 'bad' ? spent : 1 - spent) * costOfOne;
  };
}
