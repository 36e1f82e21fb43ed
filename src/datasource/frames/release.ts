import { createDataFrame, type DataFrame, type Field, type QueryResultMetaNotice } from '@grafana/data';
import {
  CRITERIA_FIELDS,
  CRITERIA_SCHEMA,
  RELEASE_FIELDS,
  RELEASE_SCHEMA,
  RELEASE_VERSION,
  type CriterionFieldName,
  type ReleaseFieldName,
  type ReleaseFieldSpec,
} from '../../core/frame/releaseTable';
import { evaluationLagSeconds } from '../../core/query/release/request';
import type { CriterionAhead } from '../../core/query/release/ahead';
import type { CriterionAssessment, ReleaseAssessment } from '../../core/release/assessment/assessment';
import type { EvidenceOf } from '../../core/release/assessment/evidence';
import { firstSeconds, shareSequences } from '../../core/release/assessment/sequence';
import { issueCertificate } from '../../core/release/certificate/issue';
import type { PolicyCriterion } from '../../core/release/policy/policy';
import type { Verdict } from '../../core/release/verdict';
import { assumptionWords, reasonWords, releaseProblemWords, verdictWord } from '../../shared/words/release';
import type { UpstreamRelease } from '../queryTypes/release';
import { releaseHeading } from '../releaseHeadings';
import {
  aheadWords,
  knowsNothingWords,
  measuredWords,
  missingWords,
  passAheadWords,
  registrationWords,
  requirementWords,
} from '../releaseWords';
import type { SloQuery } from '../types';
import { FIELD_TYPES, milliseconds, objectiveDecimals, sliDecimals, TO_THE_MINUTE } from './fields';
import { comparisonFrames, confidenceFrames } from './releaseGraphs';
import { wordMappings } from './wordMappings';

/** A release as one upstream that knows it tells. */
export type KnownRelease = UpstreamRelease & { assessment: ReleaseAssessment };

/** The answer to a query of a release, by what it asks to see. */
export function releaseFrames(
  { refId, release = 'criteria' }: SloQuery,
  found: readonly UpstreamRelease[]
): DataFrame[] {
  const { known, notices } = knownOf(found);
  const frames = framesOf(refId, release, known);
  const [first] = frames;
  if (first) {
    first.meta = { ...first.meta, notices };
  }
  return frames;
}

function framesOf(refId: string, view: NonNullable<SloQuery['release']>, known: readonly KnownRelease[]): DataFrame[] {
  switch (view) {
    case 'criteria':
      return [criteriaFrame(refId, known), summaryFrame(refId, known)];
    case 'summary':
      return [summaryFrame(refId, known)];
    case 'confidence':
      return confidenceFrames(refId, known);
    case 'comparison':
      return comparisonFrames(refId, known);
  }
}

/** Those that know it; all of them where none does, as nobody seeing it must not look like nothing to see. */
function knownOf(found: readonly UpstreamRelease[]): { known: KnownRelease[]; notices: QueryResultMetaNotice[] } {
  const judged = found.flatMap(({ assessment, ...one }) => (assessment ? [{ ...one, assessment }] : []));
  const known = judged.filter(({ assessment }) => isSeen(assessment));
  const others = judged.filter(({ assessment }) => !isSeen(assessment)).map(({ upstream }) => upstream.name);
  return known.length === 0 || others.length === 0
    ? { known: judged, notices: [] }
    : { known, notices: [{ severity: 'info', text: knowsNothingWords(others) }] };
}

function isSeen({ phase, criteria }: ReleaseAssessment): boolean {
  const counted = criteria.filter(
    ({ kind }) => kind === 'successRatio' || kind === 'latency' || kind === 'noRegression'
  );
  return phase !== 'notStarted' && (counted.length === 0 || counted.some(({ reason }) => reason !== 'NO_DATA'));
}

interface Row {
  of: KnownRelease;
  criterion: PolicyCriterion;
  told: CriterionAssessment;
  ahead: CriterionAhead | null;
  firstPassedSeconds: number | null;
}

