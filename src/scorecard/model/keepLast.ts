import type { Reading } from './reading';
import type { ScoreRow } from './row';

/** What the panel shows, and the last answer of every row, for the time when answers stop coming. */
export interface Kept {
  /** The reading that is shown: the last one that was settled, where there is one for this question. */
  reading: Reading;
  rows: readonly ScoreRow[];
  answered: ReadonlyMap<string, ScoreRow>;
  /** End of the range of the refresh that has been awaited longest; null when none is awaited. */
  awaitedMilliseconds: number | null;
}

/**
 * Mixes the last good numbers into an answer that lost them.
 *
 * A row that comes back as an error without numbers, or that a failed refresh leaves out, keeps its last good numbers,
 * marked stale; its status survives only as what it was. Any other answer replaces what was known. While an answer is on its way,
 * the rows of it that are there already are shown among the old ones; old ones that a second refresh in a row goes
 * without are stale. Nothing is carried over to another question or to frames with other fields. Applying it twice
 * changes nothing.
 */
export function keepLast(previous: Kept | null, next: Reading): Kept {
  const before = previous?.reading.question === next.question ? previous : null;
  if (!next.settled) {
    return before?.reading.settled
      ? whileAwaiting(before, next)
      : { reading: next, rows: next.rows, answered: new Map(), awaitedMilliseconds: null };
  }
  const schema = next.schema ?? before?.reading.schema ?? null;
  const known: ReadonlyMap<string, ScoreRow> = before?.reading.schema === schema ? before.answered : new Map();

  const answered = new Map<string, ScoreRow>();
  const rows = next.rows.map((row) => {
    const last = known.get(row.id);
    if (!isLost(row)) {
      answered.set(row.id, row);
      return row;
    }
    answered.set(row.id, last ?? row);
    return last ? revive(row, last) : row;
  });
  if (next.failures.length > 0) {
    const present = new Set(next.rows.map(({ id }) => id));
    for (const [id, last] of known) {
      if (!present.has(id)) {
        answered.set(id, last);
        rows.push(revive(unanswered(last), last));
      }
    }
  }
  return { reading: { ...next, schema }, rows, answered, awaitedMilliseconds: null };
}

/** Grafana shows the old frames again until the first new ones arrive, so only later rows are new. */
function whileAwaiting(before: Kept, next: Reading): Kept {
  const awaitedMilliseconds = before.awaitedMilliseconds ?? next.toMilliseconds;
  const overdue = next.toMilliseconds > awaitedMilliseconds;
  const shown = new Map(before.rows.map((row) => [row.id, row]));
  const answered = new Map(before.answered);
  const fresh = new Set<string>();
  for (const row of next.rows) {
    const last = answered.get(row.id);
    if (!isLost(row) && row.atMilliseconds > (last?.atMilliseconds ?? -Infinity)) {
      const whole = last ? withLateParts(row, last) : row;
      shown.set(row.id, whole);
      answered.set(row.id, whole);
      fresh.add(row.id);
    } else if (row.atMilliseconds === next.toMilliseconds) {
      fresh.add(row.id);
    }
  }
  if (overdue) {
    for (const [id, last] of answered) {
      if (!fresh.has(id)) {
        shown.set(id, revive(unanswered(last), last));
      }
    }
  }
  return fresh.size === 0 && !overdue
    ? { ...before, awaitedMilliseconds }
    : { ...before, rows: [...shown.values()], answered, awaitedMilliseconds };
}

/** The trend, since when it burns and how its alerts stand are the last parts of an answer to arrive. */
function withLateParts(row: ScoreRow, last: ScoreRow): ScoreRow {
  const sameBurn = row.burning?.sinceMilliseconds === null && row.burning.pair === last.burning?.pair;
  return {
    ...row,
    trend: row.trend.length === 0 ? last.trend : row.trend,
    burning: sameBurn ? last.burning : row.burning,
    // Of what fires otherwise than before, its alerts may stand otherwise too.
    alerts: row.alerts ?? (row.burning?.pair === last.burning?.pair ? last.alerts : null),
  };
}

function isLost({ dataState, budget }: ScoreRow): boolean {
  return dataState === 'error' && budget.value === null;
}

/** The row as an answer without any number would have given it. */
function unanswered(last: ScoreRow): ScoreRow {
  return {
    ...last,
    status: 'blind',
    statusReason: '',
    statusDoubt: null,
    burning: null,
    alerts: last.alerts && { stand: 'unknown', reason: '' },
    releases: last.releases && { state: 'unknown', reason: '', doubted: false },
    dataState: 'error',
    dataStateReason: '',
    burnRates: [],
  };
}

function revive(row: ScoreRow, last: ScoreRow): ScoreRow {
  if (last.budget.value === null && last.status === 'blind') {
    return row;
  }
  const burnRatesLost = row.burnRates.every(({ rate }) => rate.value === null);
  return {
    ...row,
    objective: row.objective.value === null ? last.objective : row.objective,
    windowSeconds: row.windowSeconds ?? last.windowSeconds,
    // The last numbers are those of the period that ran then.
    period: last.period,
    sli: last.sli,
    method: last.method,
    budget: last.budget,
    events: last.events,
    coverageRatio: last.coverageRatio,
    sinceMilliseconds: last.sinceMilliseconds,
    exhaustion: last.exhaustion,
    trend: last.trend,
    burnRates: burnRatesLost ? last.burnRates.map((rate) => ({ ...rate, fires: null })) : row.burnRates,
    stale: { atMilliseconds: last.atMilliseconds, status: last.status, burnRates: burnRatesLost },
  };
}
