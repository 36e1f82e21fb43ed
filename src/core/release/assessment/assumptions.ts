import { LARGEST_BURST } from '../bursts';
import type { Assumption } from './assumption';
import type { DecidingCriterion, DecidingPolicy, JudgedTime } from './deciding';
import type { CountsEvidence, Evidence, EvidenceOf } from './evidence';

/** What the verdict of a criterion rests on. */
export function assumptionsOf(
  policy: DecidingPolicy,
  criterion: DecidingCriterion,
  evidence: Evidence,
  time: JudgedTime
): Assumption[] {
  switch (criterion.kind) {
    case 'successRatio':
      return counted(policy, [evidence as CountsEvidence]);
    case 'latency': {
      const { least, most } = evidence as EvidenceOf['latency'];
      return counted(policy, most === null ? [least] : [least, most]);
    }
    case 'noRegression': {
      const { release, baseline } = evidence as EvidenceOf['noRegression'];
      return [
        ...counted(policy, [release, baseline]),
        ...(criterion.ratioMargin === null ? [] : [{ kind: 'steadySplit' } as const]),
        ...(criterion.test === 'score' ? [{ kind: 'asymptotic' } as const] : []),
        { kind: criterion.against === 'previous' ? 'timeConfounded' : 'comparableUsers' },
      ];
    }
    case 'remainingBudget':
      return [
        { kind: 'countedOnce' },
        { kind: 'extrapolated' },
        { kind: 'lostAtMeanRate' },
        ...((evidence as EvidenceOf['remainingBudget']).badSeriesAbsent ? [{ kind: 'badSeriesAbsent' } as const] : []),
      ];
    case 'noBurnAlert':
      return [{ kind: 'countedOnce' }, ...soakRulesOut(criterion.pairs, time)];
    case 'headroom':
      return [];
    case 'attestation': {
      const attested = evidence as EvidenceOf['attestation'];
      return attested === null ? [] : [{ kind: 'attested', author: attested.author }];
    }
  }
}

function counted({ looks, designEffect, identity }: DecidingPolicy, evidence: readonly CountsEvidence[]): Assumption[] {
  const most = designEffect === null ? LARGEST_BURST : Math.max(1, designEffect);
  return [
    { kind: 'anchoredWindow' },
    { kind: 'bursts', most, registered: designEffect !== null },
    ...(looks === 'fixed' ? [{ kind: 'fixedLook' } as const, { kind: 'divided' } as const] : []),
    { kind: 'countedOnce' },
    ...(evidence.some(({ badSeriesAbsent }) => badSeriesAbsent) ? [{ kind: 'badSeriesAbsent' } as const] : []),
    ...(identity.kind === 'startTime' ? [{ kind: 'allSinceStart' } as const] : []),
  ];
}

/** A constant burn rate r that begins with the soak fires after factor · long window / r. */
function soakRulesOut(
  pairs: ReadonlyArray<{ factor: number; longSeconds: number }>,
  { startSeconds, endSeconds }: JudgedTime
): Assumption[] {
  const seconds = endSeconds - startSeconds;
  const rates = pairs.map(({ factor, longSeconds }) => Math.max(factor, (factor * longSeconds) / seconds));
  return seconds > 0 && rates.length > 0 ? [{ kind: 'soakRulesOut', burnRate: Math.min(...rates) }] : [];
}
