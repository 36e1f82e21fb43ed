import type { Json } from '../../digest/canonical';
import { attemptAlpha } from '../attempts';
import { PASS_PRIOR } from '../mixture';
import type { DecidingCriterion, DecidingOf, DecidingPolicy } from './deciding';

/**
 * By what a criterion is decided, with the version of the method: who recomputes a certificate must know exactly what to do.
 * `-bursts` are those of an unregistered design effect (see `bursts.ts`): they allow for causes of up to ten bad events.
 */
export function methodOf({ looks, designEffect }: DecidingPolicy, criterion: DecidingCriterion): string {
  switch (criterion.kind) {
    case 'successRatio':
    case 'latency':
      return looks === 'fixed'
        ? `fixed-cp${designEffect === null ? '-bursts' : ''}/1`
        : designEffect === null
          ? 'anytime-bursts/1'
          : 'anytime-mixture/1';
    case 'noRegression':
      return `${comparison(looks, criterion)}${designEffect === null ? '-bursts' : ''}/1`;
    case 'remainingBudget':
      return 'census/1+extrapolated';
    case 'noBurnAlert':
      return 'burn-grid/1';
    case 'headroom':
      return 'forecast/1';
    case 'attestation':
      return 'attestation/1';
  }
}

function comparison(looks: DecidingPolicy['looks'], criterion: DecidingOf<'noRegression'>): string {
  const { ratioMargin, differenceMargin, test } = criterion;
  if (test === 'score') {
    return 'fixed-mn';
  }
  const margin = ratioMargin === null ? 'difference' : differenceMargin === null ? 'ratio' : 'hybrid';
  return `${looks}-${margin}`;
}

/** The numbers that the method works with; alpha is that of the attempt. */
export function paramsOf(policy: DecidingPolicy, criterion: DecidingCriterion, attempt: number): Json {
  const { beta, designEffect, soak } = policy;
  const alpha = attemptAlpha(policy.alpha, attempt);
  const levels = { alpha, beta, designEffect };
  switch (criterion.kind) {
    case 'successRatio':
      return { ...levels, objective: criterion.objectiveRatio, cPass: PASS_PRIOR };
    case 'latency':
      return { ...levels, objective: criterion.objectiveRatio, threshold: criterion.threshold, cPass: PASS_PRIOR };
    case 'noRegression':
      return {
        ...levels,
        against: criterion.against,
        ratio: criterion.ratioMargin,
        difference: criterion.differenceMargin,
        errorBudget: criterion.errorBudgetRatio,
        levelShare: criterion.canaryLevelShare,
      };
    case 'remainingBudget':
      return { objective: criterion.slo.objectiveRatio, atLeast: criterion.leastRemainingRatio };
    case 'noBurnAlert':
      return {
        objective: criterion.slo.objectiveRatio,
        alpha: policy.alpha,
        leastSoakSeconds: soak.atLeastSeconds,
        pairs: criterion.pairs.map((pair) => ({ ...pair })),
      };
    case 'headroom':
      return { atLeast: criterion.leastHeadroomRatio };
    case 'attestation':
      return { question: criterion.question };
  }
}

/** The requirement, and what a PASS rejects, as formulas. */
export function requirementOf(criterion: DecidingCriterion): { requirement: string; null: string } {
  const [left, meets, violates, right] = sides(criterion);
  return { requirement: `${left} ${meets} ${right}`, null: `${left} ${violates} ${right}` };
}

function sides(criterion: DecidingCriterion): [left: string, meets: string, violates: string, right: string] {
  switch (criterion.kind) {
    case 'successRatio':
      return ['p', '>=', '<', String(criterion.objectiveRatio)];
    case 'latency':
      return [`P(duration <= ${criterion.threshold})`, '>=', '<', String(criterion.objectiveRatio)];
    case 'noRegression': {
      const { ratioMargin, differenceMargin } = criterion;
      const margins = [
        ...(ratioMargin === null ? [] : [`${ratioMargin} q_baseline`]),
        ...(differenceMargin === null ? [] : [`q_baseline + ${round(differenceMargin)}`]),
      ];
      return ['q_release', '<', '>=', margins.length > 1 ? `max(${margins.join(', ')})` : margins.join('')];
    }
    case 'remainingBudget':
      return ['remaining', '>=', '<', String(criterion.leastRemainingRatio)];
    case 'noBurnAlert':
      return ['pairs fired', '=', '>', '0'];
    case 'headroom':
      return ['peak / capacity', '<=', '>', String(round(1 - criterion.leastHeadroomRatio))];
    case 'attestation':
      return ['answer', '=', '!=', 'yes'];
  }
}

/** Without the digits that 1 - 0.999 adds. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
