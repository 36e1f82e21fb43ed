import { aggregate, call } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Slo } from '../../slo/slo';
import { column, groupBy, metricKey } from '../columns';
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
  const recorded = [...groupBy(slotted, ({ recorded: { slot } }) => metricKey(slot.ratio)).values()].map((users) =>
    column(
      users[0].recorded.slot.ratio,
      users.map((user) => user.recorded)
    )
  );
  const totals = slos.flatMap(({ events }) => (events ? [events.total[0].selector] : []));
  const byText = new Map([...recorded, ...totals].map((expr) => [print(expr), expr]));
  return [...byText]
    .slice(0, MOST_SELECTORS)
    .map(([text, expr]) => ({ key: text, expr: aggregate('max', [], call('timestamp', expr)) }));
}

/** Seconds since the newest sample; null where there is none. */
export function judgeDataAge(toSeconds: number, defined: readonly Slo[], answers: Answers): number | null {
  const queries = planDataAge(toSeconds, defined);
  const read = partReader(queries, answers);
  const times = queries
    .flatMap(({ union }) => union?.parts ?? [])
    .flatMap(({ key }) => {
      const answer = read(UNION_ID, key);
      return answer.state === 'ok' ? (answer.series[0]?.values[0] ?? []) : [];
    })
    .filter(Number.isFinite);
  return times.length === 0 ? null : Math.max(0, toSeconds - Math.max(...times));
}
