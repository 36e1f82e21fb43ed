import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { STATUSES } from '../../core/budget/status';
import type { SloRow } from '../../core/query/slos/row';
import { statusWord } from '../words';

/** One row: how many SLOs are in each status. */
export function statusCountsFrame(refId: string, rows: readonly SloRow[]): DataFrame {
  return createDataFrame({
    refId,
    name: 'statusCounts',
    fields: STATUSES.map((status) => ({
      name: status,
      type: FieldType.number,
      config: { displayNameFromDS: statusWord(status) },
      values: [rows.filter(({ verdict }) => verdict.status === status).length],
    })),
  });
}
