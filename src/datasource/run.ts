import { createDataFrame, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { combineLatest, map, startWith, type Observable } from 'rxjs';
import { readPolicyOptions } from '../core/budget/policyOptions';
import type { DocumentProblem } from '../core/document/problem';
import { judgeBudget } from '../core/query/budget/judge';
import { planBudget } from '../core/query/budget/plan';
import type { BudgetSeriesRequest } from '../core/query/budgetSeries';
import type { Answers, Query } from '../core/query/port';
import { judgeEpisodes, type SloEpisodes } from '../core/query/episodes/judge';
import { planEpisodes } from '../core/query/episodes/plan';
import { judgeSlos } from '../core/query/slos/judge';
import { planPast } from '../core/query/slos/past';
import { planSlos } from '../core/query/slos/plan';
import type { SloRow } from '../core/query/slos/row';
import type { Slo } from '../core/slo/slo';
import type { ExclusionProblem } from '../core/window/exclusionOptions';
import { budgetFrames } from './frames/budget';
import { episodesFrame } from './frames/episodes';
import { documentNotices, exclusionNotices, noticesOf } from './frames/notices';
import { sloTableFrame } from './frames/sloTable';
import { statusCountsFrame } from './frames/statusCounts';
import type { SloDataSourceOptions, SloQuery } from './types';

/** What one upstream has contributed to the answer so far. */
export type Part =
  | { state: 'pending' }
  | { state: 'failed'; messages: readonly string[] }
  | {
      /** `loading` while a slower part, such as the trend, is still missing. */
      state: 'loading' | 'done';
      rows: readonly SloRow[];
      series: readonly DataFrame[];
      episodes: readonly SloEpisodes[];
      /** Evaluation time in epoch seconds. */
      atSeconds: number;
      /** What went wrong with single queries; their numbers say so too. */
      messages: readonly string[];
      promql: readonly string[];
    };

/** Runs a query for the SLOs of one upstream. The table comes first, its trends follow. */
export function runQuery(
  target: SloQuery,
  range: BudgetSeriesRequest,
  slos: readonly Slo[],
  errorBudgetPolicy: SloDataSourceOptions['errorBudgetPolicy'],
  askUpstream: (queries: readonly Query[]) => Observable<Answers>
): Observable<Part> {
  const nothing = { rows: [], series: [], episodes: [], atSeconds: range.toSeconds };
  if (target.queryType === 'budget') {
    const request = { ...range, unit: target.unit ?? 'percent' };
    const queries = planBudget(request, slos);
    return askUpstream(queries).pipe(
      map((answers) => ({
        state: 'done',
        ...nothing,
        series: budgetFrames(target.refId, request, judgeBudget(request, slos, answers)),
        messages: failures(answers),
        promql: queries.map(textOf),
      }))
    );
  }

  if (target.queryType === 'episodes') {
    const queries = planEpisodes(range, slos);
    return askUpstream(queries).pipe(
      map((answers) => ({
        state: 'done',
        ...nothing,
        episodes: judgeEpisodes(range, slos, answers),
        messages: failures(answers),
        promql: queries.map(textOf),
      }))
    );
  }

  const { policies } = readPolicyOptions(errorBudgetPolicy);
  const request = { ...range, trend: target.queryType === 'slos' };
  // Counts ask for what the table asks for, trend or not, so that one answer serves both.
  const planned = planSlos({ ...range, trend: true }, slos);
  const ofKind = (kind: Query['kind']) => planned.filter((query) => query.kind === kind);
  const past = planPast(range.toSeconds, slos);
  // In one question: two of the same kind under way at a time would cancel each other.
  const later = [...past, ...(request.trend ? ofKind('range') : [])];
  return combineLatest([askUpstream(ofKind('instant')), askUpstream(later).pipe(startWith(null))]).pipe(
    map(([numbers, rest]) => {
      const answers: Answers = new Map([...numbers, ...(rest ?? [])]);
      return {
        state: rest === null ? 'loading' : 'done',
        ...nothing,
        rows: judgeSlos(request, slos, answers, policies),
        messages: failures(answers),
        promql: [...ofKind('instant'), ...later].map(textOf),
      };
    })
  );
}

/** A query for the inspector; of a union its first part, since each row tells its own and all would be megabytes. */
function textOf({ promql, union }: Query): string {
  const [first, ...rest] = union?.parts ?? [];
  return first ? [first.promql, ...(rest.length > 0 ? [`# … and ${rest.length} more`] : [])].join(' ') : promql;
}

/** What went wrong or was restricted, each thing once. */
function failures(answers: Answers): string[] {
  const said = [...answers.values()].flatMap((answer) =>
    answer.state === 'failed' ? [answer.message] : [...answer.warnings, ...(answer.refused?.values() ?? [])]
  );
  return [...new Set(said)];
}

/** What is wrong with what is configured, so that rows or times may be missing. */
export interface ConfigurationProblems {
  documents: readonly DocumentProblem[];
  exclusions: readonly ExclusionProblem[];
  /** Why annotations could not be read. */
  annotationFailure: string | null;
}

const NO_PROBLEMS: ConfigurationProblems = { documents: [], exclusions: [], annotationFailure: null };

/** One response of everything the upstreams have said so far. Rows of one never depend on another. */
export function toResponse(
  target: SloQuery,
  parts: readonly Part[],
  configured: ConfigurationProblems = NO_PROBLEMS
): DataQueryResponse {
  const notices = [
    ...documentNotices(configured.documents),
    ...exclusionNotices(configured.exclusions, configured.annotationFailure),
  ];
  const answered = parts.flatMap((part) => (part.state === 'loading' || part.state === 'done' ? [part] : []));
  const messages = parts.flatMap((part) => (part.state === 'pending' ? [] : part.messages));
  const errors = messages.map((message) => ({ message, refId: target.refId }));
  const found = answered.length === 0 ? [] : frames(target, answered);
  // What is said of an answer needs a frame to stand on.
  const data =
    found.length === 0 && notices.length > 0 ? [createDataFrame({ refId: target.refId, fields: [] })] : found;
  const promql = answered.flatMap((part) => part.promql).join('\n');
  for (const [index, frame] of data.entries()) {
    const said = [...(frame.meta?.notices ?? []), ...(index === 0 ? notices : [])];
    frame.meta = { ...frame.meta, executedQueryString: promql, ...(said.length === 0 ? {} : { notices: said }) };
  }
  const unfinished = parts.some(({ state }) => state === 'pending' || state === 'loading');
  return {
    key: target.refId,
    data,
    ...(errors.length === 0 ? {} : { error: errors[0], errors }),
    state: unfinished ? LoadingState.Loading : errors.length > 0 ? LoadingState.Error : LoadingState.Done,
  };
}

type AnsweredPart = Extract<Part, { state: 'loading' | 'done' }>;

function frames({ queryType, refId }: SloQuery, parts: readonly AnsweredPart[]): DataFrame[] {
  const rows = parts.flatMap((part) => part.rows);
  switch (queryType) {
    case 'slos': {
      const frame = sloTableFrame(refId, rows);
      frame.meta = { ...frame.meta, notices: noticesOf(rows) };
      return [frame];
    }
    case 'statusCounts':
      return [statusCountsFrame(refId, rows)];
    case 'budget':
      return parts.flatMap(({ series }) => series);
    case 'episodes': {
      const episodes = parts.flatMap((part) => part.episodes);
      return [episodesFrame(refId, Math.max(...parts.map(({ atSeconds }) => atSeconds)), episodes)];
    }
  }
}
