import { aggregate } from '../../promql/ast';
import { print } from '../../promql/print';
import type { Answers, RangeQuery } from '../port';
import { seenSelector } from './registration';
import type { ReleaseRequest } from './request';

const DAY_SECONDS = 86_400;
const STEP_SECONDS = 60;

/** Where a version was seen in the last day, to find when it began; none where only a start time tells a release. */
export function planLocate(request: ReleaseRequest, nowSeconds: number): RangeQuery[] {
  const seen = seenSelector(request);
  const endSeconds = Math.floor(nowSeconds / STEP_SECONDS) * STEP_SECONDS;
  return seen === null
    ? []
    : [
        {
          kind: 'range',
          id: 'locate',
          promql: print(aggregate('count', [], seen)),
          startSeconds: endSeconds - DAY_SECONDS,
          endSeconds,
          stepSeconds: STEP_SECONDS,
        },
      ];
}

/** The last minute before a version was first seen; null where it was there all day, was never, or nobody knows. */
export function readLocate(answers: Answers, nowSeconds: number): number | null {
  const answer = answers.get('locate');
  const first = answer?.state === 'ok' ? answer.series[0]?.timesSeconds[0] : undefined;
  const begin = Math.floor(nowSeconds / STEP_SECONDS) * STEP_SECONDS - DAY_SECONDS;
  return first === undefined || first <= begin ? null : first - STEP_SECONDS;
}
