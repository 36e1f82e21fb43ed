import { aggregate, binary, call, number, selector, type Expr, type Matcher } from '../promql/ast';
import { print } from '../promql/print';
import { groupBy } from '../groupBy';
import type { Failure } from '../failure';
import { failureOf } from '../query/failure';
import type { Answers, InstantQuery, Series } from '../query/port';
import { failedEvents, OUTCOME_LABELS } from './failures';
import {
  stem,
  type AvailabilityFamily,
  type FamilyService,
  type LatencyFamily,
  type MetricFamily,
  type Unsuitable,
} from './family';

/** Labels that name a service, the most telling first. */
const SERVICE_LABELS = ['service', 'service_name', 'job', 'namespace'] as const;

// Names with a colon are recorded: what they hold is no count of events any more.
const REQUESTS = '[^:]*requests?_total|[^:]*_requests|[^:]*grpc_server_handled_total';
const BUCKETS = '[^:]*(duration|latency|requests?|handling)_(seconds|milliseconds)_bucket';
const PROBE = 'probe_success';

/** Groups that one answer may hold; beyond that a browser would be busy with the list alone. */
const MOST_GROUPS = 5000;

/** Metrics of services that are measured in the second round. */
const MOST_FAMILIES = 40;

/** Series whose week is read in the second round: at one sample in 15 s, 400 million samples. */
const MOST_SERIES = 10_000;

/** Buckets that a histogram is taken to have; the true number is not worth a query over every bucket there is. */
const USUAL_BUCKETS = 12;

export interface FoundFamilies {
  /** What is worth a suggestion and is measured in the second round, the most telling first. */
  families: readonly MetricFamily[];
  unsuitable: readonly Unsuitable[];
  /** Families beyond what the second round measures. */
  more: number;
  /** True where an answer was cut off, so that there may be families that nobody has seen. */
  cut: boolean;
  /** What the upstream said to queries that it did not answer; the others still count. */
  failures: readonly Failure[];
}

/** The first round: which metrics count events of which service, in three queries whatever is found. */
export function planFamilies(atSeconds: number): InstantQuery[] {
  const by = ['__name__', ...SERVICE_LABELS, ...OUTCOME_LABELS];
  const groups = (id: string, of: Expr): InstantQuery => ({
    kind: 'instant',
    id,
    promql: print(call('topk', number(MOST_GROUPS), aggregate('count', by, of))),
    atSeconds,
  });
  const words = (label: string) =>
    selector(undefined, [
      { label: '__name__', operator: '=~', value: '[^:]+_total' },
      { label: '__name__', operator: '!~', value: REQUESTS },
      { label, operator: '!=', value: '' },
    ]);
  return [
    groups('requests', selector(undefined, [named(`${REQUESTS}|${PROBE}`)])),
    groups('outcomes', binary(words('result'), 'or', words('outcome'))),
    // One bucket stands for its histogram.
    groups('histograms', selector(undefined, [named(BUCKETS), { label: 'le', operator: '=', value: '+Inf' }])),
  ];
}

function named(pattern: string): Matcher {
  return { label: '__name__', operator: '=~', value: pattern };
}

/** One metric of one service, its groups put together. */
interface Counted {
  metric: string;
  service: FamilyService;
  seriesCount: number;
  outcomes: Map<string, Set<string>>;
}

