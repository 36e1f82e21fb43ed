import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

// What the tests of this folder share.

/** A document of OpenSLO without a problem. */
export const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  labels:
    team: waiters
spec:
  service: orders
  indicator:
    metadata:
      name: good
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total{code!~"5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total)
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;

/** The document with some of its lines changed. */
export function changed(...changes: ReadonlyArray<[from: string | RegExp, to: string]>): string {
  return changes.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) {
      throw new Error(`${String(from)} is not in the document`);
    }
    return next;
  }, SLO);
}

/** Everything that is wrong with a text, as people read it. */
export function words(text: string): string[] {
  return readConfigured(text).problems.map(documentProblemWords);
}
