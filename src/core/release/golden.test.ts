import { burnRate } from '../budget/budget';
import {
  chanceToFireAtBudget,
  badToFire,
  judgeBurnAlerts,
  leastShortTotal,
  lowerBurnRate,
} from './criteria/burnAlerts';
import { judgeDifference } from './criteria/difference';
import { judgeHeadroom } from './criteria/headroom';
import { countsWithin, judgeLatency, quantileBounds } from './criteria/latency';
import { judgeRatio } from './criteria/ratio';
import { judgeRemainingBudget } from './criteria/remainingBudget';
import { judgeSuccessRatio } from './criteria/shareOfGood';
import { attemptAlpha } from './attempts';
import { badLower, badUpper } from './clopperPearson';
import { confidenceSequence } from './confidenceSequence';
import { type Block } from './counts';
import { observedDesignEffect } from './designEffect';
import { holm } from './holm';
import { anytimeBadLower, anytimeBadUpper, logEvidence } from './mixture';
import { normalCdf } from './numeric/normal';
import { releaseVerdict } from './releaseVerdict';
import { divergence, expectedEvents, leastEventsAnytime, leastEventsFixed, leastExpectedEvents } from './sampleSize';
import { constrainedShares, scoreStatistic, scoreUpperDifference } from './scoreTest';
import { type Verdict } from './verdict';
import golden from './testing/golden.json';

type Input = Record<string, number>;
type Output = Record<string, unknown>;

/** Rows of what stands elsewhere: counting, forecasts, certificates and the assessment. */
const OTHERS = [
  'conformal_quantile',
  'counter_increment',
  'digest_jcs_sha256',
  'linear_time_to_saturation',
  'mase',
  'prometheus_increase_extrapolated',
  'scorecard_aspect',
];

/** What the vectors keep of the way, and that the code has no name for. */
const ON_THE_WAY = ['piNull', 'cPass', 'cFail', 'q', 'phiUsed', 'effectiveGood', 'effectiveBad'];

/** Outputs that are whole by nature, and not by chance. */
const WHOLE = ['n', 'goodForPass', 'goodForFail', 'minShortTotal', 'badToFireLong'];

const counts = (bad: number, total: number) => ({ good: total - bad, total, unobserved: 0, coverageRatio: 1 });

function pairOf({ canaryBad, canaryTotal, baselineBad, baselineTotal }: Input) {
  return { canary: counts(canaryBad!, canaryTotal!), baseline: counts(baselineBad!, baselineTotal!) };
}

function share({ objective, alpha, beta, designEffect = 1 }: Input, looks: 'anytime' | 'fixed') {
  return { objectiveRatio: objective!, alpha: alpha!, beta: beta!, designEffect, looks };
}

