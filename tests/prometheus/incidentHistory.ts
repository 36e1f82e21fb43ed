import { selector, type Matcher } from '../../src/core/promql/ast';
import type { SloDefinition } from '../../src/core/slo/definition';
import { encodeWrite, outgoing } from '../../demo/remote-write';
import { absent } from '../../demo/series';
import { counterSeries, gaugeSeries, type Grid, type HistorySeries } from './seriesHistory';

const DAY_MINUTES = 24 * 60;
const WINDOW_DAYS = 3;
/** So far apart begin incidents: what one has burned has left the windows of pages when the next is asked about. */
const APART_MINUTES = 240;
const LASTS_MINUTES = 40;
/** An incident is asked about that long after it began, unless it says otherwise. */
const ASKED_AFTER_MINUTES = 35;
/** Of a thousand events of a service one is always bad. */
const USUAL_BAD_RATIO = 0.001;

export const REGIONS = { eu: 0.5, us: 0.3, ap: 0.2 } as const;
type Region = keyof typeof REGIONS;

/** What a region serves with a version in the minute that begins so many minutes after the onset. */
interface Served {
  /** Share of the traffic of the region; null where it is not scraped. */
  trafficRatio: number | null;
  badRatio: number;
}

/** A service and its incident. */
export interface Seeded {
  service: string;
  story: string;
  /** Where it is to be seen: which group has more than its share, or that no group has. */
  group: { label: string; value: string } | null;
  eventsPerMinute: number;
  latency: boolean;
  lastsMinutes: number;
  askedAfterMinutes: number;
  versions: readonly string[];
  served: (minutesIn: number, region: Region, version: string) => Served;
  /** Seconds of the clock. */
  onsetSeconds: number;
  askedAtSeconds: number;
}

type Story = Pick<Seeded, 'service' | 'story' | 'group'> &
  Partial<Omit<Seeded, 'onsetSeconds' | 'askedAtSeconds' | 'served'>> & {
    /** Share of bad events while it lasts. */
    bad?: (region: Region, version: string, minutesIn: number) => number;
    /** Share of the traffic of a region that a version serves. */
    traffic?: (minutesIn: number, version: string) => number | null;
    /** Minutes after the others of its time. */
    delayMinutes?: number;
    /** Begins in the time of the story before it. */
    together?: true;
  };

const everywhere = (ratio: number) => () => ratio;
const onlyIn = (where: Region, ratio: number) => (region: Region) => (region === where ? ratio : USUAL_BAD_RATIO);

const STORIES: readonly Story[] = [
  { service: 'orders', story: 'a single group', group: { label: 'region', value: 'us' }, bad: onlyIn('us', 0.95) },
  { service: 'search', story: 'two at once', group: { label: 'region', value: 'us' }, bad: onlyIn('us', 1) },
  { service: 'cart', story: 'the other one', group: null, bad: everywhere(0.27), together: true },
  { service: 'video', story: 'telemetry lost', group: null, traffic: (minutesIn) => (minutesIn >= 0 ? null : 1) },
  { service: 'mail', story: 'no culprit', group: null, bad: everywhere(0.4) },
  { service: 'login', story: 'total outage', group: null, bad: everywhere(1) },
  {
    service: 'maps',
    story: 'latency only',
    group: { label: 'region', value: 'eu' },
    latency: true,
    bad: onlyIn('eu', 0.7),
  },
  {
    service: 'chat',
    story: 'all pods upgraded',
    group: null,
    versions: ['1.0.0', '2.0.0'],
    bad: everywhere(0.5),
    traffic: (minutesIn, version) => (minutesIn >= 0 === (version === '2.0.0') ? 1 : null),
  },
  {
    service: 'feed',
    story: 'flapping',
    group: { label: 'region', value: 'eu' },
    bad: (region, _, minutesIn) => (region === 'eu' && minutesIn % 6 < 3 ? 1 : USUAL_BAD_RATIO),
    askedAfterMinutes: 57,
    lastsMinutes: 80,
  },
  {
    service: 'fax',
    story: 'low traffic',
    group: { label: 'region', value: 'us' },
    eventsPerMinute: 10,
    bad: (region) => (region === 'us' ? 1 : 0),
  },
  {
    service: 'ads',
    story: 'a wrong version only',
    group: { label: 'version', value: '2.0.0' },
    versions: ['1.0.0', '2.0.0'],
    bad: (_, version) => (version === '2.0.0' ? 0.9 : USUAL_BAD_RATIO),
    traffic: (minutesIn, version) =>
      minutesIn < -5 ? (version === '1.0.0' ? 1 : null) : version === '2.0.0' ? 0.4 : 0.6,
  },
  { service: 'checkout', story: 'a dependency down', group: null, bad: everywhere(1) },
  {
    service: 'payments',
    story: 'the dependency',
    group: null,
    bad: everywhere(0.6),
    together: true,
    delayMinutes: -10,
    lastsMinutes: 50,
  },
  {
    service: 'reports',
    story: 'a slow burn',
    group: { label: 'region', value: 'eu' },
    bad: onlyIn('eu', 0.105),
    lastsMinutes: 15 * 60,
    askedAfterMinutes: 14 * 60,
  },
];