function rowsOf(of: KnownRelease): Row[] {
  const { assessment, ahead } = of;
  const sequences = new Map(shareSequences(assessment).map((one) => [one.id, one]));
  return assessment.policy.criteria.flatMap((criterion, index): Row[] => {
    const told = assessment.criteria[index];
    const sequence = sequences.get(criterion.id);
    const firstPassedSeconds = sequence ? firstSeconds(sequence, 'PASS') : null;
    return told ? [{ of, criterion, told, ahead: ahead?.criteria[index] ?? null, firstPassedSeconds }] : [];
  });
}

function criteriaFrame(refId: string, known: readonly KnownRelease[]): DataFrame {
  const rows = known.flatMap(rowsOf);
  const field = fieldsOf(CRITERIA_FIELDS, rows);
  const objectives = rows.map(({ criterion }) => (isShare(criterion) ? criterion.objectiveRatio : null));
  const ofShare = { decimals: sliDecimals(objectives) };
  return createDataFrame({
    refId,
    name: 'criteria',
    meta: { custom: { schema: CRITERIA_SCHEMA, version: RELEASE_VERSION }, preferredVisualisationType: 'table' },
    fields: [
      field('criterion', ({ criterion }) => criterion.id),
      field('verdict', ({ told }) => told.verdict, { mappings: verdictMappings() }),
      field('reason', ({ told }) => (told.reason === null ? '' : reasonWords(told.reason))),
      field('requirement', ({ criterion }) => requirementWords(criterion)),
      field('measured', ({ criterion, told }) => measuredWords(criterion, told)),
      field('missing', missingOf),
      field('problems', ({ told }) => told.problems.map(releaseProblemWords).join(' ')),
      field('objective', ({ criterion }) => (isShare(criterion) ? criterion.objectiveRatio : null), {
        decimals: objectiveDecimals(objectives),
      }),
      field('value', valueOf, ofShare),
      field('lower', ({ told }) => told.statistic['lower'] ?? null, ofShare),
      field('upper', ({ told }) => told.statistic['upper'] ?? null, ofShare),
      field('bad', (row) => eventsOf(row)?.bad ?? null),
      field('total', (row) => eventsOf(row)?.total ?? null),
      field('firstPassed', ({ firstPassedSeconds }) => milliseconds(firstPassedSeconds), { unit: TO_THE_MINUTE }),
      field('required', ({ told }) => told.required),
      field('decision', ({ told }) => DECISIONS[told.verdict]),
      field('inequality', ({ told }) => told.inequality),
      field('assumptions', ({ told }) => told.assumptions.map(assumptionWords).join('\n')),
      field('method', ({ told }) => told.method),
      field('promql', ({ told }) => [...new Set(told.queries.map(({ expr }) => expr))].join('\n')),
      field('upstream', ({ of }) => of.upstream.name),
      field('id', ({ of, criterion }) => JSON.stringify([of.upstream.uid, criterion.id])),
    ],
  });
}

function summaryFrame(refId: string, known: readonly KnownRelease[]): DataFrame {
  const rows = known.map((one) => ({ ...one, ...one.assessment }));
  const field = fieldsOf(RELEASE_FIELDS, rows);
  const isStarted = ({ phase }: ReleaseAssessment) => phase !== 'notStarted';
  return createDataFrame({
    refId,
    name: 'release',
    meta: { custom: { schema: RELEASE_SCHEMA, version: RELEASE_VERSION }, preferredVisualisationType: 'table' },
    fields: [
      field('service', ({ policy }) => policy.service),
      field('version', ({ version }) => version ?? ''),
      field('verdict', ({ verdict }) => verdict, { mappings: verdictMappings() }),
      field('reason', ({ reason }) => (reason === null ? '' : reasonWords(reason))),
      field('decision', ({ verdict }) => DECISIONS[verdict]),
      field('policy', ({ policy }) => policy.name),
      field('baseline', ({ baselineVersion }) => baselineVersion ?? ''),
      field('environment', ({ policy }) => policy.environment ?? ''),
      field('attempt', ({ attempt }) => attempt),
      field('phase', ({ phase }) => phase),
      field('start', (one) => (isStarted(one) ? milliseconds(one.span.startSeconds) : null), { unit: TO_THE_MINUTE }),
      field('end', (one) => (isStarted(one) ? milliseconds(one.span.endSeconds) : null), { unit: TO_THE_MINUTE }),
      field('elapsed', (one) => (isStarted(one) ? one.span.endSeconds - one.span.startSeconds : 0)),
      field('atLeast', ({ policy }) => policy.soak.atLeastSeconds),
      field('atMost', ({ policy }) => policy.soak.atMostSeconds),
      field('ahead', ({ ahead, policy }) => (ahead ? passAheadWords(ahead, policy) : '')),
      field('registration', ({ registration }) => registrationWords(registration)),
      field('digest', ({ policyDigest }) => policyDigest),
      field('alpha', ({ policy }) => policy.alpha),
      field('upstream', ({ upstream }) => upstream.name),
      field('certificate', (one) => (isStarted(one) ? certificateOf(one) : '')),
    ],
  });
}

