import type { ColumnId } from '../model/columns';

export interface Layout {
  columns: readonly ColumnId[];
  /** CSS `grid-template-columns`. */
  template: string;
  /** `compact`: even the columns that always stay must shrink; `stacked`: the status stands above the SLO. */
  shape: 'wide' | 'compact' | 'stacked';
}

/** From left to right. */
const ORDER: readonly ColumnId[] = [
  'status',
  'slo',
  'objective',
  'sli',
  'budget',
  'trend',
  'burnRates',
  'exhaustion',
  'releases',
];
const ALWAYS: readonly ColumnId[] = ['status', 'slo', 'budget'];
/** Most wanted first. Without its own column the objective stands below the SLI. */
const WANTED: readonly ColumnId[] = ['sli', 'exhaustion', 'burnRates', 'releases', 'trend', 'objective'];

/** Least width in pixels and share of what is left over. */
const TRACKS: Record<ColumnId, { least: number; grow: number }> = {
  status: { least: 116, grow: 0 },
  slo: { least: 164, grow: 5 },
  objective: { least: 96, grow: 0 },
  sli: { least: 108, grow: 0 },
  budget: { least: 164, grow: 3 },
  trend: { least: 96, grow: 2 },
  burnRates: { least: 0, grow: 0 },
  exhaustion: { least: 116, grow: 0 },
  releases: { least: 104, grow: 0 },
};
export const BURN_CELL = 46;
const GAP = 16;
const COMPACT_TRACKS = '104px minmax(0, 1fr) 100px';
const STACKED_TRACKS = 'minmax(0, 1fr) 100px';
const STACKED_BELOW = 360;

/**
 * As many columns as fit into `width` pixels: status, SLO and budget always, the others by importance.
 *
 * @param hasReleases whether any row says what its error-budget policy demands
 */
export function layoutFor(width: number, burnWindows: number, hasReleases: boolean): Layout {
  const least = (id: ColumnId) => (id === 'burnRates' ? burnWindows * BURN_CELL : TRACKS[id].least);
  const needed = (ids: readonly ColumnId[]) => ids.reduce((sum, id) => sum + least(id) + GAP, GAP);
  if (needed(ALWAYS) > width) {
    return width < STACKED_BELOW
      ? { columns: ALWAYS, template: STACKED_TRACKS, shape: 'stacked' }
      : { columns: ALWAYS, template: COMPACT_TRACKS, shape: 'compact' };
  }
  const chosen = WANTED.filter(
    (id) => (id !== 'burnRates' || burnWindows > 0) && (id !== 'releases' || hasReleases)
  ).reduce((ids, id) => (needed([...ids, id]) <= width ? [...ids, id] : ids), ALWAYS);
  const columns = ORDER.filter((id) => chosen.includes(id));
  const template = columns
    .map((id) => (TRACKS[id].grow > 0 ? `minmax(${least(id)}px, ${TRACKS[id].grow}fr)` : `${least(id)}px`))
    .join(' ');
  return { columns, template, shape: 'wide' };
}
