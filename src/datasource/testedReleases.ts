import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { of, type Observable } from 'rxjs';
import { parseDuration } from '../core/window/duration';
import { mockGet } from './testedRuntime';

// A Prometheus that scrapes pods of versions, for tests of releases.

const SCRAPE = 15;
const DEFAULT_LOOK_BACK = 300;

export interface TestedPod {
  name: string;
  version: string;
  fromSeconds: number;
  toSeconds?: number;
  /** Good and bad requests between two scrapes. */
  good: number;
  bad: number;
}

interface World {
  pods: readonly TestedPod[];
  /** Since when each digest of a policy is registered. */
  registered?: Readonly<Record<string, number>>;
}

interface Sample {
  seconds: number;
  value: number;
}

interface Found {
  labels: Record<string, string>;
  samples: Sample[];
}

/** Makes the data source of each uid one over such pods; returns the requests that they get, with their uid. */
export function releaseUpstreams(
  worlds: Readonly<Record<string, World>>,
  refuse: (expr: string) => string | undefined = () => undefined
): Array<{ uid: string; request: DataQueryRequest }> {
  const requests: Array<{ uid: string; request: DataQueryRequest }> = [];
  mockGet.mockImplementation(({ uid }: { uid: string }) => {
    const world = worlds[uid] ?? { pods: [] };
    const query = (request: DataQueryRequest): Observable<DataQueryResponse> => {
      requests.push({ uid, request });
      const targets = request.targets as Array<{ refId: string; expr: string; instant: boolean }>;
      return of({
        data: targets
          .filter(({ expr }) => refuse(expr) === undefined)
          .flatMap(({ refId, expr, instant }) => answer(world, request, expr, instant).map((one) => frame(refId, one))),
        errors: targets.flatMap(({ refId, expr }) => {
          const message = refuse(expr);
          return message === undefined ? [] : [{ refId, message }];
        }),
      });
    };
    return Promise.resolve({ getRef: () => ({ type: 'prometheus', uid }), query });
  });
  return requests;
}

function frame(refId: string, { labels, samples }: Found): DataFrame {
  return createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: samples.map(({ seconds }) => seconds * 1000) },
      { name: 'Value', type: FieldType.number, labels, values: samples.map(({ value }) => value) },
    ],
  });
}

function answer(world: World, { range, intervalMs }: DataQueryRequest, expr: string, instant: boolean): Found[] {
  const to = range.to.valueOf() / 1000;
  const from = range.from.valueOf() / 1000;
  const step = intervalMs / 1000;
  const times = instant ? [to] : Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  const raw = /^requests_total(\{.*\})?\[(\w+)\]$/.exec(expr);
  if (raw) {
    return seriesOf(world, raw[1] ?? '', to - parseDuration(raw[2]!)!, to).filter(({ samples }) => samples.length > 0);
  }
  const byLabels = new Map<string, Found>();
  for (const seconds of times) {
    for (const { labels, value } of valuesAt(world, expr, seconds)) {
      const key = JSON.stringify(labels);
      const known = byLabels.get(key) ?? { labels, samples: [] };
      byLabels.set(key, known);
      known.samples.push({ seconds, value });
    }
  }
  return [...byLabels.values()];
}

/** What the few functions that releases ask for give at a time. */
function valuesAt(
  world: World,
  expr: string,
  seconds: number
): Array<{ labels: Record<string, string>; value: number }> {
  const digest = /release_policy_info\{digest="([^"]*)"/.exec(expr)?.[1];
  if (digest !== undefined) {
    const since = world.registered?.[digest];
    return since === undefined || since > seconds ? [] : [{ labels: {}, value: seconds - 5 }];
  }
  const begun = /process_start_time_seconds.*> ([\d.e+]+)$/.exec(expr)?.[1];
  if (begun !== undefined) {
    return world.pods
      .filter(({ fromSeconds }) => fromSeconds > Number(begun))
      .map(({ name, fromSeconds }) => ({ labels: { job: 'pods', instance: name }, value: fromSeconds }));
  }
  const counted = /requests_total(\{[^}]*\})?(?:\[(\w+)\])?/.exec(expr);
  if (!counted) {
    return [];
  }
  const back = counted[2] === undefined ? DEFAULT_LOOK_BACK : parseDuration(counted[2])!;
  const found = seriesOf(world, counted[1] ?? '', seconds - back, seconds).filter(({ samples }) => samples.length > 0);
  if (expr.includes('increase(')) {
    const sum = found.reduce((all, { samples }) => all + samples.at(-1)!.value - samples[0]!.value, 0);
    return found.length === 0 ? [] : [{ labels: {}, value: sum }];
  }
  const versions = expr.includes('by (version)') ? [...new Set(found.map(({ labels }) => labels.version!))] : [null];
  return versions.flatMap((version) => {
    const own = found.filter(({ labels }) => version === null || labels.version === version);
    const labels: Record<string, string> = version === null ? {} : { version };
    return own.length === 0 ? [] : [{ labels, value: own.length }];
  });
}

/** The counters that matchers of `version` and `code` select, with their samples in (from, to]. */
function seriesOf({ pods }: World, matchers: string, from: number, to: number): Found[] {
  const all = [...matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)];
  return pods.flatMap((pod) =>
    (['200', '500'] as const).flatMap((code): Found[] => {
      const labels: Record<string, string> = { job: 'pods', instance: pod.name, version: pod.version, code };
      const isSelected = all.every(([, label = '', operator = '', value = '']) => {
        const own = labels[label] ?? '';
        const matches = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
        return operator.startsWith('!') ? !matches : matches;
      });
      const perScrape = code === '200' ? pod.good : pod.bad;
      const begin = Math.ceil(pod.fromSeconds / SCRAPE);
      const first = Math.max(begin, Math.floor(from / SCRAPE) + 1);
      const last = Math.floor(Math.min(to, pod.toSeconds ?? Infinity) / SCRAPE);
      return isSelected
        ? [
            {
              labels,
              samples: Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
                seconds: (first + index) * SCRAPE,
                // It begins at nothing before its first scrape.
                value: perScrape * (first + index - begin + 1),
              })),
            },
          ]
        : [];
    })
  );
}
