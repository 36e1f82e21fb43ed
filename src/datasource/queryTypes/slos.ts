import { combineLatest, map, of, startWith, switchMap, type Observable } from 'rxjs';
import { readPolicyOptions } from '../../core/budget/policyOptions';
import { isEmptyRow, withoutEmptyCopies } from '../../core/query/copies';
import type { Answers, Query } from '../../core/query/port';
import { judgeSlos } from '../../core/query/slos/judge';
import { planOnsets, withOnsets } from '../../core/query/slos/onsets';
import { planPast } from '../../core/query/slos/past';
import { planSlos } from '../../core/query/slos/plan';
import { planWorstGroups, withWorstGroups } from '../../core/query/slos/worstGroups';
import type { SloRow } from '../../core/query/slos/row';
import { noticesOf } from '../frames/notices';
import { sloTableFrame } from '../frames/sloTable';
import { statusCountsFrame } from '../frames/statusCounts';
import { failures, textOf, type Asked, type QueryKind, type Told } from './queryKind';

type Rows = readonly SloRow[];

export const SLOS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, { trend: true, onset: true }),
  frames: ({ refId }, _, found) => {
    const rows = withoutEmptyCopies(found.flat(), isEmptyRow);
    const frame = sloTableFrame(refId, rows);
    frame.meta = { ...frame.meta, notices: noticesOf(rows) };
    return [frame];
  },
};

export const STATUS_COUNTS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, { trend: false, onset: false }),
  frames: ({ refId }, _, found) => [statusCountsFrame(refId, withoutEmptyCopies(found.flat(), isEmptyRow))],
};

/** The table comes first; its trends follow, and since when what fires has burned, which only the table tells to ask. */
export function askRows(
  { range, slos, options, askUpstream }: Asked,
  { trend, onset }: { trend: boolean; onset: boolean }
): Observable<Told<Rows>> {
  const request = { ...range, trend };
  const { policies } = readPolicyOptions(options.errorBudgetPolicy);
  // Counts ask for what the table asks for, trend or not, so that one answer serves both.
  const planned = planSlos({ ...range, trend: true }, slos);
  const ofKind = (kind: Query['kind']) => planned.filter((query) => query.kind === kind);
  const past = planPast(range.toSeconds, slos);
  const later = [...past, ...(trend ? ofKind('range') : [])];
  const judge = (answers: Answers) => judgeSlos(request, slos, answers, policies);
  const numbers = askUpstream(ofKind('instant')).pipe(
    switchMap((answers) => {
      const found = onset ? judge(answers) : [];
      const onsets = [...planOnsets(range.toSeconds, found), ...planWorstGroups(range.toSeconds, found)];
      const told = onsets.length === 0 ? of<Answers>(new Map()) : askUpstream(onsets).pipe(startWith(null));
      return told.pipe(map((burning) => ({ answers, burning, asked: onsets })));
    })
  );
  return combineLatest([numbers, askUpstream(later).pipe(startWith(null))]).pipe(
    map(([{ answers: now, burning, asked }, rest]) => {
      const answers: Answers = new Map([...now, ...(rest ?? [])]);
      const rows = judge(answers);
      return {
        state: rest === null || burning === null ? 'loading' : 'done',
        found:
          burning === null
            ? rows
            : withOnsets(range.toSeconds, withWorstGroups(range.toSeconds, rows, burning), burning),
        messages: failures(new Map([...answers, ...(burning ?? [])])),
        promql: [...ofKind('instant'), ...later, ...asked].map(textOf),
      };
    })
  );
}
