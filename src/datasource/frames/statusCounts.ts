import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { STATUSES, type Status } from '../../core/budget/status';
import type { SloRow } from '../../core/query/slos/row';

/**
 * One row: how many SLOs are in each status. A status other than blind is counted among those that can be seen, so where
 * none can be seen it has no number: none is not zero.
 */
export function statusCountsFrame(refId: string, rows: readonly SloRow[]): DataFrame {
  const count = (status: Status) => rows.filter(({ verdict }) => verdict.status === status).length;
  const seen = rows.length - count('blind');
  return createDataFrame({
    refId,
    name: 'statusCounts',
    fields: STATUSES.map((status) => ({
      name: status,
      type: FieldType.number,
      config: {},
      values: [(status === 'blind' ? rows.length : seen) === 0 ? null : count(status)],
    })),
  });
}
