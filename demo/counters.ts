import { minuteKey, streamKey, uniform } from './draws';
import { componentsOf, type MinuteEvents, minuteEvents } from './events';
import { scrapedSources } from './services';
import { absent, isPresent, rawSeries, type RawSeries } from './series';
import { type World } from './stories';

/** Running counters of all raw series; `values[i]` belongs to series i and holds the events before `minute`. */
export interface Counters {
  series: readonly RawSeries[];
  values: Float64Array;
  minute: number;
  /** Adds the events of `minute` and moves on to the next; restarts and new versions begin at zero. */
  advance(): void;
}

interface CountedSource {
  id: string;
  events: MinuteEvents;
  out: Float64Array;
  restartStream: number;
  restartMinuteOfDay: number;
  /** Series indexes by version ('' for none), in the order of the components. */
  byVersion: Map<string, number[]>;
}

const dayMinutes = 1440;
const restartsPerDay = 1 / 8;

/** Counters at a minute mark; `values` continues saved ones, otherwise all start at zero. */
export function createCounters(world: World, minute: number, values?: Float64Array): Counters {
  const series = rawSeries(world);
  const counted = scrapedSources.map((source, index): CountedSource => {
    const byVersion = new Map<string, number[]>();
    series.forEach((one, seriesIndex) => {
      if (one.source === source && one.component !== undefined) {
        const version = one.version ?? '';
        byVersion.set(version, [...(byVersion.get(version) ?? []), seriesIndex]);
      }
    });
    return {
      id: source.id,
      events: minuteEvents(world, source),
      out: new Float64Array(componentsOf(source).length),
      restartStream: streamKey(world.seed, `restart ${source.id}`),
      restartMinuteOfDay: 485 + index * 17,
      byVersion,
    };
  });
  const running = new Float64Array(series.length);
  series.forEach((one, index) => {
    const saved = values?.[index] ?? absent;
    running[index] = one.component === undefined ? 1 : saved === absent ? 0 : saved;
  });

  const counters: Counters = {
    series,
    values: running,
    minute,
    advance: () => {
      for (const source of counted) {
        const span = world.versions[source.id]?.find(
          ({ fromMinute, toMinute }) => counters.minute >= fromMinute && counters.minute < toMinute
        );
        const indexes = source.byVersion.get(span?.version ?? '') ?? [];
        if (span?.fromMinute === counters.minute || isRestart(source, counters.minute)) {
          indexes.forEach((index) => (running[index] = 0));
        }
        source.events(counters.minute, source.out);
        for (let component = 0; component < indexes.length; component++) {
          const index = indexes[component] ?? 0;
          running[index] = (running[index] ?? 0) + (source.out[component] ?? 0);
        }
      }
      counters.minute++;
    },
  };
  return counters;
}

function isRestart(source: CountedSource, minute: number): boolean {
  return (
    minute % dayMinutes === source.restartMinuteOfDay &&
    uniform(minuteKey(source.restartStream, Math.floor(minute / dayMinutes)), 0) < restartsPerDay
  );
}

/** Copies the counters' values to `out`, `absent` where a series has no sample at the minute mark. */
export function snapshot(counters: Counters, out: Float64Array): void {
  counters.series.forEach((series, index) => {
    out[index] = isPresent(series, counters.minute) ? (counters.values[index] ?? 0) : absent;
  });
}

/**
 * Value of a series between two minute marks, `share` (0..1) of the way: history at 15 s and live scrapes both use it,
 * so that they are one curve. Event counters stay whole numbers.
 */
export function valueWithin(before: number, after: number, share: number, isWhole: boolean): number {
  if (share === 0 || before === absent) {
    return before;
  }
  if (after === absent) {
    return absent;
  }
  const base = after >= before ? before : 0;
  const part = (after - base) * share;
  return base + (isWhole ? Math.floor(part) : part);
}

/** Whether a series counts whole events. */
export function isWholeNumber(series: RawSeries): boolean {
  return !series.labels.__name__?.endsWith('_sum');
}
