import type { Matcher } from '../promql/ast';
import { escapeRegex, matchAny } from '../promql/escape';
import type { Unsuitability } from './family';

/**
 * Labels that tell how an event ended, the most telling first: OpenTelemetry's HTTP labels, those of the usual HTTP
 * instrumentations and of Istio, and free words.
 */
export const OUTCOME_LABELS = [
  'http_response_status_code',
  'http_status_code',
  'status_code',
  'response_code',
  'code',
  'status',
  'grpc_code',
  'result',
  'outcome',
] as const;

/**
 * gRPC codes that are the server's fault. The others are answers that a server in order gives to what it is asked, such
 * as NotFound or InvalidArgument.
 */
const GRPC_FAILURES = ['Unknown', 'DeadlineExceeded', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss'];

/** Words that name a failure whoever wrote them. Words for the caller's own mistakes are not among them. */
const FAILURE_WORDS: ReadonlySet<string> = new Set([
  'dropped',
  'err',
  'error',
  'errors',
  'exception',
  'fail',
  'failed',
  'failure',
  'server_error',
  'timeout',
]);

/** What selects the failed events, by the values that the outcome labels of a metric have; or why nothing does. */
export function failedEvents(
  valuesByLabel: ReadonlyMap<string, ReadonlySet<string>>
): { state: 'ok'; failed: Matcher } | { state: 'unsuitable'; reason: Unsuitability } {
  let unclear: Unsuitability = { kind: 'noOutcomeLabel' };
  for (const label of OUTCOME_LABELS) {
    const values = [...(valuesByLabel.get(label) ?? [])].sort();
    const failed = values.length === 0 ? undefined : failedBy(label, values);
    if (failed) {
      return { state: 'ok', failed };
    }
    if (values.length > 0 && unclear.kind === 'noOutcomeLabel') {
      unclear = { kind: 'noFailureSeen', label, values };
    }
  }
  return { state: 'unsuitable', reason: unclear };
}

function failedBy(label: string, values: readonly string[]): Matcher | undefined {
  if (label === 'grpc_code') {
    return matchAny(label, GRPC_FAILURES);
  }
  const words = values.filter((value) => FAILURE_WORDS.has(value.toLowerCase()));
  // Status codes are known without having been seen: a service that never failed has no series for its failures yet.
  if (values.some((value) => /^[1-5](\d\d|xx)$/i.test(value))) {
    return { label, operator: '=~', value: ['5..', ...words.map(escapeRegex)].join('|') };
  }
  return words.length === 0 ? undefined : matchAny(label, words);
}