const PLACES = STORIES.filter(({ together }) => !together).length;
export const LENGTH_MINUTES = WINDOW_DAYS * DAY_MINUTES + PLACES * APART_MINUTES + 16 * 60;

/** The incidents of a history that begins at a time, in unix seconds. */
export function seededFrom(startSeconds: number): Seeded[] {
  let place = -1;
  return STORIES.map((story) => {
    place += story.together ? 0 : 1;
    const { delayMinutes = 0, bad, traffic = (_, version) => (version === '1.0.0' ? 1 : null) } = story;
    const { lastsMinutes = LASTS_MINUTES, askedAfterMinutes = ASKED_AFTER_MINUTES } = story;
    const begin = WINDOW_DAYS * DAY_MINUTES + place * APART_MINUTES;
    const during = (minutesIn: number) => minutesIn >= 0 && minutesIn < lastsMinutes;
    const usual = story.service === 'fax' ? 0 : USUAL_BAD_RATIO;
    return {
      eventsPerMinute: 1000,
      latency: false,
      versions: ['1.0.0'],
      ...story,
      lastsMinutes,
      askedAfterMinutes,
      served: (minutesIn, region, version) => ({
        trafficRatio: traffic(Math.min(minutesIn, lastsMinutes - 1), version),
        badRatio: during(minutesIn) ? (bad?.(region, version, minutesIn) ?? usual) : usual,
      }),
      onsetSeconds: startSeconds + (begin + delayMinutes) * 60,
      askedAtSeconds: startSeconds + (begin + askedAfterMinutes) * 60,
    };
  });
}

/** What is written of a service: its requests by code, or by how long they took, from each region and version. */
function seriesOf(seeded: Seeded, grid: Grid): HistorySeries[] {
  const { service, eventsPerMinute, latency, versions, served, onsetSeconds } = seeded;
  const minutesIn = (index: number) => (grid.startSeconds - onsetSeconds) / 60 + index;
  return (Object.keys(REGIONS) as Region[]).flatMap((region) =>
    versions.flatMap((version) => {
      const at = (index: number) => served(minutesIn(index), region, version);
      const events = (index: number) => eventsPerMinute * REGIONS[region] * (at(index).trafficRatio ?? 0);
      const series = (labels: Record<string, string>, share: (bad: number) => number) => {
        const counter = counterSeries(
          grid,
          { job: service, region, version, service, ...labels },
          (index) => events(index) * share(at(index).badRatio)
        );
        return gaugeSeries(counter.labels, (index) =>
          at(index).trafficRatio === null ? absent : counter.valueAt(index)
        );
      };
      return latency
        ? [
            series({ __name__: 'seconds_count' }, () => 1),
            series({ __name__: 'seconds_bucket', le: '0.5' }, (bad) => 1 - bad),
          ]
        : [
            series({ __name__: 'requests_total', code: '200' }, (bad) => 1 - bad),
            series({ __name__: 'requests_total', code: '500' }, (bad) => bad),
          ];
    })
  );
}

/** The history as remote writes, a day each. */
export function* writesOf(seeded: readonly Seeded[], startSeconds: number): Generator<Buffer> {
  const grid: Grid = { startSeconds, stepSeconds: 60, length: LENGTH_MINUTES };
  const columns = seeded.flatMap((one) => seriesOf(one, grid)).map((column) => outgoing(column, false));
  for (let first = 0; first < LENGTH_MINUTES; first += DAY_MINUTES) {
    const times = Array.from({ length: Math.min(DAY_MINUTES, LENGTH_MINUTES - first) }, (_, index) => ({
      index: first + index,
      share: 0,
      milliseconds: (startSeconds + (first + index) * 60) * 1000,
    }));
    yield encodeWrite(columns, times).body;
  }
}

/** An SLO of 99 % over three days. */
export function definitionOf({ service, latency }: Seeded): SloDefinition {
  const of = (metric: string, ...more: Matcher[]) => selector(metric, [equals('service', service), ...more]);
  const equals = (label: string, value: string): Matcher => ({ label, operator: '=', value });
  return {
    tool: 'openslo',
    document: 1,
    line: 1,
    service,
    name: latency ? 'latency' : 'availability',
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: WINDOW_DAYS * 86_400 },
    events: latency
      ? {
          counted: 'good',
          part: [{ sign: 1, selector: of('seconds_bucket', equals('le', '0.5')) }],
          total: [{ sign: 1, selector: of('seconds_count') }],
        }
      : {
          counted: 'bad',
          part: [{ sign: 1, selector: of('requests_total', equals('code', '500')) }],
          total: [{ sign: 1, selector: of('requests_total') }],
        },
    links: [],
  };
}
