/** The restaurant's services as sources of metrics: what they serve, where, how much and how well on a normal day. */

export type Region = 'eu' | 'us';
export type Provider = 'aws' | 'azure' | 'gcp';
export type ServiceName = 'reservations' | 'orders' | 'kitchen' | 'payments' | 'delivery';

/** One deployment of an HTTP service; exposes requests, durations and build info. */
export interface HttpSource {
  kind: 'http';
  id: string;
  service: ServiceName;
  region: Region;
  provider: Provider;
  meanRequestsPerMinute: number;
  /** Share of 5xx answers on a normal day, 0..1. */
  errorShare: number;
  medianSeconds: number;
  /** Steepness of the log-logistic duration distribution: higher is a shorter tail. */
  durationSteepness: number;
  version: string;
}

/** A plain counter with a `result` label per outcome. */
export interface CounterSource {
  kind: 'counter';
  id: string;
  metric: string;
  service: ServiceName;
  region: Region;
  provider: Provider;
  meanEventsPerMinute: number;
  /** Outcome and its share of events; the first takes what the others leave. */
  outcomes: ReadonlyArray<{ result: string; share: number }>;
}

export type Source = HttpSource | CounterSource;

/** The API server of a Kubernetes cluster; exposes requests and their durations as the kubernetes-mixin reads them. */
export interface ApiserverSource {
  kind: 'apiserver';
  id: string;
  cluster: string;
  region: Region;
  calls: readonly ApiserverCall[];
}

export interface ApiserverCall {
  verb: 'GET' | 'LIST' | 'POST';
  scope: 'resource' | 'namespace' | 'cluster';
  meanPerMinute: number;
  /** Share of 5xx answers, 0..1. */
  errorShare: number;
  /** Shares of calls slower than each of `apiserverBounds`, 0..1, falling. */
  slowerShares: readonly [number, number, number];
}

/** Upper bounds of the API server's durations in seconds. */
export const apiserverBounds = ['1.0', '5.0', '30.0'] as const;

/** Everything that is scraped. */
export type ScrapedSource = Source | ApiserverSource;

/** Upper bounds of the duration histogram in seconds, as the text every scrape and the whole history carry. */
export const durationBounds = ['0.05', '0.1', '0.2', '0.3', '0.5', '0.75', '1.0', '1.5', '2.5', '5.0'] as const;
export type DurationBound = (typeof durationBounds)[number];

/** Offset of the guests' clock from UTC in hours; no daylight saving, so that histories stay comparable. */
export const utcOffsetHours: Record<Region, number> = { eu: 1, us: -5 };

function http(
  service: ServiceName,
  region: Region,
  provider: Provider,
  rest: Omit<HttpSource, 'kind' | 'id' | 'service' | 'region' | 'provider'>
): HttpSource {
  return { kind: 'http', id: `${service}-${region}-${provider}`, service, region, provider, ...rest };
}

const reservations = { medianSeconds: 0.085, durationSteepness: 3.6, version: '1.9.4' };
const orders = { medianSeconds: 0.06, durationSteepness: 3.5, version: '2.14.0' };
const kitchen = { medianSeconds: 0.3, durationSteepness: 3, version: '3.8.0' };
const payments = { medianSeconds: 0.15, durationSteepness: 3.5, version: '5.2.1' };
const delivery = { medianSeconds: 0.12, durationSteepness: 3, version: '0.31.0' };

export const sources: readonly Source[] = [
  http('reservations', 'eu', 'aws', { meanRequestsPerMinute: 1200, errorShare: 0.00015, ...reservations }),
  http('reservations', 'us', 'gcp', { meanRequestsPerMinute: 900, errorShare: 0.00001, ...reservations }),
  http('orders', 'eu', 'aws', { meanRequestsPerMinute: 3000, errorShare: 0.0002, ...orders }),
  http('orders', 'us', 'gcp', { meanRequestsPerMinute: 2400, errorShare: 0.0002, ...orders }),
  http('kitchen', 'eu', 'aws', { meanRequestsPerMinute: 1500, errorShare: 0.0008, ...kitchen }),
  http('kitchen', 'us', 'gcp', { meanRequestsPerMinute: 1200, errorShare: 0.0007, ...kitchen }),
  http('payments', 'eu', 'aws', { meanRequestsPerMinute: 1500, errorShare: 0.00008, ...payments }),
  http('payments', 'eu', 'azure', { meanRequestsPerMinute: 500, errorShare: 0.00015, ...payments }),
  http('payments', 'us', 'gcp', { meanRequestsPerMinute: 2200, errorShare: 0.0001, ...payments }),
  http('delivery', 'eu', 'aws', { meanRequestsPerMinute: 800, errorShare: 0.002, ...delivery }),
  http('delivery', 'us', 'gcp', { meanRequestsPerMinute: 700, errorShare: 0.0008, ...delivery }),
  {
    kind: 'counter',
    id: 'confirmation-emails-eu',
    metric: 'confirmation_emails_total',
    service: 'reservations',
    region: 'eu',
    provider: 'aws',
    meanEventsPerMinute: 120,
    outcomes: [{ result: 'sent', share: 1 }],
  },
  {
    kind: 'counter',
    id: 'courier-updates-eu',
    metric: 'courier_location_updates_total',
    service: 'delivery',
    region: 'eu',
    provider: 'aws',
    meanEventsPerMinute: 2400,
    outcomes: [
      { result: 'accepted', share: 1 },
      { result: 'dropped', share: 0.006 },
    ],
  },
  {
    kind: 'counter',
    id: 'courier-updates-us',
    metric: 'courier_location_updates_total',
    service: 'delivery',
    region: 'us',
    provider: 'gcp',
    meanEventsPerMinute: 1800,
    outcomes: [
      { result: 'accepted', share: 1 },
      { result: 'dropped', share: 0.005 },
    ],
  },
  {
    kind: 'counter',
    id: 'tickets-printed-eu',
    metric: 'kitchen_tickets_printed_total',
    service: 'kitchen',
    region: 'eu',
    provider: 'aws',
    meanEventsPerMinute: 300,
    outcomes: [
      { result: 'ok', share: 1 },
      { result: 'jammed', share: 0.004 },
    ],
  },
  {
    kind: 'counter',
    id: 'print-jobs-eu',
    metric: 'kitchen_print_jobs_total',
    service: 'kitchen',
    region: 'eu',
    provider: 'aws',
    meanEventsPerMinute: 300,
    outcomes: [
      { result: 'ok', share: 1 },
      { result: 'jammed', share: 0.004 },
    ],
  },
];

/** The cluster that the restaurant runs on. */
export const apiserver: ApiserverSource = {
  kind: 'apiserver',
  id: 'apiserver-restaurant',
  cluster: 'restaurant',
  region: 'eu',
  calls: [
    { verb: 'GET', scope: 'resource', meanPerMinute: 900, errorShare: 0.0004, slowerShares: [0.001, 0.0002, 0.00001] },
    { verb: 'LIST', scope: 'namespace', meanPerMinute: 240, errorShare: 0.0006, slowerShares: [0.02, 0.002, 0.0001] },
    { verb: 'LIST', scope: 'cluster', meanPerMinute: 60, errorShare: 0.001, slowerShares: [0.1, 0.02, 0.001] },
    { verb: 'POST', scope: 'resource', meanPerMinute: 180, errorShare: 0.001, slowerShares: [0.004, 0.0004, 0.00002] },
  ],
};

export const scrapedSources: readonly ScrapedSource[] = [...sources, apiserver];
