import { combineLatest, map, startWith, type Observable } from 'rxjs';
import { readPolicyOptions } from '../../core/budget/policyOptions';
import type { Answers, Query } from '../../core/query/port';
import { judgeSlos } from '../../core/query/slos/judge';
import { planPast } from '../../core/query/slos/past';
import { planSlos } from '../../core/query/slos/plan';
import type { SloRow } from '../../core/query/slos/row';
import { noticesOf } from '../frames/notices';
import { sloTableFrame } from '../frames/sloTable';
import { statusCountsFrame } from '../frames/statusCounts';
import { failures, textOf, type Asked, type QueryKind, type Told } from './queryKind';

type Rows = readonly SloRow[];

export const SLOS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, true),
  frames: ({ refId }, _, found) => {
    const rows = found.flat();
    const frame = sloTableFrame(refId, rows);
    frame.meta = { ...frame.meta, notices: noticesOf(rows) };
    return [frame];
  },
};

export const STATUS_COUNTS: QueryKind<Rows> = {
  ask: (asked) => askRows(asked, false),
  frames: ({ refId }, _, found) => [statusCountsFrame(refId, found.flat())],
};

/** The table comes first, its trends follow. */
function askRows({ range, slos, options, askUpstream }: Asked, trend: boolean): Observable<Told<Rows>> {
  const request = { ...range, trend };
  const { policies } = readPolicyOptions(options.errorBudgetPolicy);
  // Counts ask for what the table asks for, trend or not, so that one answer serves both.
  const planned = planSlos({ ...range, trend: true }, slos);
  const ofKind = (kind: Query['kind']) => planned.filter((query) => query.kind === kind);
  const past = planPast(range.toSeconds, slos);
  // In one question: two of the same kind under way at a time would cancel each other.
  const later = [...past, ...(trend ? ofKind('range') : [])];
  return combineLatest([askUpstream(ofKind('instant')), askUpstream(later).pipe(startWith(null))]).pipe(
    map(([numbers, rest]) => {
      const answers: Answers = new Map([...numbers, ...(rest ?? [])]);
      return {
        state: rest === null ? 'loading' : 'done',
        found: judgeSlos(request, slos, answers, policies),
        messages: failures(answers),
        promql: [...ofKind('instant'), ...later].map(textOf),
      };
    })
  );
}
