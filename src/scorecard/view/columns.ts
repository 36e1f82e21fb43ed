import type { ColumnId } from '../model/columns';
import { AlertCell } from './cells/AlertCell';
import { BudgetCell } from './cells/BudgetCell';
import { BurnRatesCell } from './cells/BurnRatesCell';
import { ExhaustionCell } from './cells/ExhaustionCell';
import { ObjectiveCell } from './cells/ObjectiveCell';
import { ReleasesCell } from './cells/ReleasesCell';
import { SliCell } from './cells/SliCell';
import { SloCell } from './cells/SloCell';
import { StatusCell } from './cells/StatusCell';
import { TrendCell } from './cells/TrendCell';
import type { Cell } from './table';

export const CELLS: Record<ColumnId, Cell> = {
  status: StatusCell,
  slo: SloCell,
  objective: ObjectiveCell,
  sli: SliCell,
  budget: BudgetCell,
  trend: TrendCell,
  burnRates: BurnRatesCell,
  exhaustion: ExhaustionCell,
  alert: AlertCell,
  releases: ReleasesCell,
};

/** Numbers that are compared down the column end at the same edge. */
export const RIGHT_ALIGNED: ReadonlySet<ColumnId> = new Set(['sli']);
