import { measured, partial, unmeasured, type Measured } from '../../budget/dataState';
import { costOfOneBad } from '../../budget/episodes';
import { runningSums, type SlotCount } from '../../budget/slots';
import type { Slo } from '../../slo/slo';
import type { Period } from '../../window/calendar';
import { columnReader } from '../columns';
import { termsOf } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import { usesWithinPoints, type SlotUse } from '../slots/plan';
import { readSlots, type SlotReading } from '../slots/read';
import type { Stretch } from '../slots/stretch';
import { plannedUse, type OverTimeAbsence } from '../slots/usable';
import { readWhole } from '../slots/whole';
import { partReader } from '../union';
import { planSpent, spentPeriods, spentSlots, type SpentRequest } from './plan';

export interface SpentPeriod extends Period {
  /** True where the period goes on. */
  running: boolean;
  /** Events, or recorded short ratios; null where none has a number. */
  bad: number | null;
  total: number | null;
  /** bad / total of the period. */
  errorRatio: Measured;
  /** What the period has spent, as a share of the budget of the SLO window that ends with the range; null as `bad`. */
  spentRatio: number | null;
}

export type Spent =
  | { state: 'ok'; slo: JudgedSlo; weighs: 'events' | 'slots'; periods: readonly SpentPeriod[] }
  | { state: 'absent'; slo: JudgedSlo; absence: OverTimeAbsence };

/** What every SLO has spent day by day or month by month, in the order of `slos`. */
export function judgeSpent(request: SpentRequest, defined: readonly Slo[], answers: Answers): Spent[] {
  const slos = slosAt(defined, request.toSeconds);
  const uses = usesWithinPoints(slos, (slo) => spentSlots(slo, request), request);
  const periods = spentPeriods(request);
  const reading = {
    terms: termsOf(slos),
    column: columnReader(answers),
    part: partReader(planSpent(request, defined), answers),
  };
  return slos.map((slo) => {
    const planned = plannedUse(slo, uses);
    const judged = planned.state === 'ok' ? judgeOne(planned.use, periods, request, reading) : planned;
    return { ...judged, slo };
  });
}

type WithoutSlo<T> = T extends unknown ? Omit<T, 'slo'> : never;

function judgeOne(
  use: SlotUse,
  periods: readonly Period[],
  { toSeconds }: SpentRequest,
  reading: SlotReading
): WithoutSlo<Spent> {
  const { slo, stretch, source } = use;
  if (slo.objectiveRatio === null) {
    return { state: 'absent', absence: { kind: 'objectiveUnknown' } };
  }
  const read = readSlots(use, reading);
  if (read.state === 'absent') {
    return read;
  }
  const sums = runningSums(read.slots);
  const slotAt = slotIndex(stretch);
  // What an earlier period of a calendar window has spent is no share of the budget of the one that runs.
  const budgetFrom = slo.window.kind === 'calendar' ? toSeconds - slo.window.seconds : -Infinity;
  // Where nothing is known of the window that ends now, nothing is a share of its budget; each period has its own ratio.
  const whole = readWhole(use, toSeconds, reading);
  if (read.slots.every((slot) => slot === null)) {
    return whole.state === 'absent' ? whole : { state: 'absent', absence: { kind: 'noEvents' } };
  }
  const known = whole.state === 'ok' ? whole.total : 0;
  const total = known ?? sums.total(slotAt(toSeconds - slo.window.seconds), stretch.slots);
  const costOfOne = total > 0 ? costOfOneBad(slo.objectiveRatio, total) : null;
  return {
    state: 'ok',
    weighs: source.kind === 'events' ? 'events' : 'slots',
    periods: periods.map((period): SpentPeriod => {
      const slots = read.slots.slice(slotAt(period.startSeconds), slotAt(period.endSeconds));
      const { bad, errorRatio, ...counted } = countPeriod(slots);
      return {
        ...period,
        ...counted,
        bad,
        errorRatio,
        running: period.endSeconds > toSeconds,
        spentRatio:
          bad === null || costOfOne === null || period.endSeconds <= budgetFrom
            ? null
            : sums.bad(slotAt(Math.max(period.startSeconds, budgetFrom)), slotAt(period.endSeconds)) * costOfOne,
      };
    }),
  };
}

/** The first slot whose middle lies at or after a time: a slot belongs to the period in which its middle lies. */
function slotIndex({ startSeconds, slotSeconds, slots }: Stretch) {
  return (seconds: number) => Math.min(slots, Math.max(0, Math.ceil((seconds - startSeconds) / slotSeconds - 0.5)));
}

/** Slots without a number are left out; how much of the period the others are is part of its ratio. */
function countPeriod(slots: ReadonlyArray<SlotCount | null>): Pick<SpentPeriod, 'bad' | 'total' | 'errorRatio'> {
  const seen = slots.filter((slot) => slot !== null);
  if (seen.length === 0) {
    return { bad: null, total: null, errorRatio: unmeasured('noData', { kind: 'windowNotCovered', coverageRatio: 0 }) };
  }
  const bad = seen.reduce((sum, slot) => sum + slot.bad, 0);
  const total = seen.reduce((sum, slot) => sum + slot.total, 0);
  const coverageRatio = seen.length / slots.length;
  const errorRatio =
    total <= 0
      ? unmeasured('noTraffic', { kind: 'noEvents' })
      : seen.length === slots.length
        ? measured(bad / total)
        : partial(bad / total, { kind: 'windowNotCovered', coverageRatio }, coverageRatio);
  return { bad, total, errorRatio };
}
