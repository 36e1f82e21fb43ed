import type { RowGroup } from '../../../model/groupRows';
import type { TableContext } from '../../table';

export interface GroupCellProps {
  group: RowGroup;
  table: TableContext;
}