function certificateOf({ assessment, upstream, atSeconds, toolVersion }: KnownRelease): string {
  const statement = issueCertificate(assessment, {
    issuedAtSeconds: atSeconds,
    evaluationLagSeconds: evaluationLagSeconds(assessment.policy),
    source: { prometheus: upstream.uid, prometheusVersion: null },
    artifactDigest: null,
    override: null,
    tool: { name: 'reliability-scorecard', version: toolVersion },
  });
  return `${JSON.stringify(statement, null, 2)}\n`;
}

function missingOf({ of: { assessment }, told, ahead }: Row): string {
  const { policy, span } = assessment;
  if (ahead) {
    return aheadWords(ahead, policy.soak);
  }
  const leftSeconds = span.startSeconds + policy.soak.atMostSeconds - span.endSeconds;
  return told.outlook === null ? '' : missingWords(told.outlook, leftSeconds);
}

type Share = Extract<PolicyCriterion, { kind: 'successRatio' | 'latency' }>;

function isShare(criterion: PolicyCriterion): criterion is Share {
  return criterion.kind === 'successRatio' || criterion.kind === 'latency';
}

function valueOf(row: Row): number | null {
  const events = isShare(row.criterion) ? eventsOf(row) : null;
  return events === null || events.total === 0 ? null : 1 - events.bad / events.total;
}

/** What was counted; of a pair the release, and of latencies what is not within the threshold for certain. */
function eventsOf({ criterion, told: { evidence } }: Row): { bad: number; total: number } | null {
  if (evidence === null) {
    return null;
  }
  const counts = ({ good, total }: EvidenceOf['successRatio']) => ({ bad: total - good, total });
  switch (criterion.kind) {
    case 'successRatio':
      return counts(evidence as EvidenceOf['successRatio']);
    case 'latency':
      return counts((evidence as EvidenceOf['latency']).least);
    case 'noRegression':
      return counts((evidence as EvidenceOf['noRegression']).release);
    case 'remainingBudget':
      return evidence as EvidenceOf['remainingBudget'];
    default:
      return null;
  }
}

const DECISIONS: Record<Verdict, number> = { PASS: 1, FAIL: -1, INCONCLUSIVE: 0 };

function verdictMappings() {
  const colors: Record<Verdict, string> = { FAIL: 'semi-dark-red', INCONCLUSIVE: 'orange', PASS: 'green' };
  return [wordMappings(['FAIL', 'INCONCLUSIVE', 'PASS'], verdictWord, colors)];
}

/** For other panels and programs, and for nobody to read in a table. */
const TECHNICAL: ReadonlySet<CriterionFieldName | ReleaseFieldName> = new Set([
  'decision',
  'phase',
  'promql',
  'id',
  'certificate',
]);

function fieldsOf<N extends CriterionFieldName | ReleaseFieldName, R>(
  specs: Readonly<Record<N, ReleaseFieldSpec>>,
  rows: readonly R[]
) {
  return <T>(name: N, value: (row: R) => T, config: Field['config'] = {}) => {
    const { type, unit } = specs[name];
    return {
      name,
      type: FIELD_TYPES[type],
      config: {
        displayNameFromDS: releaseHeading(name),
        ...(unit === undefined ? {} : { unit }),
        ...config,
        custom: { role: name, ...(TECHNICAL.has(name) ? { hideFrom: { viz: true } } : {}) },
      },
      values: rows.map(value),
    };
  };
}
