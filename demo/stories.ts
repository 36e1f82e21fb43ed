import { sources } from './services';

/** Trouble at one source: added share of 5xx answers (or bad outcomes) and slower answers, over [from, to) minutes. */
export interface Incident {
  name: string;
  sourceId: string;
  fromMinute: number;
  /** Exclusive; Infinity while it is still going on. */
  toMinute: number;
  addedErrorShare: number;
  durationFactor: number;
}

/** A version served over [from, to] minute marks; both ends are sampled. */
export interface VersionSpan {
  version: string;
  fromMinute: number;
  toMinute: number;
}

/** Everything the history depends on besides the tables: a pure function of seed and anchor. */
export interface World {
  seed: number;
  /** The stories' "now": the end of the history as first made, in minutes since 1970. */
  anchorMinute: number;
  startMinute: number;
  incidents: readonly Incident[];
  versions: Readonly<Record<string, readonly VersionSpan[]>>;
  /** First minute of the events of a source born late, first minute without events of one that is gone. */
  sourceSpan: Readonly<Record<string, { fromMinute: number; toMinute: number }>>;
  /** Minute whose events create the status code 504 of reservations in Europe. */
  lateCodeMinute: number;
  /** Source without any traffic in these hours (UTC) of each day. */
  idle: { sourceId: string; fromHourUtc: number; toHourUtc: number };
}

export interface WorldOptions {
  seed?: number;
  /** Unix seconds; rounded down to the minute. */
  anchorSeconds: number;
  /** Length of the history before the anchor in days. */
  historyDays?: number;
}

export const defaultSeed = 20;
export const defaultHistoryDays = 35;
const dayMinutes = 1440;

/** Source and status code that are born in the middle of the history. */
export const lateCode = { sourceId: 'reservations-eu-aws', code: '504' } as const;

/** Lays the stories out around an anchor. */
export function createWorld(options: WorldOptions): World {
  const anchorMinute = Math.floor(options.anchorSeconds / 60);
  const startMinute = anchorMinute - (options.historyDays ?? defaultHistoryDays) * dayMinutes;
  const midnight = anchorMinute - (anchorMinute % dayMinutes);
  const atHourUtc = (daysBefore: number, hour: number) => midnight - daysBefore * dayMinutes + Math.round(hour * 60);

  const badReleaseFrom = atHourUtc(2, 10.5);
  const badReleaseTo = badReleaseFrom + 50;
  const renamedAt = atHourUtc(9, 8.25);
  const ordersRelease = atHourUtc(11, 9.5);
  const incident = (
    name: string,
    sourceId: string,
    fromMinute: number,
    lengthMinutes: number,
    addedErrorShare: number,
    durationFactor = 1
  ): Incident => ({
    name,
    sourceId,
    fromMinute,
    toMinute: fromMinute + lengthMinutes,
    addedErrorShare,
    durationFactor,
  });

  return {
    seed: options.seed ?? defaultSeed,
    anchorMinute,
    startMinute,
    incidents: [
      incident('fastBurnNow', 'orders-eu-aws', anchorMinute - 35, Infinity, 0.04, 1.5),
      incident('fastBurnEnded', 'orders-us-gcp', atHourUtc(4, 0.5), 40, 0.12),
      incident('slowBurn', 'payments-us-gcp', anchorMinute - 4 * dayMinutes, Infinity, 0.0011),
      incident('breached', 'delivery-us-gcp', atHourUtc(12, 19), 300, 0.8),
      incident('atRisk', 'reservations-us-gcp', atHourUtc(16, 15), 40, 1),
      incident('badRelease', 'kitchen-eu-aws', badReleaseFrom, badReleaseTo - badReleaseFrom, 0.25, 3),
      incident('paymentsHiccup', 'payments-eu-azure', atHourUtc(6, 18), 20, 0.03),
      incident('paymentsTimeouts', 'payments-eu-aws', atHourUtc(19, 12), 25, 0.01, 2),
      incident('kitchenRush', 'kitchen-us-gcp', atHourUtc(7, 1), 90, 0.01, 1.6),
    ],
    versions: versionsOf([
      ['kitchen-eu-aws', badReleaseFrom, '3.9.0'],
      ['kitchen-eu-aws', badReleaseTo, '3.8.0'],
      ['orders-eu-aws', ordersRelease, '2.15.0'],
      ['orders-us-gcp', ordersRelease + 90, '2.15.0'],
    ]),
    sourceSpan: {
      'tickets-printed-eu': { fromMinute: -Infinity, toMinute: renamedAt },
      'print-jobs-eu': { fromMinute: renamedAt, toMinute: Infinity },
    },
    lateCodeMinute: atHourUtc(14, 12.2),
    idle: { sourceId: 'delivery-eu-aws', fromHourUtc: 0, toHourUtc: 5 },
  };
}

