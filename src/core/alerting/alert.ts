import { identifyingLabels, seriesKey } from '../slo/identity';
import type { Labels } from '../slo/slo';

/** An alert that fires, or that will unless its condition goes away before its time. */
export interface ActiveAlert {
  state: 'firing' | 'pending';
  /** That of its rule. */
  name: string;
  /** Without its name and state, and without those that only tell copies of it apart. */
  labels: Labels;
  /** Those of its rule, with its labels put in; empty where its source has none. */
  annotations: Labels;
  /** When its condition was first met without a break since, in epoch seconds; null where its source does not tell. */
  activeSeconds: number | null;
  /** Who evaluates it. */
  source: 'prometheus' | 'grafana';
}

/** Why something could not be read. `past`: it is known of now only, and the question is of an earlier time. */
export type Unreadable = 'forbidden' | 'missing' | 'unavailable' | 'malformed' | 'past';

/**
 * `partial`: there may be more, so that what is not there proves nothing; it is what the source said, and empty where there
 * is more than is read at once.
 */
export type Read<T> =
  { state: 'ok'; value: T; partial?: string } | { state: 'unreadable'; cause: Unreadable; message: string };

/** Whether what is not among it is not there. */
export function isWhole(read: Read<unknown>): boolean {
  return read.state === 'ok' && read.partial === undefined;
}

const REMARKS: ReadonlySet<string> = new Set(['alertname', 'alertstate']);

/** The labels of an alert without its name and state, and without those that only tell copies of it apart. */
export function labelsOfAlert(labels: Labels): Labels {
  return Object.fromEntries(identifyingLabels(labels, REMARKS));
}

/** The same for all copies of one alert. */
export function alertKey({ source, name, labels }: Pick<ActiveAlert, 'source' | 'name' | 'labels'>): string {
  return JSON.stringify([source, name, seriesKey(labels, REMARKS)]);
}