export function readFamilies(answers: Answers): FoundFamilies {
  const ids = ['requests', 'outcomes', 'histograms'] as const;
  const read = ids.map((id) => answers.get(id));
  const [requests = [], outcomes = [], histograms = []] = read.map((answer) =>
    answer?.state === 'ok' ? answer.series : []
  );
  const available = countersOf([...requests, ...outcomes]).flatMap(availability);
  const timed = countersOf(histograms);
  const told = new Set(available.flatMap((found) => ('reason' in found ? [] : [JSON.stringify(found.service)])));
  // A histogram counts all events too; where a counter already tells a service's failures that would say it twice.
  const untold = timed.filter(({ service }) => !told.has(JSON.stringify(service)));
  const counts = untold.map((one) => ({ ...one, metric: one.metric.replace(/_bucket$/, '_count') }));
  const found = [...available, ...counts.flatMap(availability), ...timed.map(latency)].map(limitSeries);
  const families = found.flatMap((one) => ('reason' in one ? [] : [one])).sort(byRank);
  const taken = take(families);
  return {
    families: taken,
    unsuitable: found.flatMap((one) => ('reason' in one ? [one] : [])),
    more: families.length - taken.length,
    cut: read.some((answer) => answer?.state === 'ok' && answer.series.length >= MOST_GROUPS),
    failures: read.flatMap((answer) => (answer?.state === 'ok' ? [] : [failureOf(answer)])),
  };
}

function countersOf(groups: readonly Series[]): Counted[] {
  const byMetric = groupBy(groups, ({ labels }) => labels['__name__'] ?? '');
  return [...byMetric].flatMap(([metric, all]) => {
    // A label that only some of the series carry would leave the others out, or count them twice.
    const label = SERVICE_LABELS.find((name) => all.every(({ labels }) => (labels[name] ?? '') !== '')) ?? null;
    const byService = groupBy(all, ({ labels }) => (label === null ? stem(metric) : (labels[label] ?? '')));
    return [...byService].map(([value, own]) => ({
      metric,
      service: { label, value },
      seriesCount: own.reduce((sum, { values }) => sum + (values[0] ?? 0), 0),
      outcomes: outcomesOf(own),
    }));
  });
}

function outcomesOf(groups: readonly Series[]): Map<string, Set<string>> {
  return new Map(
    OUTCOME_LABELS.map((label) => [
      label,
      new Set(groups.map(({ labels }) => labels[label] ?? '').filter((value) => value !== '')),
    ])
  );
}

function availability({ metric, service, seriesCount, outcomes }: Counted): Array<AvailabilityFamily | Unsuitable> {
  if (metric === PROBE) {
    return [{ metric, service: service.value, reason: { kind: 'gauge' } }];
  }
  const found = failedEvents(outcomes);
  if (found.state === 'ok') {
    return [{ kind: 'availability', metric, service, seriesCount, failed: found.failed }];
  }
  // Without both the suffix of a counter and an outcome it is a gauge or a histogram, which nobody expects here.
  const isExpected = metric.endsWith('_total') || found.reason.kind !== 'noOutcomeLabel';
  return isExpected ? [{ metric, service: service.value, reason: found.reason }] : [];
}

function latency({ metric, service, seriesCount }: Counted): LatencyFamily {
  return {
    kind: 'latency',
    metric,
    service,
    seriesCount: seriesCount * USUAL_BUCKETS,
    unit: metric.endsWith('_milliseconds_bucket') ? 'milliseconds' : 'seconds',
  };
}

/** What a service serves comes before what it asks of others, requests before anything else that takes time. */
function rank({ metric }: MetricFamily): number {
  if (/client/.test(metric)) {
    return 3;
  }
  return /^(http|grpc)_/.test(metric) ? 0 : /http|grpc|request/.test(metric) ? 1 : 2;
}

function byRank(a: MetricFamily, b: MetricFamily): number {
  const key = ({ service, kind, metric }: MetricFamily) => [service.value, kind, metric].join('\n');
  return rank(a) - rank(b) || (key(a) < key(b) ? -1 : 1);
}

function limitSeries(found: MetricFamily | Unsuitable): MetricFamily | Unsuitable {
  if ('reason' in found || found.seriesCount <= MOST_SERIES) {
    return found;
  }
  const { metric, service, seriesCount } = found;
  return { metric, service: service.value, reason: { kind: 'tooManySeries', seriesCount } };
}

function take(families: readonly MetricFamily[]): MetricFamily[] {
  let seriesCount = 0;
  return families.slice(0, MOST_FAMILIES).filter((family) => {
    seriesCount += family.seriesCount;
    return seriesCount <= MOST_SERIES;
  });
}
