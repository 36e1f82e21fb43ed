import type { Series } from '../port';

/** A version that is there where it was not before. */
export interface Appearance {
  /** `back`: it was there earlier, and another one was released since. */
  kind: 'new' | 'back';
  /** The label that tells it. */
  label: string;
  value: string;
  /** When it was first seen, in epoch seconds. */
  atSeconds: number;
  /** When the others were last seen without it. */
  notBeforeSeconds: number;
}

/**
 * The versions that a label tells of which there is a time before without them, ascending. What the first samples have is
 * no release, nor is the end of a version. Where there are no samples at all nothing is known, so that a gap releases
 * nothing. One that returns without another having been released meanwhile has only been out of sight.
 */
export function appearances(label: string, series: readonly Series[]): Appearance[] {
  const byTime = valuesByTime(label, series);
  const begun = new Map<string, number>();
  const found: Appearance[] = [];
  let before: { seconds: number; values: ReadonlySet<string> } | null = null;
  for (const seconds of [...byTime.keys()].sort((a, b) => a - b)) {
    const values = byTime.get(seconds) ?? new Set();
    for (const value of values) {
      if (value === '' || before?.values.has(value)) {
        continue;
      }
      const begunSeconds = begun.get(value);
      begun.set(value, seconds);
      if (before && (begunSeconds === undefined || isReplaced(value, begunSeconds, seconds, found))) {
        const kind = begunSeconds === undefined ? 'new' : 'back';
        found.push({ kind, label, value, atSeconds: seconds, notBeforeSeconds: before.seconds });
      }
    }
    before = { seconds, values };
  }
  return found;
}

function isReplaced(value: string, begunSeconds: number, seconds: number, found: readonly Appearance[]): boolean {
  return found.some((one) => one.value !== value && one.atSeconds > begunSeconds && one.atSeconds < seconds);
}

function valuesByTime(label: string, series: readonly Series[]): Map<number, Set<string>> {
  const byTime = new Map<number, Set<string>>();
  for (const { labels, timesSeconds } of series) {
    for (const seconds of timesSeconds) {
      const values = byTime.get(seconds) ?? new Set();
      byTime.set(seconds, values.add(labels[label] ?? ''));
    }
  }
  return byTime;
}
