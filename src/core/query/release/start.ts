import { aggregate } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Failure } from '../../failure';
import { failureOf } from '../failure';
import type { Answers, Query, RangeQuery } from '../port';
import { planLocate, readLocate } from './locate';
import { seenSelector } from './registration';
import type { ReleaseRequest } from './request';
import { planVersions, readVersions } from './versions';

const HOUR_SECONDS = 3600;
const STEP_SECONDS = 60;

/**
 * When a release began, as far as one round of questions tells.
 *
 * - `within`: in the hour that ends then; a second round tells when.
 * - `unknown`: longer ago than anybody looks, or too short a time to be seen.
 * - `notSeen`: it has not begun.
 */
export type FoundStart = { state: 'within'; hourEndSeconds: number } | FirmStart;

export type FirmStart =
  | { state: 'found'; startSeconds: number }
  | { state: 'unknown' }
  | { state: 'notSeen' }
  | { state: 'failed'; failure: Failure };

/** To the minute in the last day, to the hour in four weeks. */
export function planStartOf(request: ReleaseRequest, nowSeconds: number): Query[] {
  return [...planLocate(request, nowSeconds), ...planVersions(request.policy, nowSeconds)];
}

/** What began in the last day began when the command line finds it; what is older, when it came back the last time. */
export function readStartOf(request: ReleaseRequest, answers: Answers, nowSeconds: number): FoundStart {
  const day = answers.get('locate');
  if (day?.state !== 'ok') {
    return { state: 'failed', failure: failureOf(day) };
  }
  const startSeconds = readLocate(answers, nowSeconds);
  if (startSeconds !== null) {
    return { state: 'found', startSeconds };
  }
  const seen = readVersions(request.policy, answers, nowSeconds);
  if (!seen.ok) {
    return { state: 'failed', failure: seen.failure };
  }
  const own = seen.versions.find(({ version }) => version === request.version);
  return own === undefined
    ? { state: 'notSeen' }
    : own.sinceHourSeconds === null
      ? { state: 'unknown' }
      : { state: 'within', hourEndSeconds: own.sinceHourSeconds };
}

export function planStartWithin(request: ReleaseRequest, hourEndSeconds: number): RangeQuery[] {
  const seen = seenSelector(request);
  return seen === null
    ? []
    : [
        {
          kind: 'range',
          id: 'startWithin',
          promql: print(aggregate('count', [], seen)),
          startSeconds: hourEndSeconds - HOUR_SECONDS,
          endSeconds: hourEndSeconds,
          stepSeconds: STEP_SECONDS,
        },
      ];
}

/** The last minute before the version was first seen in that hour. */
export function readStartWithin(answers: Answers): FirmStart {
  const answer = answers.get('startWithin');
  if (answer?.state !== 'ok') {
    return { state: 'failed', failure: failureOf(answer) };
  }
  const first = answer.series[0]?.timesSeconds[0];
  return first === undefined ? { state: 'unknown' } : { state: 'found', startSeconds: first - STEP_SECONDS };
}
