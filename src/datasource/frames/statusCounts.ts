import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { STATUSES } from '../../core/budget/status';
import type { SloRow } from '../../core/query/slos/row';

/** One row: how many SLOs are in each status. Where there is no SLO at all nothing is counted: none is not zero. */
export function statusCountsFrame(refId: string, rows: readonly SloRow[]): DataFrame {
  return createDataFrame({
    refId,
    name: 'statusCounts',
    fields: STATUSES.map((status) => ({
      name: status,
      type: FieldType.number,
      config: {},
      values: [rows.length === 0 ? null : rows.filter(({ verdict }) => verdict.status === status).length],
    })),
  });
}
