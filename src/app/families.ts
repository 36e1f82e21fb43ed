import type { Answers, InstantQuery } from '../core/query/port';

/** Metrics that count or time requests under the names that instrumentation commonly gives them. */
const NAMES = [
  '.+_requests_total',
  '.+_duration_seconds_bucket',
  'grpc_server_handled_total',
  'http_server_request_duration_seconds_bucket',
  'probe_success',
].join('|');

const FAMILIES = 'families';

/** Which metrics are there that an SLO can be made from? */
export function planFamilies(atSeconds: number): InstantQuery[] {
  return [{ kind: 'instant', id: FAMILIES, promql: `count by (__name__) ({__name__=~"${NAMES}"})`, atSeconds }];
}

/** The metrics, and what the upstream said to queries that it did not answer. */
export function readFamilies(answers: Answers): { families: Array<{ metric: string }>; failures: string[] } {
  const answer = answers.get(FAMILIES);
  return answer?.state === 'ok'
    ? { families: answer.series.map(({ labels }) => ({ metric: labels['__name__'] ?? '' })), failures: [] }
    : { families: [], failures: [answer?.message ?? ''] };
}
