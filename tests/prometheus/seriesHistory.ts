import { absent } from '../../demo/series';

/** Marks at which every series of a history has its samples, oldest first. */
export interface Grid {
  startSeconds: number;
  stepSeconds: number;
  length: number;
}

/** One series of a history; `absent` where it has no sample. */
export interface HistorySeries {
  labels: Readonly<Record<string, string>>;
  valueAt(index: number): number;
}

/** Events in the step that begins at a mark. */
export type EventsInStep = (index: number) => number;

/** How far histories reach into the future: for so long their series stay fresh. */
export const aheadSeconds = 900;

/** Marks of some days up to now, and a little further, so that nothing goes stale while a test looks. */
export function gridOfDays(days: number, stepSeconds = 60): Grid {
  const lastSeconds = Math.ceil((Date.now() / 1000 + aheadSeconds) / stepSeconds) * stepSeconds;
  const length = Math.ceil((days * 86_400 + aheadSeconds) / stepSeconds) + 1;
  return { startSeconds: lastSeconds - (length - 1) * stepSeconds, stepSeconds, length };
}

/** A counter of events, zero at the first mark. */
export function counterSeries(
  grid: Grid,
  labels: Readonly<Record<string, string>>,
  eventsInStep: EventsInStep
): HistorySeries {
  const values = runningSum(grid, eventsInStep);
  return { labels, valueAt: (index) => values[index] ?? absent };
}

export function gaugeSeries(
  labels: Readonly<Record<string, string>>,
  valueAt: (index: number) => number
): HistorySeries {
  return { labels, valueAt };
}

/** Events between two times (unix seconds) by the generator's own counts; those of a step are spread evenly over it. */
export function eventsBetween(grid: Grid, eventsInStep: EventsInStep, fromSeconds: number, toSeconds: number): number {
  const sums = runningSum(grid, eventsInStep);
  const until = (seconds: number) => {
    const mark = Math.min(grid.length - 1, Math.max(0, (seconds - grid.startSeconds) / grid.stepSeconds));
    const before = Math.floor(mark);
    const [sum = 0, next = sum] = sums.subarray(before, before + 2);
    return sum + (next - sum) * (mark - before);
  };
  return until(toSeconds) - until(fromSeconds);
}

function runningSum({ length }: Grid, eventsInStep: EventsInStep): Float64Array {
  const sums = new Float64Array(length);
  for (let index = 1; index < length; index++) {
    sums[index] = (sums[index - 1] ?? 0) + eventsInStep(index - 1);
  }
  return sums;
}
