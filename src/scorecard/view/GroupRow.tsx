import React, { memo } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { ColumnId } from '../model/columns';
import type { RowGroup } from '../model/groupRows';
import { GroupAlert } from './cells/group/GroupAlert';
import { GroupBudget } from './cells/group/GroupBudget';
import { GroupExhaustion } from './cells/group/GroupExhaustion';
import { GroupName } from './cells/group/GroupName';
import { GroupSli } from './cells/group/GroupSli';
import { GroupStatus } from './cells/group/GroupStatus';
import { BurnStrip } from './cells/BurnRatesCell';
import { GridCell } from './GridCell';
import { GridRow, type Placed } from './GridRow';
import { getRowStyles } from './rowStyles';
import type { TableContext } from './table';

interface Props extends Placed {
  group: RowGroup;
  isOpen: boolean;
  onToggle: (groupId: string) => void;
  /** Rows of it that got worse since somebody last looked at them. */
  worse: number;
  /** Among all lines, from 0. */
  index: number;
  table: TableContext;
  /** Column of the cell that the tab key leads to; null where that is in another row. */
  active: ColumnId | null;
}

/** Several SLOs as one row, in the same columns; a column that says nothing of several stays empty. */
export const GroupRow = memo(function GroupRow(props: Props) {
  const { group, index, table, active, top, measure } = props;
  const styles = useStyles2(getRowStyles, table.layout);
  return (
    <GridRow
      id={group.id}
      index={index}
      table={table}
      top={top}
      measure={measure}
      // Its rows are what burns; as the head of them it is quieter.
      className={cx(styles[group.status === 'burning' ? 'wasBurning' : group.status], styles.group)}
    >
      {table.layout.columns.map((column) => (
        <GridCell
          key={column}
          role={column === 'slo' ? 'rowheader' : 'gridcell'}
          column={column}
          isActive={active === column}
          className={cx(styles.cell, column === 'budget' && styles.tall)}
        >
          <GroupCell column={column} {...props} />
        </GridCell>
      ))}
    </GridRow>
  );
});

function GroupCell({ column, group, isOpen, onToggle, worse, table }: Props & { column: ColumnId }) {
  switch (column) {
    case 'status':
      return <GroupStatus status={group.status} worse={worse} />;
    case 'slo':
      return <GroupName group={group} isOpen={isOpen} onToggle={onToggle} />;
    case 'sli':
      return <GroupSli group={group} table={table} />;
    case 'budget':
      return <GroupBudget group={group} table={table} />;
    case 'burnRates':
      return <BurnStrip burnRates={group.burnRates} table={table} stale={group.rows.every(({ stale }) => stale)} />;
    case 'exhaustion':
      return <GroupExhaustion group={group} table={table} />;
    case 'alert':
      return <GroupAlert group={group} />;
    case 'objective':
    case 'trend':
    case 'releases':
      return null;
  }
}
