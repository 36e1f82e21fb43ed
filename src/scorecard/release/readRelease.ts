import type { DataFrame } from '@grafana/data';
import {
  CRITERIA_SCHEMA,
  RELEASE_SCHEMA,
  type CriterionFieldName,
  type ReleaseFieldName,
} from '../../core/frame/releaseTable';
import type { Verdict } from '../../core/release/verdict';
import { asNumber, asText, oneOf } from '../model/values';

export interface Criterion {
  id: string;
  name: string;
  verdict: Verdict;
  reason: string;
  required: boolean;
  requirement: string;
  measured: string;
  missing: string;
  problems: string;
  /** Shares of good events; null where it is about none. */
  objective: number | null;
  value: number | null;
  lower: number | null;
  upper: number | null;
  bad: number | null;
  total: number | null;
  firstPassedMilliseconds: number | null;
  inequality: string;
  assumptions: readonly string[];
  method: string;
}

/** A release as one data source knows it. */
export interface Release {
  service: string;
  version: string;
  verdict: Verdict;
  reason: string;
  policy: string;
  baseline: string;
  environment: string;
  attempt: number | null;
  isStarted: boolean;
  isOver: boolean;
  startMilliseconds: number | null;
  endMilliseconds: number | null;
  elapsedSeconds: number;
  atLeastSeconds: number;
  atMostSeconds: number;
  ahead: string;
  registration: string;
  digest: string;
  alpha: number | null;
  upstream: string;
  certificate: string;
  criteria: readonly Criterion[];
  /** Where it is what an earlier answer said. */
  isStale: boolean;
}

const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE'] as const satisfies readonly Verdict[];

/** The releases that frames tell. One that says it passes while its criteria do not is not decided. */
export function readReleases(frames: readonly DataFrame[]): Release[] {
  const criteria = rowsOf<CriterionFieldName>(frames, CRITERIA_SCHEMA).map((row) => ({
    upstream: asText(row('upstream')),
    criterion: criterionOf(row),
  }));
  return rowsOf<ReleaseFieldName>(frames, RELEASE_SCHEMA).map((row) => {
    const upstream = asText(row('upstream'));
    const own = criteria.filter((one) => one.upstream === upstream).map(({ criterion }) => criterion);
    const required = own.filter((one) => one.required);
    const isShown = required.length > 0 && required.every(({ verdict }) => verdict === 'PASS');
    const verdict = oneOf(row('verdict'), VERDICTS) ?? 'INCONCLUSIVE';
    const phase = asText(row('phase'));
    return {
      service: asText(row('service')),
      version: asText(row('version')),
      verdict: verdict === 'PASS' && !isShown ? 'INCONCLUSIVE' : verdict,
      reason: asText(row('reason')),
      policy: asText(row('policy')),
      baseline: asText(row('baseline')),
      environment: asText(row('environment')),
      attempt: asNumber(row('attempt')),
      isStarted: phase !== 'notStarted',
      isOver: phase === 'ended',
      startMilliseconds: asNumber(row('start')),
      endMilliseconds: asNumber(row('end')),
      elapsedSeconds: asNumber(row('elapsed')) ?? 0,
      atLeastSeconds: asNumber(row('atLeast')) ?? 0,
      atMostSeconds: asNumber(row('atMost')) ?? 0,
      ahead: asText(row('ahead')),
      registration: asText(row('registration')),
      digest: asText(row('digest')),
      alpha: asNumber(row('alpha')),
      upstream,
      certificate: asText(row('certificate')),
      criteria: own,
      isStale: false,
    };
  });
}

/** What an earlier answer said of a release: a pass of then is none of now. @param reason that, in words */
export function staleRelease(release: Release, reason: string): Release {
  const undecided = <T extends Pick<Release, 'verdict' | 'reason'>>(one: T): T =>
    one.verdict === 'PASS' ? { ...one, verdict: 'INCONCLUSIVE', reason } : one;
  return { ...undecided(release), criteria: release.criteria.map(undecided), isStale: true };
}

type Read<N extends string> = (name: N) => unknown;

function criterionOf(row: Read<CriterionFieldName>): Criterion {
  return {
    id: asText(row('id')),
    name: asText(row('criterion')),
    verdict: oneOf(row('verdict'), VERDICTS) ?? 'INCONCLUSIVE',
    reason: asText(row('reason')),
    required: row('required') !== false,
    requirement: asText(row('requirement')),
    measured: asText(row('measured')),
    missing: asText(row('missing')),
    problems: asText(row('problems')),
    objective: asNumber(row('objective')),
    value: asNumber(row('value')),
    lower: asNumber(row('lower')),
    upper: asNumber(row('upper')),
    bad: asNumber(row('bad')),
    total: asNumber(row('total')),
    firstPassedMilliseconds: asNumber(row('firstPassed')),
    inequality: asText(row('inequality')),
    assumptions: asText(row('assumptions'))
      .split('\n')
      .filter((text) => text !== ''),
    method: asText(row('method')),
  };
}

function rowsOf<N extends string>(frames: readonly DataFrame[], schema: string): Array<Read<N>> {
  return frames
    .filter(({ meta }) => meta?.custom?.schema === schema)
    .flatMap(({ fields, length }) => {
      const byName = new Map(fields.map((field) => [field.name, field.values as readonly unknown[]]));
      return Array.from({ length }, (_, index) => (name: N) => byName.get(name)?.[index]);
    });
}
