import { t } from '@grafana/i18n';
import type { ColumnId } from '../model/columns';
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
  releases: ReleasesCell,
};

export function columnTitle(column: ColumnId): string {
  switch (column) {
    case 'status':
      return t('scorecard.column.status', 'Status');
    case 'slo':
      return t('scorecard.column.slo', 'SLO');
    case 'objective':
      return t('scorecard.column.objective', 'Objective');
    case 'sli':
      return t('scorecard.column.sli', 'SLI');
    case 'budget':
      return t('scorecard.column.budget', 'Budget left');
    case 'trend':
      return t('scorecard.column.trend', 'Budget trend');
    case 'burnRates':
      return t('scorecard.column.burn-rates', 'Burn rate');
    case 'exhaustion':
      return t('scorecard.column.exhaustion', 'Exhaustion');
    case 'releases':
      return t('scorecard.column.releases', 'Releases');
  }
}

/** Numbers that are compared down the column end at the same edge. */
export const RIGHT_ALIGNED: ReadonlySet<ColumnId> = new Set(['sli']);
