import type { Field } from '@grafana/data';
import type { ScoreRow, TrendPoint } from './row';
import { same, type SameByKey } from './same';

/**
 * The rows of a refresh, of which those that look as before are the very objects that they were, so that what is drawn of
 * them need not be drawn again. The time of such a row may be that of an earlier refresh.
 */
export function keepRows(before: readonly ScoreRow[], after: readonly ScoreRow[]): readonly ScoreRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const byKey: SameByKey = { field: fieldComparison() };
  return after.map((row) => {
    const old = known.get(row.id);
    return old && sameTrend(old.trend, row.trend) && same(lookOf(old), lookOf(row), byKey) ? old : row;
  });
}

/** What of a row is seen, but for its trend. */
function lookOf(row: ScoreRow) {
  return {
    ...row,
    trend: null,
    nameLink: row.nameLink && { field: row.nameLink.field },
    statusLink: row.statusLink && { field: row.statusLink.field },
    atMilliseconds: timeSeen(row),
  };
}

/** The time of a row, as far as it shows: to the minute in how long it has burned, and in what has passed of a period. */
function timeSeen({ atMilliseconds, burning, period }: ScoreRow): number | null {
  if (period) {
    return atMilliseconds;
  }
  const since = burning?.sinceMilliseconds ?? null;
  return since === null ? null : Math.floor((atMilliseconds - since) / 60_000);
}

/** A trend that has only moved along with the time range is drawn as before. */
function sameTrend(a: readonly TrendPoint[], b: readonly TrendPoint[]): boolean {
  const [startA, startB] = [a[0]?.timeMilliseconds ?? 0, b[0]?.timeMilliseconds ?? 0];
  return (
    a.length === b.length &&
    a.every((point, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        Object.is(point.value, other.value) &&
        point.timeMilliseconds - startA === other.timeMilliseconds - startB
      );
    })
  );
}

/** Whether fields show a value alike. Every row has the same few, and their configuration is large. */
function fieldComparison(): (a: unknown, b: unknown) => boolean {
  const known = new Map<unknown, Map<unknown, boolean>>();
  return (a, b) => {
    const others = known.get(a) ?? new Map<unknown, boolean>();
    known.set(a, others);
    const answer = others.get(b) ?? same(shownBy(a as Field | null), shownBy(b as Field | null));
    others.set(b, answer);
    return answer;
  };
}

function shownBy(field: Field | null) {
  return field && { name: field.name, type: field.type, config: field.config, range: field.state?.range };
}
