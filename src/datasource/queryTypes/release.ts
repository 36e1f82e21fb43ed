import { EMPTY, map, of, switchMap, type Observable } from 'rxjs';
import type { Answers, Query } from '../../core/query/port';
import { judgeAhead, planAhead, type ReleaseAhead } from '../../core/query/release/ahead';
import { untilItEnded, worseOf } from '../../core/query/release/ended';
import { judgeRelease } from '../../core/query/release/judge';
import { isStarted, planRelease, planReleaseSamples } from '../../core/query/release/plan';
import { planStart } from '../../core/query/release/registration';
import { endOfSoak, type ReleaseRequest } from '../../core/query/release/request';
import {
  planStartOf,
  planStartWithin,
  readStartOf,
  readStartWithin,
  type FirmStart,
} from '../../core/query/release/start';
import type { ReleaseAssessment } from '../../core/release/assessment/assessment';
import type { Upstream } from '../../core/slo/slo';
import { failureWords } from '../../shared/failureWords';
import type { AskedRelease } from '../askedRelease';
import { releaseFrames } from '../frames/release';
import { unknownStartWords } from '../releaseWords';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';

/** What one upstream knows of a release. */
export interface UpstreamRelease {
  upstream: Upstream;
  atSeconds: number;
  toolVersion: string;
  /** Null where nobody knows when it began. */
  assessment: ReleaseAssessment | null;
  /** Of a release that has not started. */
  ahead: ReleaseAhead | null;
}

/** Without a baseline beside it, all of the traffic is the release's. */
const ALL_TRAFFIC = 1;

export const RELEASE: QueryKind<UpstreamRelease> = {
  ask: (asked) => (asked.release === null ? EMPTY : askRelease(asked, asked.release)),
  frames: (target, _, found) => releaseFrames(target, found),
};

interface Started {
  start: FirmStart;
  sent: readonly Query[];
}

/** When it began tells what to count, and how much there is to count tells how to ask for it. */
function askRelease(asked: Asked, release: AskedRelease): Observable<Told<UpstreamRelease>> {
  const { policy, version, baselineVersion, attempt, nowSeconds, toolVersion } = release;
  const ofRelease = { policy, version, baselineVersion, attempt };
  const notStarted: ReleaseRequest = { ...ofRelease, startSeconds: nowSeconds, endSeconds: nowSeconds };
  const found = { upstream: asked.upstream, atSeconds: nowSeconds, toolVersion, assessment: null, ahead: null };
  return findStart(asked, release, notStarted).pipe(
    switchMap(({ start, sent }): Observable<Told<UpstreamRelease>> => {
      if (start.state === 'failed' || start.state === 'unknown') {
        const message = start.state === 'failed' ? failureWords(start.failure) : unknownStartWords(release);
        return of({ state: 'done', found, messages: [message], sent });
      }
      const request =
        start.state === 'notSeen'
          ? notStarted
          : {
              ...ofRelease,
              startSeconds: start.startSeconds,
              endSeconds: endOfSoak(policy, start.startSeconds, nowSeconds),
            };
      const told = isStarted(request) ? askJudged(asked, request) : askAhead(asked, request, nowSeconds);
      return told.pipe(map((one) => ({ ...one, found: { ...found, ...one.found }, sent: [...sent, ...one.sent] })));
    })
  );
}

function findStart(
  asked: Asked,
  { startSeconds, nowSeconds }: AskedRelease,
  request: ReleaseRequest
): Observable<Started> {
  if (startSeconds !== null) {
    return of({ start: { state: 'found', startSeconds }, sent: [] });
  }
  const queries = planStartOf(request, nowSeconds);
  return asked.askUpstream(queries).pipe(
    switchMap((answers): Observable<Started> => {
      const start = readStartOf(request, answers, nowSeconds);
      if (start.state !== 'within') {
        return of({ start, sent: queries });
      }
      const later = planStartWithin(request, start.hourEndSeconds);
      return asked
        .askUpstream(later)
        .pipe(map((within) => ({ start: readStartWithin(within), sent: [...queries, ...later] })));
    })
  );
}

type ToldPart = Omit<Told<Pick<UpstreamRelease, 'assessment' | 'ahead'>>, 'labelsOfNone'>;

type JudgedPart = ToldPart & { found: { assessment: ReleaseAssessment } };

function askJudged(asked: Asked, request: ReleaseRequest): Observable<JudgedPart> {
  const queries = planRelease(request);
  return askNumbered(asked, 'release', queries).pipe(
    switchMap((first) => {
      const later = planReleaseSamples(request, first);
      return askNumbered(asked, 'samples', later).pipe(
        switchMap((second) => {
          const assessment = judgeRelease(request, first, second);
          const whole: JudgedPart = {
            state: 'done',
            found: { assessment, ahead: null },
            messages: failures(new Map([...first, ...second])),
            sent: [...queries, ...later],
          };
          const ended = untilItEnded(request, assessment, first, second);
          return ended === null
            ? of(whole)
            : askJudged(asked, ended).pipe(
                map((until): JudgedPart => ({
                  ...whole,
                  found: { assessment: worseOf(assessment, until.found.assessment), ahead: null },
                  messages: [...whole.messages, ...until.messages],
                  sent: [...whole.sent, ...until.sent],
                }))
              );
        })
      );
    })
  );
}

/** @param nowSeconds of a release that is to start later, nobody knows more than now */
function askAhead(asked: Asked, request: ReleaseRequest, nowSeconds: number): Observable<ToldPart> {
  const { policy, attempt } = request;
  const ahead = { policy, attempt, atSeconds: nowSeconds, trafficShareRatio: ALL_TRAFFIC };
  const registration = planStart({ ...request, startSeconds: nowSeconds });
  const queries = [...registration, ...planAhead(ahead)];
  return askNumbered(asked, 'ahead', queries).pipe(
    map((answers): ToldPart => ({
      state: 'done',
      found: { assessment: judgeRelease(request, answers, new Map()), ahead: judgeAhead(ahead, answers) },
      messages: failures(answers),
      sent: queries,
    }))
  );
}

/**
 * Ids of these queries hold selectors, which may name thousands of targets; Grafana writes one of them into the address of a
 * request.
 */
function askNumbered({ askUpstream }: Asked, name: string, queries: readonly Query[]): Observable<Answers> {
  const numbered = queries.map((query, index) => ({ ...query, id: `${name}${index}` }));
  return askUpstream(numbered).pipe(
    map(
      (answers) =>
        new Map(
          queries.flatMap(({ id }, index) => {
            const answer = answers.get(`${name}${index}`);
            return answer === undefined ? [] : [[id, answer] as const];
          })
        )
    )
  );
}