const COMPUTED: Record<string, (input: Input) => Output> = {
  success_ratio_cp: (input) => {
    const { good, bad, rawGood = good!, rawBad = bad! } = input;
    const decision = judgeSuccessRatio(share(input, 'fixed'), counts(rawBad, rawGood + rawBad));
    return { ...decision, pPass: Math.exp(-decision.logForPass!) };
  },
  latency_fraction_cp: (input) => {
    const { total, thresholdSeconds } = input;
    const buckets = (input as { buckets?: unknown }).buckets as Array<[number, number]>;
    const read = buckets.map(([upperBound, cumulative]) => ({ upperBound, cumulative }));
    const { least, most } = countsWithin(read, total!, thresholdSeconds!)!;
    const criterion = share(input, 'fixed');
    const bounds = quantileBounds(criterion, read, total!);
    const within = { least: counts(total! - least, total!), most: counts(total! - most, total!) };
    return {
      ...judgeLatency(criterion, within),
      goodForPass: least,
      goodForFail: most,
      quantileUpperBound: bounds.upper,
      quantileLowerBound: bounds.lower,
    };
  },
  noninferiority_mn: (input) => {
    const [canary, baseline] = [
      { bad: input.canaryBad!, total: input.canaryTotal! },
      { bad: input.baselineBad!, total: input.baselineTotal! },
    ];
    const shares = constrainedShares(canary, baseline, input.margin!);
    const z = scoreStatistic(canary, baseline, input.margin!);
    const criterion = {
      margin: input.margin!,
      alpha: input.alpha!,
      beta: input.alpha!,
      designEffect: 1,
      errorBudgetRatio: 0.001,
      canaryLevelShare: 0.5,
      looks: 'score' as const,
    };
    return {
      canaryMle: shares.canary,
      baselineMle: shares.baseline,
      z,
      pPass: normalCdf(z),
      upperDiff: scoreUpperDifference(canary, baseline, input.alpha!),
      verdict: judgeDifference(criterion, pairOf(input)).verdict,
    };
  },
  noninferiority_cp_difference: (input) => ({
    ...difference(input, 'fixed'),
    canaryUpper: badUpper(input.canaryTotal! - input.canaryBad!, input.canaryBad!, input.alphaCanary!),
    baselineLower: badLower(input.baselineTotal! - input.baselineBad!, input.baselineBad!, input.alphaBaseline!),
  }),
  noninferiority_anytime_difference: (input) => {
    const [canaryGood, baselineGood] = [
      input.canaryTotal! - input.canaryBad!,
      input.baselineTotal! - input.baselineBad!,
    ];
    return {
      ...difference(input, 'anytime'),
      canaryUpper: anytimeBadUpper(canaryGood, input.canaryBad!, input.alphaCanary!),
      canaryLower: anytimeBadLower(canaryGood, input.canaryBad!, input.alphaCanary!, input.cBaseline!),
      baselineUpper: anytimeBadUpper(baselineGood, input.baselineBad!, input.alphaBaseline!),
      baselineLower: anytimeBadLower(baselineGood, input.baselineBad!, input.alphaBaseline!, input.cBaseline!),
    };
  },
  noninferiority_ratio_conditional: (input) => {
    const criterion = { ratioMargin: input.ratioMargin!, alpha: input.alpha!, beta: input.alpha!, designEffect: 1 };
    const fixed = judgeRatio({ ...criterion, looks: 'fixed' }, [pairOf(input)]);
    const anytime = judgeRatio({ ...criterion, looks: 'anytime' }, [pairOf(input)]);
    return {
      pPass: Math.exp(-fixed.logForPass!),
      pFail: fixed.pFail,
      lnEPass: anytime.logForPass,
      lnEFail: anytime.logForFail,
      verdictFixed: fixed.verdict,
      verdictAnytime: anytime.verdict,
    };
  },
  anytime_evalue: (input) => {
    const decision = judgeSuccessRatio(share(input, 'anytime'), counts(input.bad!, input.good! + input.bad!));
    return {
      verdict: decision.verdict,
      lnEPass: decision.logForPass,
      lnEFail: decision.logForFail,
      lowerAnytime: decision.lower,
      upperAnytime: decision.upper,
    };
  },
  betabinomial_cs_two_sided: ({ good, bad, alpha }) => confidenceSequence(good!, bad!, alpha!),
  min_n_fixed: ({ objective, alpha, allowedBad }) => ({ n: leastEventsFixed(objective!, alpha!, allowedBad!) }),
  min_n_anytime: ({ objective, alpha, allowedBad }) => ({ n: leastEventsAnytime(objective!, alpha!, allowedBad!) }),
  expected_n_anytime: ({ objective, assumedBadFractionOfBudget, alpha, c }) => {
    const budget = 1 - objective!;
    const q = budget * assumedBadFractionOfBudget!;
    return {
      n: expectedEvents((events) => logEvidence(events * (1 - q), events * q, objective!, budget, c!), alpha!),
      klPerEvent: divergence(q, budget),
      nLowerBoundKL: leastExpectedEvents(objective!, q, alpha!),
    };
  },
  holm: (input) => rejected((input as { p?: unknown }).p as number[], input.alpha!),
  holm_evalues: (input) => {
    const values = (input as { e?: unknown }).e as number[];
    return rejected(
      values.map((e) => Math.min(1, 1 / e)),
      input.alpha!
    );
  },
  remaining_budget: ({ bad, total, unobservedEvents, objective, minRemaining }) => {
    const decision = judgeRemainingBudget(
      { objectiveRatio: objective!, leastRemainingRatio: minRemaining! },
      { bad: bad!, total: total!, unobserved: unobservedEvents! }
    );
    return {
      verdict: decision.verdict,
      point: decision.remainingRatio,
      best: decision.bestRatio,
      worst: decision.worstRatio,
    };
  },
  burn_pair: ({ objective, factor, longBad, longTotal, shortBad, shortTotal, alpha }) => {
    const moment = { long: { bad: longBad!, total: longTotal! }, short: { bad: shortBad!, total: shortTotal! } };
    const { fired } = judgeBurnAlerts({ objectiveRatio: objective!, leastSoakSeconds: 0, alpha: alpha! }, 1, [
      { factor: factor!, moments: [moment] },
    ]);
    return {
      burnLong: burnRate(longBad! / longTotal!, objective!),
      burnShort: burnRate(shortBad! / shortTotal!, objective!),
      fires: fired.length === 1,
      minShortTotal: leastShortTotal(factor!, objective!),
      badToFireLong: badToFire(factor!, longTotal!, objective!),
      probFireLongAtBurn1: chanceToFireAtBudget(factor!, longTotal!, objective!),
      burnLongLower95: lowerBurnRate(moment.long, objective!, alpha!),
    };
  },
  capacity_headroom: ({ forecastPeakUpper, forecastPeakLower, capacity, minHeadroom }) => {
    const { verdict, lowerRatio, upperRatio } = judgeHeadroom(
      { leastHeadroomRatio: minHeadroom!, alpha: 0.05 },
      {
        peakLower: forecastPeakLower!,
        peakUpper: forecastPeakUpper!,
        capacity: capacity!,
        backtest: { origins: 19, coverageRatio: 0.95 },
      }
    );
    return { verdict, headroomLower: lowerRatio, headroomUpper: upperRatio };
  },
  design_effect: (input) => {
    return { phi: observedDesignEffect((input as { blocks?: unknown }).blocks as Block[]) };
  },
  release_verdict: (input) => {
    const required = (input as { required?: unknown }).required as Verdict[];
    const decisions = required.map((verdict) => ({ verdict, reason: null, pFail: null }));
    return { verdict: releaseVerdict(decisions, 0.05).verdict };
  },
  attempt_alpha: ({ alpha, attempt }) => ({ alphaAttempt: attemptAlpha(alpha!, attempt!) }),
};

