import type { Reason } from '../budget/dataState';
import { aggregate, selector, type Expr, type Matcher } from '../promql/ast';
import { matchAny } from '../promql/escape';
import { seriesKey } from '../slo/identity';
import type { RecordedMetric, RecordedSli } from '../slo/slo';
import { queryFailed } from './failure';
import type { Answers, Series } from './port';

/** Above this many SLOs a column is read whole and filtered afterwards: a list of ids would outgrow the request. */
const MOST_IDS_IN_MATCHER = 100;

/** One recorded metric of all of these SLOs at a time: a column of the table. */
export function column(of: RecordedMetric, users: readonly RecordedSli[]): Expr {
  return columnOf(of, users, MOST_IDS_IN_MATCHER);
}

/**
 * The same over a range, where every SLO is named: what others have recorded may be many times the points that are wanted,
 * and each point is about as long as an id.
 */
export function rangeColumn(of: RecordedMetric, users: readonly RecordedSli[]): Expr {
  return columnOf(of, users, Infinity);
}

function columnOf(
  { metric, labels = {}, summedOver }: RecordedMetric,
  users: readonly RecordedSli[],
  mostIds: number
): Expr {
  const ids = [...new Set(users.map(({ idValue }) => idValue))].sort();
  const label = users[0]?.idLabel ?? '';
  const series = selector(metric, [
    ids.length > mostIds || summedOver === label ? { label, operator: '!=', value: '' } : matchAny(label, ids),
    ...Object.entries(labels).map(([name, value]): Matcher => ({ label: name, operator: '=', value })),
  ]);
  return summedOver === undefined ? series : aggregate('sum', { without: [summedOver] }, series);
}

export function columnId(recorded: RecordedMetric): string {
  return `column:${metricKey(recorded)}`;
}

/** What is the same for all series that one query asks for. */
export function metricKey({ metric, labels, summedOver }: RecordedMetric): string {
  const sum = summedOver === undefined ? '' : `sum:${summedOver}:`;
  return `${sum}${metric}${labels === undefined ? '' : JSON.stringify(labels)}`;
}

/** An answer indexed by series key, or the reason why there is none. */
export type Column =
  | {
      state: 'ok';
      byKey: ReadonlyMap<string, Series>;
      warning: string | undefined;
      /** The step at which a range was answered, where the upstream tells it. */
      stepSeconds: number | undefined;
    }
  | { state: 'failed'; reason: Reason };

export type ReadColumn = (id: string, recorded: RecordedSli) => Column;

/** Reads each answer once, whatever the number of SLOs that look into it. */
export function columnReader(answers: Answers): ReadColumn {
  const columns = new Map<string, Column>();
  return (id, { remarkLabels }) => {
    const known = columns.get(id);
    if (known) {
      return known;
    }
    const column = readColumn(answers, id, remarkLabels);
    columns.set(id, column);
    return column;
  };
}

/**
 * The answer to one query, one series per key. Where replicas give the same key, a number is preferred to NaN: a
 * replica that has just started must not hide what its sibling knows. Else it is the same replica in every column, as
 * upstreams answer in any order.
 */
function readColumn(answers: Answers, id: string, remarkLabels: ReadonlySet<string>): Column {
  const answer = answers.get(id);
  if (answer?.state !== 'ok') {
    return { state: 'failed', reason: queryFailed(answer) };
  }
  const byKey = new Map<string, Series>();
  for (const series of answer.series) {
    const key = seriesKey(series.labels, remarkLabels);
    const known = byKey.get(key);
    if (!known || isPreferred(series, known)) {
      byKey.set(key, series);
    }
  }
  return { state: 'ok', byKey, warning: answer.warnings[0], stepSeconds: answer.stepSeconds };
}

function isPreferred(series: Series, known: Series): boolean {
  const isNothing = ({ values }: Series) => values.every(Number.isNaN);
  const text = ({ labels }: Series) => JSON.stringify(Object.entries(labels).sort());
  return isNothing(series) === isNothing(known) ? text(series) < text(known) : isNothing(known);
}

/** The one sample that an instant answer has of a recorded metric of an SLO; undefined when the series is absent. */
export function instantValue(column: Column, of: RecordedMetric, recorded: RecordedSli): number | undefined {
  return seriesOf(column, of, recorded)?.values[0];
}

export function seriesOf(column: Column, of: RecordedMetric, recorded: RecordedSli): Series | undefined {
  return column.state === 'ok' ? column.byKey.get(of.seriesKey ?? recorded.seriesKey) : undefined;
}

/** Reads a series at one time after another, ascending; undefined where it has no sample. */
export function sampleAt(series: Series | undefined): (atSeconds: number) => number | undefined {
  const { timesSeconds, values } = series ?? NO_SAMPLES;
  let next = 0;
  return (atSeconds) => {
    while ((timesSeconds[next] ?? Infinity) < atSeconds) {
      next += 1;
    }
    return timesSeconds[next] === atSeconds ? values[next] : undefined;
  };
}

const NO_SAMPLES = { timesSeconds: [], values: [] };
