import { minuteKey, uniform } from './draws';
import { type Region, utcOffsetHours } from './services';

const dayMinutes = 1440;

// Bound once: looking up globals in these inner loops is slow where a realm is sandboxed, as in tests.
const { floor } = Math;

/** Guests' demand by day of the week, Sunday first: a restaurant lives on Friday and Saturday. */
const weekdayFactor = [1.1, 0.75, 0.8, 0.85, 0.95, 1.25, 1.4] as const;

function bump(hour: number, peakHour: number, widthHours: number): number {
  const apart = Math.abs(hour - peakHour);
  const distance = Math.min(apart, 24 - apart) / widthHours;
  return Math.exp(-0.5 * distance * distance);
}

/** Demand by minute of the local day, mean 1: lunch, a quiet afternoon, dinner. */
const dayShape: Float64Array = (() => {
  const shape = new Float64Array(dayMinutes);
  let sum = 0;
  for (let minute = 0; minute < dayMinutes; minute++) {
    const hour = minute / 60;
    const demand = 0.12 + 0.75 * bump(hour, 12.7, 1.3) + bump(hour, 19.6, 1.9) + 0.25 * bump(hour, 16, 3);
    shape[minute] = demand;
    sum += demand;
  }
  return shape.map((demand) => (demand * dayMinutes) / sum);
})();

/** Slow wander of demand, 0.92..1.08, interpolated between draws a quarter of an hour apart. */
function wander(stream: number, minute: number): number {
  const cell = floor(minute / 15);
  const share = minute / 15 - cell;
  const before = uniform(minuteKey(stream, cell), 0);
  const after = uniform(minuteKey(stream, cell + 1), 0);
  return 1 + 0.16 * (before * (1 - share) + after * share - 0.5);
}

/**
 * Demand in a region relative to its mean, for a minute since 1970.
 * `stream` is the key of the source's own noise.
 */
export function demand(region: Region, stream: number, minute: number): number {
  const localMinute = minute + utcOffsetHours[region] * 60;
  const day = floor(localMinute / dayMinutes);
  // 1970-01-01 was a Thursday.
  const weekday = weekdayFactor[(day + 4) % 7] ?? 1;
  return (dayShape[localMinute - day * dayMinutes] ?? 1) * weekday * wander(stream, minute);
}
