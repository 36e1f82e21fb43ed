import { absent } from '../../demo/series';
import { type EventsInStep, gaugeSeries, type Grid, type HistorySeries } from './seriesHistory';

// Releases of services of their own: what ran before and goes on beside, and what is released in the middle.

export const STEP = 15;
export const HOUR = 3600;
/** A multiple of an hour. */
const END = 1_762_603_200;
export const grid: Grid = { startSeconds: END - 8 * HOUR, stepSeconds: STEP, length: (8 * HOUR) / STEP + 1 };
/** When the pods of the release begin, between two scrapes. */
export const START = END - HOUR - 7;
/** When the releases are looked at, about 45 minutes later. */
export const NOW = END - 12 * 60;

/** The first mark after the start. */
const BORN = Math.ceil((START - grid.startSeconds) / STEP);

export interface Pod {
  version: string;
  name: string;
  /** Good and bad requests in the step before each mark. */
  good: EventsInStep;
  bad: EventsInStep;
  /** Marks at which it begins again at nothing. */
  restarts?: readonly number[];
  /** Whether it is scraped at a mark. */
  scraped?: (mark: number) => boolean;
  /** What its counters say instead at a mark. */
  instead?: (mark: number, value: number) => number;
  more?: Readonly<Record<string, string>>;
}

export function isOfRelease({ version }: Pod): boolean {
  return version === 'v2';
}

/** Marks of the soak at which it is looked at. */
export function marksUntil(endSeconds: number): number[] {
  const last = Math.floor((endSeconds - grid.startSeconds) / STEP);
  return Array.from({ length: last - BORN + 1 }, (_, index) => BORN + index);
}

/** A mark so many seconds after the start. */
export function markAfter(seconds: number): number {
  return BORN + Math.round(seconds / STEP);
}

/** All that is scraped of the pods of a service. */
export function podSeries(service: string, pods: readonly Pod[]): HistorySeries[] {
  return pods.flatMap((pod) => {
    const labels = { job: 'pods', service, instance: `${service}-${pod.name}:80`, ...pod.more };
    const own = { ...labels, pod: `${service}-${pod.name}` };
    const begin = isOfRelease(pod) ? BORN : 0;
    const isThere = (mark: number) => mark >= begin && (pod.scraped?.(mark) ?? true);
    const begun = (mark: number) =>
      [...(isOfRelease(pod) ? [BORN] : []), ...(pod.restarts ?? [])].filter((one) => one <= mark).at(-1);
    const counter = (name: string, more: Record<string, string>, events: EventsInStep) => {
      let sum = 0;
      const values = Array.from({ length: grid.length }, (_, mark) => {
        sum = (pod.restarts?.includes(mark) ? 0 : sum) + (mark >= begin ? events(mark) : 0);
        return pod.instead?.(mark, sum) ?? sum;
      });
      return gaugeSeries({ ...own, ...more, __name__: name, version: pod.version }, (mark) =>
        isThere(mark) ? (values[mark] ?? absent) : absent
      );
    };
    const all: EventsInStep = (mark) => pod.good(mark) + pod.bad(mark);
    const bucket = (le: string, share: number) =>
      counter('took_seconds_bucket', { le }, (mark) => Math.floor(all(mark) * share));
    return [
      counter('requests_total', { code: '200' }, pod.good),
      counter('requests_total', { code: '500' }, pod.bad),
      bucket('0.1', 0.9),
      bucket('0.5', 0.998),
      bucket('+Inf', 1),
      gaugeSeries({ ...own, __name__: 'process_start_time_seconds' }, (mark) => {
        const seconds = begun(mark);
        return isThere(mark) ? (seconds === undefined ? 1 : grid.startSeconds + seconds * STEP - 5) : absent;
      }),
      gaugeSeries({ ...own, __name__: 'pod_labels', hash: pod.version }, (mark) => (isThere(mark) ? 1 : absent)),
    ];
  });
}

/** Requests at an even rate, of which every so many marks some are bad, by turns of the pods. */
export function even(perSecond: number, badEvery: number, badAtOnce = 1): Pick<Pod, 'good' | 'bad'> {
  const bad: EventsInStep = (mark) => (badEvery > 0 && mark % badEvery === 0 ? badAtOnce : 0);
  return { good: (mark) => Math.round(perSecond * STEP) - bad(mark), bad };
}

/** Pods of the old and the new version; those of the new have something else about them. */
export function pods(release: Pick<Pod, 'good' | 'bad'> & Partial<Pod>, old = even(100, 8)): Pod[] {
  return [
    ...['a', 'b', 'c'].map((name): Pod => ({ version: 'v1', name, ...old })),
    ...['x', 'y'].map((name): Pod => ({ version: 'v2', name, ...release })),
  ];
}

/** Events of the pods of the release in the soak, by the generator itself. */
export function made(of: readonly Pod[], endSeconds: number): { good: number; bad: number } {
  const marks = marksUntil(endSeconds);
  const sum = (events: (pod: Pod) => EventsInStep) =>
    of.filter(isOfRelease).reduce((all, pod) => all + marks.reduce((some, mark) => some + events(pod)(mark), 0), 0);
  return { good: sum(({ good }) => good), bad: sum(({ bad }) => bad) };
}