function difference(input: Input, looks: 'anytime' | 'fixed'): Output {
  const level = input.alphaCanary! + input.alphaBaseline!;
  const criterion = {
    margin: input.margin!,
    alpha: level,
    beta: level,
    designEffect: 1,
    errorBudgetRatio: 0.001,
    canaryLevelShare: input.alphaCanary! / level,
    looks,
  };
  const { verdict, lower, upper } = judgeDifference(criterion, pairOf(input));
  return { verdict, lowerDiff: lower, upperDiff: upper };
}

function rejected(p: number[], level: number): Output {
  const adjusted = holm(p);
  return { adjusted, rejected: adjusted.map((value) => value <= level) };
}

describe('the vectors that were computed by other means', () => {
  const rows = golden.rows.filter(({ kind }) => !OTHERS.includes(kind));

  it('are of every kind that is computed here', () => {
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(Object.keys(COMPUTED)));
  });

  it.each(rows.map(({ id, kind, in: input, out }) => [id, kind, input, out] as const))(
    '%s, %s',
    (_, kind, input, out) => {
      const computed = COMPUTED[kind]!(input as unknown as Input);
      for (const [name, expected] of Object.entries(out).filter(([key]) => !ON_THE_WAY.includes(key))) {
        expectSame(computed[name], expected, WHOLE.includes(name) && Number.isInteger(expected));
      }
    }
  );
});

function expectSame(actual: unknown, expected: unknown, isWhole: boolean): void {
  if (typeof expected === 'number' && !isWhole && expected !== 0) {
    expect(Math.abs(Number(actual) / expected - 1)).toBeLessThanOrEqual(golden.tolerance.relative);
  } else if (Array.isArray(expected)) {
    const values: unknown[] = Array.isArray(actual) ? actual : [];
    expect(values).toHaveLength(expected.length);
    expected.forEach((value, index) => expectSame(values[index], value, isWhole));
  } else {
    expect(actual).toBe(expected);
  }
}
