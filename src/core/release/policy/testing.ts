import { parseDocuments } from '../../document/parse';
import { type DocumentProblem, inOrder } from '../../document/problem';
import { readDocuments, type ReadDocuments } from '../../slo/documents';
import type { PolicyCriterion, ReleasePolicy } from './policy';

// What the tests of release policies share.

/** A policy without a problem. */
export const POLICY = `apiVersion: reliability-scorecard/v1
kind: ReleasePolicy
metadata:
  name: shop
spec:
  service: shop
  release:
    versionLabel: version
  soak:
    atLeast: 10m
    atMost: 1h30m
  criteria:
    - id: availability
      successRatio:
        objective: 0.999
        good: sum(rate(requests_total{code!~"5.."}[5m]))
        total: sum(rate(requests_total[5m]))
`;

/** An SLO for policies to refer to as shop/answers. */
export const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: answers
spec:
  service: shop
  indicator:
    metadata:
      name: good
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total{code=~"5.."}
        total:
          metricSource:
            type: Prometheus
            spec:
              query: requests_total
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
`;

/** Text with some of it changed. */
export function changed(text: string, ...changes: ReadonlyArray<[from: string | RegExp, to: string]>): string {
  return changes.reduce((before, [from, to]) => {
    const next = before.replace(from, to);
    if (next === before) {
      throw new Error(`${String(from)} is not in the document`);
    }
    return next;
  }, text);
}

/** The policy with other criteria, each a few lines of YAML. */
export function withCriteria(...criteria: readonly string[]): string {
  const items = criteria.map((lines) => `    - ${lines.trim().split('\n').join('\n      ')}\n`);
  return `${POLICY.slice(0, POLICY.indexOf('    - id'))}${items.join('')}`;
}

/** Everything that documents define. */
export function readAll(...texts: readonly string[]): ReadDocuments & { problems: DocumentProblem[] } {
  const parsed = finish(parseDocuments(texts));
  const read = finish(readDocuments(parsed.trees));
  return { ...read, problems: inOrder([...parsed.problems, ...read.problems]) };
}

/** The only policy, which must have no error. */
export function policyOf(...texts: readonly string[]): ReleasePolicy {
  const { policies, problems } = readAll(...texts);
  if (problems.some(({ severity }) => severity === 'error') || policies.length !== 1) {
    throw new Error(JSON.stringify({ problems, policies }));
  }
  return policies[0]!.policy;
}

/** The criterion that a few lines of YAML are. */
export function criterionOf(lines: string): PolicyCriterion {
  return policyOf(withCriteria(lines), SLO).criteria[0]!;
}

function finish<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}
