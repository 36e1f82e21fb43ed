import type { SlotCount } from '../../budget/slots';
import type { Slo } from '../../slo/slo';
import type { BudgetSeriesRequest } from '../budgetSeries';
import { columnReader } from '../columns';
import { termsOf } from '../events/terms';
import { slosAt, type JudgedSlo } from '../judgedSlo';
import type { Answers } from '../port';
import { usesWithinPoints } from '../slots/plan';
import { readSlots } from '../slots/read';
import type { Stretch } from '../slots/stretch';
import { plannedUse, type OverTimeAbsence } from '../slots/usable';
import { partReader } from '../union';
import { planOverTime, rangeSlots } from './plan';

export type OverTime =
  | {
      state: 'ok';
      slo: JudgedSlo;
      /** What a slot holds: events, or recorded short ratios, each of which weighs the same. */
      weighs: 'events' | 'slots';
      stretch: Stretch;
      /** As many as the stretch has; null where there is no number. */
      slots: ReadonlyArray<SlotCount | null>;
    }
  | { state: 'absent'; slo: JudgedSlo; absence: OverTimeAbsence };

/** What was good and bad of every SLO over a range, in the order of `slos`; one that nobody can tell says why. */
export function judgeOverTime(request: BudgetSeriesRequest, defined: readonly Slo[], answers: Answers): OverTime[] {
  const slos = slosAt(defined, request.toSeconds);
  const uses = usesWithinPoints(slos, (slo) => rangeSlots(slo, request), request);
  const reading = {
    terms: termsOf(slos),
    column: columnReader(answers),
    part: partReader(planOverTime(request, defined), answers),
  };
  return slos.map((slo): OverTime => {
    const planned = plannedUse(slo, uses);
    if (planned.state === 'absent') {
      return { state: 'absent', slo, absence: planned.absence };
    }
    const read = readSlots(planned.use, reading);
    if (read.state === 'absent') {
      return { state: 'absent', slo, absence: read.absence };
    }
    const { source, stretch } = planned.use;
    return { state: 'ok', slo, weighs: source.kind === 'events' ? 'events' : 'slots', stretch, slots: read.slots };
  });
}
