import { COLUMNS, type ColumnId } from '../model/columns';
import { DEFAULT_OPTIONS, type ScorecardOptions } from '../options';

export interface Layout {
  columns: readonly ColumnId[];
  /** CSS `grid-template-columns`. */
  template: string;
  /** `compact`: even the columns that always stay must shrink; `stacked`: the status stands above the SLO. */
  shape: 'wide' | 'compact' | 'stacked';
  density: ScorecardOptions['density'];
  /** How many times as large as usual everything is. */
  zoom: number;
}

const ALWAYS: readonly ColumnId[] = ['status', 'slo', 'budget'];
/** Most wanted first. Without its own column the objective stands below the SLI. */
const WANTED: readonly ColumnId[] = ['sli', 'exhaustion', 'burnRates', 'alert', 'releases', 'trend', 'objective'];

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
  alert: { least: 92, grow: 0 },
  releases: { least: 104, grow: 0 },
};
export const BURN_CELL = 46;
const GAP = 16;
const COMPACT_TRACKS = '104px minmax(0, 1fr) 100px';
const STACKED_TRACKS = 'minmax(0, 1fr) 100px';
const STACKED_BELOW = 360;
const WALL_ZOOM = 1.5;

/**
 * As many columns as fit into `panelWidth` pixels: status, SLO and budget always, the others by importance. Of chosen ones
 * likewise, in the order in which they are chosen; the SLO is among them, and where not even the first fit beside it, the
 * three that always do are shown instead.
 *
 * @param untold those of which no row tells anything
 */
export function layoutFor(
  panelWidth: number,
  burnWindows: number,
  untold: readonly ColumnId[],
  {
    columns: chosen = [],
    density,
    textSize,
  }: Pick<ScorecardOptions, 'columns' | 'density' | 'textSize'> = DEFAULT_OPTIONS
): Layout {
  const zoom = textSize === 'wall' ? WALL_ZOOM : 1;
  const width = panelWidth / zoom;
  const least = (id: ColumnId) => (id === 'burnRates' ? burnWindows * BURN_CELL : TRACKS[id].least);
  const needed = (ids: readonly ColumnId[]) => ids.reduce((sum, id) => sum + least(id) + GAP, GAP);
  const order = chosen.length === 0 ? COLUMNS : chosen.includes('slo') ? chosen : (['slo', ...chosen] as const);
  const always = ALWAYS.filter((id) => order.includes(id));
  if (needed(always) > width) {
    return width < STACKED_BELOW
      ? { columns: ALWAYS, template: STACKED_TRACKS, shape: 'stacked', density, zoom }
      : { columns: ALWAYS, template: COMPACT_TRACKS, shape: 'compact', density, zoom };
  }
  const fitting = WANTED.filter(
    (id) => order.includes(id) && !untold.includes(id) && (id !== 'burnRates' || burnWindows > 0)
  ).reduce((ids, id) => (needed([...ids, id]) <= width ? [...ids, id] : ids), always);
  const columns = order.filter((id) => fitting.includes(id));
  const template = columns
    .map((id) => (TRACKS[id].grow > 0 ? `minmax(${least(id)}px, ${TRACKS[id].grow}fr)` : `${least(id)}px`))
    .join(' ');
  return { columns, template, shape: 'wide', density, zoom };
}

/** Whether the name of an SLO and what stands below it stand side by side. */
export function isOneLine({ density, shape }: Layout): boolean {
  return density === 'compact' && shape === 'wide';
}