function versionsOf(deploys: ReadonlyArray<[sourceId: string, minute: number, version: string]>) {
  const versions: Record<string, VersionSpan[]> = {};
  for (const source of sources) {
    if (source.kind === 'http') {
      versions[source.id] = [{ version: source.version, fromMinute: -Infinity, toMinute: Infinity }];
    }
  }
  for (const [sourceId, minute, version] of deploys) {
    const spans = versions[sourceId] ?? [];
    const current = spans[spans.length - 1];
    if (current) {
      current.toMinute = minute;
    }
    spans.push({ version, fromMinute: minute, toMinute: Infinity });
  }
  return versions;
}

/** Fixed times (unix seconds) for tests that look into the history; ranges are [from, to). */
export interface StoryTimes {
  anchorSeconds: number;
  historyStartSeconds: number;
  fastBurnNowFromSeconds: number;
  fastBurnEnded: { fromSeconds: number; toSeconds: number; pagingAtSeconds: number };
  badRelease: { fromSeconds: number; toSeconds: number };
  breach: { fromSeconds: number; toSeconds: number };
  slowBurnFromSeconds: number;
  /** The last whole night without traffic at `delivery-availability-eu`; from `quietAtSeconds` on every 5m ratio is NaN. */
  idleNight: { fromSeconds: number; toSeconds: number; quietAtSeconds: number };
  metricGoneAtSeconds: number;
  lateCodeAtSeconds: number;
}

/** The handy times of a world. */
export function storyTimes(world: World): StoryTimes {
  const range = (name: string) => {
    const found = world.incidents.find((incident) => incident.name === name);
    if (!found) {
      throw new Error(`no incident "${name}"`);
    }
    return { fromSeconds: found.fromMinute * 60, toSeconds: found.toMinute * 60 };
  };
  const ended = range('fastBurnEnded');
  const midnight = world.anchorMinute - (world.anchorMinute % dayMinutes);
  const nightFrom = (midnight - dayMinutes + world.idle.fromHourUtc * 60) * 60;
  return {
    anchorSeconds: world.anchorMinute * 60,
    historyStartSeconds: world.startMinute * 60,
    fastBurnNowFromSeconds: range('fastBurnNow').fromSeconds,
    fastBurnEnded: { ...ended, pagingAtSeconds: ended.fromSeconds + 30 * 60 },
    badRelease: range('badRelease'),
    breach: range('breached'),
    slowBurnFromSeconds: range('slowBurn').fromSeconds,
    idleNight: {
      fromSeconds: nightFrom,
      toSeconds: nightFrom + (world.idle.toHourUtc - world.idle.fromHourUtc) * 3600,
      quietAtSeconds: nightFrom + 1800,
    },
    metricGoneAtSeconds: (world.sourceSpan['tickets-printed-eu']?.toMinute ?? NaN) * 60,
    lateCodeAtSeconds: world.lateCodeMinute * 60,
  };
}
