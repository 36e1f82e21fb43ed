import { lastBelowZero } from './numeric/root';

/** Nobody waits for a thousand million times what was seen. */
const MOST_TIMES = 2 ** 30;

/**
 * How many times the present sample would pass, were its shares to stay, from 1 on; null where none would.
 *
 * @param missing below 0 where a sample of so many times the present one does not pass yet
 */
export function timesUntil(missing: (times: number) => number): number | null {
  let enough = 1;
  while (!(missing(enough) >= 0)) {
    enough *= 2;
    if (enough > MOST_TIMES) {
      return null;
    }
  }
  return enough === 1 ? 1 : lastBelowZero(missing, enough / 2, enough);
}

/** Seconds that so many events take; Infinity while none arrive, null where no number of them is enough. */
export function secondsFor(events: number | null, eventsPerSecond: number): number | null {
  return events === null ? null : events === 0 ? 0 : events / eventsPerSecond;
}
