import { minuteEvents } from './events';
import { componentSigns, sourcesOf } from './sli';
import { type DemoSlo, sloById } from './slos';
import { createWorld, storyTimes, type StoryTimes, type World, type WorldOptions } from './stories';

/** Events of an SLO in a range of time. */
export interface EventCounts {
  total: number;
  bad: number;
}

/** What the demo's history must show, from the generator's event counts alone: no counters, no Prometheus. */
export interface Truth {
  times: StoryTimes;
  /** Events in [fromSeconds, toSeconds) (unix seconds, whole minutes, clipped to the start of the history). */
  eventCounts(sloId: string, fromSeconds: number, toSeconds: number): EventCounts;
  /**
   * Sloth's optimised period rule at `toSeconds`: the plain mean of the 5m error ratios of every minute in the closed
   * window. NaN when a minute in it had 0/0; undefined when the error or total series have no samples in it.
   */
  meanOfRatios(sloId: string, windowSeconds: number, toSeconds: number): number | undefined;
}

/** Counts per minute since the start of the history, summed up: index i holds the events before minute start + i. */
interface Sums {
  total: number[];
  bad: number[];
  /** Adds the events of one more minute. */
  extend(): void;
}

const shortWindowMinutes = 5;

/** Builds the truth of a history; counts are made when first asked for. */
export function createTruth(options: WorldOptions): Truth {
  const world = createWorld(options);
  const sumsById = new Map<string, Sums>();

  const countsBetween = (slo: DemoSlo, fromMinute: number, toMinute: number): EventCounts => {
    const to = Math.max(0, toMinute - world.startMinute);
    const from = Math.min(to, Math.max(0, fromMinute - world.startMinute));
    const sums = sumsById.get(slo.id) ?? sumsOf(world, slo);
    sumsById.set(slo.id, sums);
    while (sums.total.length <= to) {
      sums.extend();
    }
    const between = (values: number[]) => (values[to] ?? 0) - (values[from] ?? 0);
    return { total: between(sums.total), bad: between(sums.bad) };
  };

  return {
    times: storyTimes(world),
    eventCounts: (sloId, fromSeconds, toSeconds) =>
      countsBetween(sloById(sloId), wholeMinute(fromSeconds), wholeMinute(toSeconds)),
    meanOfRatios: (sloId, windowSeconds, toSeconds) => {
      const slo = sloById(sloId);
      const span = slotSpan(world, slo);
      const to = wholeMinute(toSeconds);
      const from = Math.max(to - windowSeconds / 60, span.fromMinute);
      let sum = 0;
      let slots = 0;
      for (let minute = from; minute <= Math.min(to, span.toMinute); minute++) {
        const { total, bad } = countsBetween(slo, minute - shortWindowMinutes, minute);
        sum += bad / total;
        slots++;
      }
      return slots === 0 ? undefined : sum / slots;
    },
  };
}

function wholeMinute(seconds: number): number {
  if (seconds % 60 !== 0) {
    throw new Error(`${seconds} is not on a whole minute; the truth counts events per minute`);
  }
  return seconds / 60;
}

function sumsOf(world: World, slo: DemoSlo): Sums {
  const parts = sourcesOf(slo).map((source) => {
    const signs = componentSigns(slo, source);
    return { ...signs, events: minuteEvents(world, source), out: new Float64Array(signs.total.length) };
  });
  const sums: Sums = {
    total: [0],
    bad: [0],
    extend: () => {
      const index = sums.total.length;
      let total = sums.total[index - 1] ?? 0;
      let bad = sums.bad[index - 1] ?? 0;
      for (const part of parts) {
        part.events(world.startMinute + index - 1, part.out);
        part.out.forEach((count, component) => {
          total += count * (part.total[component] ?? 0);
          bad += count * (part.error[component] ?? 0);
        });
      }
      sums.total.push(total);
      sums.bad.push(bad);
    },
  };
  return sums;
}

/** Minutes at which a 5m ratio can exist: `rate` needs two samples of both error and total. */
function slotSpan(world: World, slo: DemoSlo): { fromMinute: number; toMinute: number } {
  const counted = sourcesOf(slo);
  const errorsExist = counted.some((source) => componentSigns(slo, source).error.some((sign) => sign !== 0));
  if (!errorsExist) {
    return { fromMinute: Infinity, toMinute: -Infinity };
  }
  const gone = Math.max(...counted.map((source) => world.sourceSpan[source.id]?.toMinute ?? Infinity));
  return { fromMinute: world.startMinute + 1, toMinute: gone + shortWindowMinutes - 1 };
}
