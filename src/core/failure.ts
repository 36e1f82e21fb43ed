/**
 * What kind of thing went wrong, which is what decides what helps.
 *
 * - `forbidden`: Grafana does not let the viewer query the data source.
 * - `deleted`: Grafana no longer has the data source.
 * - `credentials`: the upstream refuses the credentials that its data source sends.
 * - `missing`: what answers at the address is not the API of Prometheus.
 * - `unreachable`: nothing answers at the address.
 * - `timeout`: the answer took longer than the upstream, or Grafana, waits.
 * - `tooManySamples`, `tooManyPoints`, `rangeTooLong`: more was asked for than the upstream gives at once.
 * - `badQuery`: the upstream does not understand the expression.
 * - `refused`: the upstream understands the expression and cannot evaluate it.
 * - `unavailable`: anything else.
 */
export type FailureCause =
  | 'forbidden'
  | 'deleted'
  | 'credentials'
  | 'missing'
  | 'unreachable'
  | 'timeout'
  | 'tooManySamples'
  | 'tooManyPoints'
  | 'rangeTooLong'
  | 'badQuery'
  | 'refused'
  | 'unavailable';

/** Why a question has no answer. */
export interface Failure {
  cause: FailureCause;
  /** The words of whoever failed, as they came; empty where nobody said anything. */
  message: string;
  /** What was asked, where the expression itself is at fault. */
  promql?: string;
}

/** Why there is nothing that was to be read from an answer. */
export type QueryFailed = { kind: 'queryFailed' } & Failure;

/** What the words of upstreams give away, whatever status they came with; the first that fits counts. */
const SAID: ReadonlyArray<readonly [RegExp, FailureCause]> = [
  // Of one timeout Prometheus makes a 503 or, where it was reading series, a 422. The rest is said by Grafana's client,
  // VictoriaMetrics and proxies.
  [/query timed out|context deadline exceeded|client\.timeout exceeded|timeout exceeded|gateway time-?out/i, 'timeout'],
  [/maximum resolution of [\d,]+ points/i, 'tooManyPoints'],
  // Mimir and Cortex; Azure; Amazon.
  [/query time range exceeds the limit|time range cannot exceed|queries with long day range/i, 'rangeTooLong'],
  // Prometheus; Mimir; Amazon; VictoriaMetrics.
  [
    /too many samples|exceeded the maximum number of (series|chunks)|hit the (max number of chunks|aggregated data size) limit|-search\.max\w+/i,
    'tooManySamples',
  ],
];

/** Status with which the upstream has answered, where Grafana has made an error of its own of that. */
const STATUS_BEHIND = /\bstatus code:? (\d{3})\b/i;

const NO_CONNECTION =
  /connection re(fused|set)|no such host|no route to host|i\/o timeout|\bEOF\b|\b(x509|tls): |failed to fetch/i;

/**
 * @param status of the HTTP answer, undefined where there was none or it is not known
 * @param message as it came
 */
export function classifyFailure(status: number | undefined, message: string): FailureCause {
  const said = SAID.find(([words]) => words.test(message));
  if (said) {
    return said[1];
  }
  const behind = STATUS_BEHIND.exec(message)?.[1];
  switch (behind === undefined ? status : Number(behind)) {
    case 401:
    case 403:
      return behind === undefined ? 'forbidden' : 'credentials';
    case 404:
    case 405:
      return /data ?source not found/i.test(message) ? 'deleted' : 'missing';
    case 502:
    case 503:
    case 504:
      return 'unreachable';
    case 400:
      return 'badQuery';
    case 422:
      return 'refused';
  }
  // Grafana puts the type that Prometheus gives in front, and the status of a whole answer may hide that of a query.
  return message.startsWith('bad_data: ')
    ? 'badQuery'
    : message.startsWith('execution: ')
      ? 'refused'
      : NO_CONNECTION.test(message)
        ? 'unreachable'
        : 'unavailable';
}

const OF_THE_QUESTION: readonly FailureCause[] = ['badQuery', 'refused', 'tooManySamples', 'rangeTooLong'];

/**
 * Whether the question itself is at fault, so that it would be refused again and parts of it may not be. What was not
 * answered in time would not be in parts, and all parts of a query have its points.
 */
export function isOfTheQuestion(cause: FailureCause): boolean {
  return OF_THE_QUESTION.includes(cause);
}
