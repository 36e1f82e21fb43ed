import { type World } from './stories';

/** Services of which two versions run side by side while one of them is tried. */
export type ReleasedService = 'loyalty' | 'catering';

/** Requests a minute of a service, day and night; its pods share them evenly. */
export const requestsPerMinute: Readonly<Record<ReleasedService, number>> = { loyalty: 2400, catering: 90 };

interface Rollout {
  service: ReleasedService;
  version: string;
  podNames: readonly string[];
  /** Minutes before the anchor. */
  from: number;
  /** Minutes before the anchor; it still runs where there is none. */
  to?: number;
  /** Share of requests that fail, 0..1, each on its own. */
  errorShare: number;
}

const hour = 60;
const day = 24 * hour;

const rollouts: readonly Rollout[] = [
  { service: 'loyalty', version: '7.2.0', podNames: ['a', 'b', 'c'], from: 9 * day, errorShare: 0.0002 },
  { service: 'loyalty', version: '7.3.0', podNames: ['d', 'e'], from: 26 * hour, to: 25 * hour, errorShare: 0.01 },
  { service: 'loyalty', version: '7.3.1', podNames: ['f', 'g'], from: 3 * hour, errorShare: 0.00006 },
  { service: 'catering', version: '2.0.0', podNames: ['a', 'b'], from: 9 * day, errorShare: 0.0002 },
  // Two errors among the first thousand requests would leave no number that it still needs.
  { service: 'catering', version: '2.1.0', podNames: ['c'], from: 50, errorShare: 0.00001 },
];

/** A pod of a version; it counts the requests of [fromMinute, toMinute). */
export interface Pod {
  service: ReleasedService;
  version: string;
  instance: string;
  fromMinute: number;
  /** Infinity while it runs. */
  toMinute: number;
  errorShare: number;
}

/** All pods there have ever been, in a fixed order. */
export function podsOf({ anchorMinute }: World): Pod[] {
  return rollouts.flatMap(({ service, version, podNames, from, to, errorShare }) =>
    podNames.map((name) => ({
      service,
      version,
      instance: `${service}-${name}:8080`,
      fromMinute: anchorMinute - from,
      toMinute: to === undefined ? Infinity : anchorMinute - to,
      errorShare,
    }))
  );
}

/** What says that the policy of the loyalty service was there before its rollouts; that of catering never was. */
export const registration = {
  metric: 'release_policy_info',
  labels: {
    policy: 'loyalty-canary',
    digest: 'sha256:380d16ed046cb4951abea19614f32309894ee5e75a42d98a69b9871f8d256ca9',
  },
} as const;
