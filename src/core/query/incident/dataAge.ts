import { aggregate, call } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import { column, metricKey } from '../columns';
import type { Answers, InstantQuery } from '../port';
import { isRecorded, isSlotted } from '../slos/recordedPlan';
import { partReader, unionQueries, type Leaf } from '../union';
import { slosAt } from '../judgedSlo';

const UNION_ID = 'dataAge';
/** The newest sample of some is the newest of all that come from one Prometheus. */
const MOST_SELECTORS = 50;

/** When the newest samples were taken that SLOs are made of: one query. */
export function planDataAge(toSeconds: number, defined: readonly Slo[]): InstantQuery[] {
  return unionQueries<InstantQuery>(UNION_ID, leavesOf(toSeconds, defined), (question) => ({
    kind: 'instant',
    ...question,
    atSeconds: toSeconds,
  }));
}

function leavesOf(toSeconds: number, defined: readonly Slo[]): Leaf[] {
  const slos = slosAt(defined, toSeconds);
  const slotted = slos.filter(isRecorded).filter(isSlotted);
  const recorded = [...groupBy(slotted, ({ recorded: { slot } }) => metricKey(slot.ratio)).values()].map((users) => {
    // The time of a sum would be that of the question.
    const { metric, labels } = users[0].recorded.slot.ratio;
    return column(
      labels === undefined ? { metric } : { metric, labels },
      users.map((user) => user.recorded)
    );
  });
  const totals = slos.flatMap(({ events }) => (events ? [events.total[0].selector] : []));
  const byText = new Map([...recorded, ...totals].map((expr) => [print(expr), expr]));
  return [...byText]
    .slice(0, MOST_SELECTORS)
    .map(([text, expr]) => ({ key: text, expr: aggregate('max', [], call('timestamp', expr)) }));
}

/**
 * Seconds since the newest sample; null where there is none. One SLO is as old as the older of what it is made of: its ratios
 * may go on being recorded while its events are no longer scraped.
 */
export function judgeDataAge(toSeconds: number, defined: readonly Slo[], answers: Answers): number | null {
  const queries = planDataAge(toSeconds, defined);
  const read = partReader(queries, answers);
  const times = queries
    .flatMap(({ union }) => union?.parts ?? [])
    .map(({ key }) => {
      const answer = read(UNION_ID, key);
      return (answer.state === 'ok' ? answer.series[0]?.values[0] : undefined) ?? -Infinity;
    });
  const newest = defined.length === 1 ? Math.min(...times) : Math.max(...times);
  return times.length === 0 || !Number.isFinite(newest) ? null : Math.max(0, toSeconds - newest);
}
