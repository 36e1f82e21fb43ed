import type { Selector } from '../../promql/ast';
import type { Side } from '../../release/assessment/assessment';
import type { PolicyCriterion } from '../../release/policy/policy';
import { selectorsOf } from '../events/terms';
import { baselineSpan, type SpanName } from './request';

/** Counters that a criterion is counted from, of one side over one span. */
export interface Reading {
  side: Side;
  span: SpanName;
  selector: Selector;
  /** Buckets of a histogram, of which only those around a threshold are read. */
  threshold?: number;
}

/** All counters whose samples a criterion needs. */
export function readingsOf(criterion: PolicyCriterion): Reading[] {
  const of = (side: Side, span: SpanName, selectors: readonly Selector[]): Reading[] =>
    selectors.map((selector) => ({ side, span, selector }));
  switch (criterion.kind) {
    case 'successRatio':
      return of('release', 'soak', selectorsOf(criterion.events));
    case 'latency':
      return [{ side: 'release', span: 'soak', selector: criterion.buckets, threshold: criterion.threshold }];
    case 'noRegression': {
      const selectors = selectorsOf(criterion.events);
      return [...of('release', 'soak', selectors), ...of('baseline', baselineSpan(criterion), selectors)];
    }
    case 'noBurnAlert':
      return of('all', 'burn', selectorsOf(criterion.slo.events));
    case 'remainingBudget':
    case 'headroom':
    case 'attestation':
      return [];
  }
}
