import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { budgetRisk } from '../../core/budget/rollUp';
import { STATUSES, type Status } from '../../core/budget/status';
import { rollUpMember } from '../../core/query/slos/rollUpMember';
import type { SloRow } from '../../core/query/slos/row';
import { notAskedNotices } from './notices';

/**
 * One row: how many SLOs are in each status, and how many budgets are at risk, whatever their status. A status other than
 * blind is counted among those that can be seen, and a budget at risk among those that are known, so where there are none it
 * has no number: none is not zero.
 */
export function statusCountsFrame(refId: string, rows: readonly SloRow[]): DataFrame {
  const count = (status: Status) => rows.filter(({ verdict }) => verdict.status === status).length;
  const seen = rows.length - count('blind');
  const risks = rows.map((row) => budgetRisk(rollUpMember(row))).filter((risk) => risk !== 'unknown');
  const field = (name: string, value: number, among: number) => ({
    name,
    type: FieldType.number,
    config: {},
    values: [among === 0 ? null : value],
  });
  return createDataFrame({
    refId,
    name: 'statusCounts',
    meta: { notices: notAskedNotices(rows) },
    fields: [
      ...STATUSES.map((status) => field(status, count(status), status === 'blind' ? rows.length : seen)),
      field('budgetsAtRisk', risks.filter((risk) => risk === 'atRisk').length, risks.length),
    ],
  });
}
