import { STATUSES, type Status } from '../../core/budget/status';
import type { ScoreRow } from './row';

/** What somebody wants to see; an empty part asks for nothing. */
export interface RowFilter {
  text: string;
  statuses: readonly Status[];
  services: readonly string[];
  owners: readonly string[];
}

export const NO_FILTER: RowFilter = { text: '', statuses: [], services: [], owners: [] };

export function isFiltering({ text, statuses, services, owners }: RowFilter): boolean {
  return text.trim() !== '' || statuses.length + services.length + owners.length > 0;
}

/**
 * The rows that fit every part of the filter, in their order. Each word of the text has to occur in the name, service,
 * owner, upstream, tool or a label, as `region=eu` also with its name, in capitals or not.
 */
export function filterRows(rows: readonly ScoreRow[], filter: RowFilter): readonly ScoreRow[] {
  if (!isFiltering(filter)) {
    return rows;
  }
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value);
  return rows.filter(
    (row) =>
      fits(filter.statuses, row.status) &&
      fits(filter.services, row.service) &&
      fits(filter.owners, row.owner) &&
      words.every((word) => searchable(row).some((text) => text.toLowerCase().includes(word)))
  );
}

function searchable({ name, service, owner, upstream, tool, labels }: ScoreRow): string[] {
  return [name, service, owner, upstream, tool, ...labels.map(([key, value]) => `${key}=${value}`)];
}

/**
 * How many rows of each status there are among those that fit the rest of the filter, worst status first: what a click
 * on it would show. A status that no row at all has is left out; one that is chosen stays.
 */
export function countStatuses(
  rows: readonly ScoreRow[],
  filter: RowFilter
): ReadonlyArray<{ status: Status; count: number }> {
  const others = filterRows(rows, { ...filter, statuses: [] });
  const count = (among: readonly ScoreRow[], status: Status) => among.filter((row) => row.status === status).length;
  return STATUSES.filter((status) => filter.statuses.includes(status) || count(rows, status) > 0).map((status) => ({
    status,
    count: count(others, status),
  }));
}
