import { createCounters } from './counters';
import { absent, type RawSeries } from './series';
import { type World } from './stories';

/** Samples of all raw series at minute marks; index i of an array is the mark `startMinute + i`. */
export interface RawHistory {
  world: World;
  startMinute: number;
  endMinute: number;
  series: readonly RawSeries[];
  /** One array per series; `absent` where there is no sample. */
  values: readonly Float64Array[];
}

/** Runs the counters from the start of the world to a minute mark. */
export function buildRawHistory(world: World, endMinute: number): RawHistory {
  const { startMinute } = world;
  const length = endMinute - startMinute + 1;
  const counters = createCounters(world, startMinute);
  const values = counters.series.map(() => new Float64Array(length));
  const running = counters.values;
  for (let index = 0; index < length; index++) {
    for (let series = 0; series < values.length; series++) {
      const target = values[series];
      if (target) {
        target[index] = running[series] ?? 0;
      }
    }
    counters.advance();
  }
  counters.series.forEach((series, seriesIndex) => {
    const target = values[seriesIndex];
    let next = 0;
    for (const segment of series.segments) {
      target?.fill(absent, next, clampIndex(segment.fromMinute - startMinute, length));
      next = clampIndex(segment.toMinute + 1 - startMinute, length);
    }
    target?.fill(absent, next);
  });
  return { world, startMinute, endMinute, series: counters.series, values };
}

function clampIndex(index: number, length: number): number {
  return Math.min(length, Math.max(0, index));
}
