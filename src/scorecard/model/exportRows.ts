import type { Exhaustion, ScoreRow } from './row';

/** A row as others read it: names carry units, ratios are fractions, times ISO 8601, null where there is no number. */
export type ExportedRow = Record<string, string | number | boolean | null>;

/** Every row with the same columns, in the order in which they are given. */
export function exportRows(rows: readonly ScoreRow[]): ExportedRow[] {
  const windows = new Map(
    rows.flatMap(({ burnRates }) => burnRates.map(({ window, windowSeconds }) => [window, windowSeconds] as const))
  );
  const sorted = [...windows].sort(([, a], [, b]) => a - b).map(([window]) => window);
  const labels = [...new Set(rows.flatMap((row) => row.labels.map(([name]) => name)))].sort();
  return rows.map((row) => ({
    service: row.service,
    name: row.name,
    status: row.status,
    statusReason: row.statusReason,
    firingPair: row.burning?.pair ?? '',
    burningSince: timeOf(row.burning?.sinceMilliseconds ?? null),
    worstGroup: row.burning?.where ?? '',
    alert: row.alerts?.stand ?? '',
    alertReason: row.alerts?.reason ?? '',
    releases: row.releases?.state ?? '',
    objectiveRatio: row.objective.value,
    windowSeconds: row.windowSeconds,
    sliRatio: row.sli.value,
    budgetRemainingRatio: row.budget.value,
    eventSliRatio: row.events.sli.value,
    eventBudgetRemainingRatio: row.events.budget.value,
    badEvents: row.events.bad,
    totalEvents: row.events.total,
    dataState: row.dataState,
    dataStateReason: row.dataStateReason,
    coverageRatio: row.coverageRatio,
    ...Object.fromEntries(
      sorted.map((window) => [
        `burnRate_${window}`,
        row.burnRates.find((rate) => rate.window === window)?.rate.value ?? null,
      ])
    ),
    exhaustion: row.exhaustion.kind,
    exhaustionSeconds: secondsOf(row.exhaustion),
    owner: row.owner,
    tool: row.tool,
    dataSource: row.upstream,
    ...Object.fromEntries(
      labels.map((label) => [`label_${label}`, row.labels.find(([name]) => name === label)?.[1] ?? ''])
    ),
    description: row.description,
    runbook: row.links.find(({ kind }) => kind === 'runbook')?.url ?? '',
    method: row.method,
    problems: row.problems.map(({ text }) => text).join(' '),
    // Numbers of an earlier answer are those of its time.
    at: timeOf(row.stale?.atMilliseconds ?? row.atMilliseconds),
    isStale: row.stale !== null,
    id: row.id,
  }));
}

function timeOf(milliseconds: number | null): string | null {
  // Beyond that JavaScript has no dates.
  return milliseconds === null || !(Math.abs(milliseconds) <= 8.64e15) ? null : new Date(milliseconds).toISOString();
}

function secondsOf(exhaustion: Exhaustion): number | null {
  return exhaustion.kind === 'in' ? exhaustion.time.value : exhaustion.kind === 'spent' ? 0 : null;
}

/**
 * RFC 4180. What a spreadsheet would take for a formula has an apostrophe before it, as OWASP advises: names and labels are
 * written by others. That is so behind each semicolon, tab and line break of a text too, which begin a cell where a
 * spreadsheet divides by them. Numbers are left as they are.
 */
export function toCsv(rows: readonly ExportedRow[]): string {
  return table(rows, ',', '\r\n');
}

/** To be pasted into a spreadsheet: the same with tabs. */
export function toTsv(rows: readonly ExportedRow[]): string {
  return table(rows, '\t', '\n');
}

function table(rows: readonly ExportedRow[], separator: string, newline: string): string {
  const [first] = rows;
  const columns = Object.keys(first ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return lines.map((cells) => `${cells.map(cellText).join(separator)}${newline}`).join('');
}

/** Spreadsheets look behind leading blanks and what is not seen, and a full-width sign begins a formula to some as well. */
const FORMULA = /(^|[;\t\r\n])(?=[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠])/gu;

function cellText(value: string | number | boolean | null): string {
  if (typeof value !== 'string') {
    return value === null ? '' : String(value);
  }
  const safe = value.replace(FORMULA, "$1'");
  return /["\t\r\n,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What the schema of exported JSON is called, so that a reader knows what it reads. */
const EXPORT_SCHEMA = 'reliability-scorecard/export';

export function toJson(rows: readonly ExportedRow[]): string {
  return `${JSON.stringify({ schema: EXPORT_SCHEMA, version: 1, slos: rows }, null, 2)}\n`;
}
