import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { compareBy, type Orderable } from '../../core/budget/order';
import { rollUp } from '../../core/budget/rollUp';
import { rollUpMember } from '../../core/query/slos/rollUpMember';
import type { SloRow } from '../../core/query/slos/row';
import { groupValue } from '../../core/slo/labelMatchers';
import { groupByOfNoneWords } from '../rollUpWords';
import type { SloQuery } from '../types';
import { noticesOf } from './notices';
import { rollUpFrame } from './rollUp';
import { sloTableFrame } from './sloTable';

/**
 * The answer to a query of SLOs: its rows, or groups of them, those with one of the statuses in the order that is asked for.
 * The status of a group is that of all its SLOs, and its numbers are, whatever is chosen.
 */
export function slosFrames(query: SloQuery, rows: readonly SloRow[]): DataFrame[] {
  const { refId, groupBy = '' } = query;
  const members = rows.map(rollUpMember);
  if (groupBy === '') {
    const shown = chosen(query, members).map(({ row }) => row);
    return [withNotices(sloTableFrame(refId, shown), noticesOf(shown))];
  }
  const groups = rollUp(members, ({ row }) => groupValue(row.slo, groupBy));
  const [only] = groups;
  const ofNone = groups.length === 1 && only?.name === '' ? [groupByOfNoneWords(groupBy)] : [];
  return [
    withNotices(rollUpFrame(refId, groupBy, chosen(query, groups)), [
      ...ofNone.map((text) => ({ severity: 'warning' as const, text })),
      ...noticesOf(rows),
    ]),
  ];
}

function chosen<T extends Orderable>({ statuses = [], order = 'worst' }: SloQuery, all: readonly T[]): T[] {
  return all.filter(({ status }) => statuses.length === 0 || statuses.includes(status)).sort(compareBy(order));
}

function withNotices(frame: DataFrame, notices: QueryResultMetaNotice[]): DataFrame {
  frame.meta = { ...frame.meta, notices };
  return frame;
}
