import React from 'react';
import type { Line } from '../model/lines';
import type { Unseen } from '../model/statusChanges';
import type { Placed } from './GridRow';
import { GroupRow } from './GroupRow';
import { Row } from './Row';
import type { TableContext } from './table';
import type { GridFocus } from './useGridFocus';

/** What all lines of the table have in common. */
export interface LineContext {
  table: TableContext;
  focus: GridFocus;
  unseen: Unseen;
  onToggle: (groupId: string) => void;
}

interface Props extends LineContext, Placed {
  line: Line;
  /** Among all lines, from 0. */
  index: number;
}

export function LineRow({ line, index, table, focus, unseen, onToggle, top, measure }: Props) {
  const place = { index, table, active: line.id === focus.rowId ? focus.column : null, top, measure };
  return line.kind === 'row' ? (
    <Row row={line.row} isInGroup={line.isInGroup} worseThan={unseen.get(line.id) ?? null} {...place} />
  ) : (
    <GroupRow
      group={line.group}
      isOpen={line.isOpen}
      onToggle={onToggle}
      worse={line.group.rows.filter(({ id }) => unseen.has(id)).length}
      {...place}
    />
  );
}
