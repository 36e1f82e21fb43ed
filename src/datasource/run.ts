import { createDataFrame, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { combineLatest, filter, map, of, type Observable } from 'rxjs';
import type { DocumentProblem } from '../core/document/problem';
import type { ExclusionProblem } from '../core/window/exclusionOptions';
import type { AnnotationProblem } from './annotatedExclusions';
import { executedOf, printExecuted, type Executed } from './executed';
import { documentNotices, filterNotices, exclusionNotices } from './frames/notices';
import { ALERTS } from './queryTypes/alerts';
import { ANNOTATIONS } from './queryTypes/annotations';
import { BREAKDOWN } from './queryTypes/breakdown';
import { BUDGET } from './queryTypes/budget';
import { BURN_RATE } from './queryTypes/burnRates';
import { CALCULATION } from './queryTypes/calculation';
import { EPISODES } from './queryTypes/episodes';
import { INCIDENT } from './queryTypes/incident';
import { INCIDENT_GRAPH } from './queryTypes/incidentGraph';
import { LATENCY } from './queryTypes/latency';
import { EVENTS, SLI } from './queryTypes/overTime';
import type { Asked, AskedRange, QueryKind, Told } from './queryTypes/queryKind';
import { RELEASE } from './queryTypes/release';
import { SLOS, STATUS_COUNTS } from './queryTypes/slos';
import { SPENT } from './queryTypes/spent';
import type { SloQuery, SloQueryType } from './types';

/** What one upstream has contributed to the answer so far. */
export type Part<T> =
  | { state: 'pending' }
  /** `late`: it is still waited for. */
  | { state: 'late' | 'failed'; upstreamName: string; reason: string; messages: readonly string[] }
  | (Told<T> & { upstreamName: string });

/** What is wrong with what is configured, so that rows or times may be missing. */
export interface ConfigurationProblems {
  documents: readonly DocumentProblem[];
  exclusions: readonly ExclusionProblem[];
  annotations: readonly AnnotationProblem[];
}

/** What stands around one query. */
export interface Surroundings {
  range: AskedRange;
  configured: Observable<ConfigurationProblems>;
  /** Puts a question to every upstream. Each contributes when it is ready: a slow one delays its own part only. */
  askUpstreams: <T>(ask: (asked: Asked) => Observable<Told<T>>) => Observable<Array<Part<T>>>;
}

type Answerer = (target: SloQuery, surroundings: Surroundings) => Observable<DataQueryResponse>;

const ANSWERERS: Record<SloQueryType, Answerer> = {
  slos: answerer(SLOS),
  calculation: answerer(CALCULATION),
  statusCounts: answerer(STATUS_COUNTS),
  budget: answerer(BUDGET),
  sli: answerer(SLI),
  events: answerer(EVENTS),
  burnRate: answerer(BURN_RATE),
  spent: answerer(SPENT),
  episodes: answerer(EPISODES),
  incident: answerer(INCIDENT),
  incidentGraph: answerer(INCIDENT_GRAPH),
  breakdown: answerer(BREAKDOWN),
  latency: answerer(LATENCY),
  alerts: answerer(ALERTS),
  release: answerer(RELEASE),
  annotations: answerer(ANNOTATIONS),
};

/** Answers one query from all upstreams, anew whenever one of them has more to tell. */
export function answerQuery(target: SloQuery, surroundings: Surroundings): Observable<DataQueryResponse> {
  return ANSWERERS[target.queryType](target, surroundings);
}

/** The response to a query that cannot be asked. */
export function refuseQuery({ refId }: SloQuery, message: string): Observable<DataQueryResponse> {
  const error = { message, refId };
  return of({ key: refId, data: [], error, errors: [error], state: LoadingState.Error });
}

function answerer<T>(kind: QueryKind<T>): Answerer {
  return (target, { range, configured, askUpstreams }) =>
    combineLatest([configured, askUpstreams(kind.ask)]).pipe(
      filter(([, parts]) => parts.some(({ state }) => state !== 'pending')),
      map(([problems, parts]) => {
        const found = parts.flatMap((part) => ('found' in part ? [part.found] : []));
        const frames = found.length === 0 ? [] : kind.frames(target, range, found);
        return toResponse(target, parts, frames, problems);
      })
    );
}

const UNFINISHED: ReadonlyArray<Part<unknown>['state']> = ['pending', 'late', 'loading'];

/** One response of everything the upstreams have said so far. */
function toResponse(
  { refId }: SloQuery,
  parts: ReadonlyArray<Part<unknown>>,
  frames: DataFrame[],
  configured: ConfigurationProblems
): DataQueryResponse {
  const notices = [
    ...documentNotices(configured.documents),
    ...exclusionNotices(configured.exclusions, configured.annotations),
    ...filterNotices(parts.flatMap((part) => ('found' in part ? [part.labelsOfNone ?? []] : []))),
  ];
  const messages = parts.flatMap((part) => (part.state === 'pending' ? [] : part.messages));
  // What fails several questions of one answer is one thing to read.
  const errors = [...new Set(messages)].map((message) => ({ message, refId }));
  // What is said of an answer needs a frame to stand on.
  const data = frames.length === 0 && notices.length > 0 ? [createDataFrame({ refId, fields: [] })] : frames;
  const executedQueryString = printExecuted(parts.flatMap(executedBy));
  for (const [index, frame] of data.entries()) {
    const said = [...(frame.meta?.notices ?? []), ...(index === 0 ? notices : [])];
    frame.meta = { ...frame.meta, executedQueryString, ...(said.length === 0 ? {} : { notices: said }) };
  }
  const unfinished = parts.some(({ state }) => UNFINISHED.includes(state));
  return {
    key: refId,
    data,
    ...(errors.length === 0 ? {} : { error: errors[0], errors }),
    state: unfinished ? LoadingState.Loading : errors.length > 0 ? LoadingState.Error : LoadingState.Done,
  };
}

function executedBy(part: Part<unknown>): Executed[] {
  return part.state === 'pending'
    ? []
    : 'sent' in part
      ? executedOf(part.upstreamName, part.sent)
      : executedOf(part.upstreamName, [], part.reason);
}
