import type { CalendarUnit, CalendarWindow, JudgedWindow, SloWindow } from './window';
import { epochOfLocal } from './zone';

/** A stretch of time in epoch seconds; its end no longer belongs to it. */
export interface Period {
  startSeconds: number;
  endSeconds: number;
}

const DAY_SECONDS = 86_400;

/**
 * Length of a unit where no particular one is meant; months, quarters and years as OpenSLO's own tools take them. Good for
 * a factor of an alert or a first guess, never for when a period ends.
 */
const NOMINAL_SECONDS: Readonly<Record<CalendarUnit, number>> = {
  minute: 60,
  hour: 3600,
  day: DAY_SECONDS,
  week: 7 * DAY_SECONDS,
  month: 30 * DAY_SECONDS,
  quarter: 90 * DAY_SECONDS,
  year: 365 * DAY_SECONDS,
};

const MONTHS: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 1, quarter: 3, year: 12 };

/** The length of a window in seconds: exact for a rolling one, nominal for a calendar one. */
export function nominalSeconds(window: SloWindow): number {
  return window.kind === 'rolling' ? window.seconds : window.count * NOMINAL_SECONDS[window.unit];
}

/** The period that runs at a time; null before the first. Periods follow one another without gap or overlap. */
export function periodAt(window: CalendarWindow, atSeconds: number): Period | null {
  const index = indexAt(window, atSeconds);
  return index === null ? null : { startSeconds: startOf(window, index), endSeconds: startOf(window, index + 1) };
}

/** The newest periods that have part in a range, at most so many, ascending. */
export function periodsWithin(
  window: CalendarWindow,
  { fromSeconds, toSeconds }: { fromSeconds: number; toSeconds: number },
  most: number
): Period[] {
  const periods: Period[] = [];
  const last = indexAt(window, toSeconds);
  let endSeconds = last === null ? -Infinity : startOf(window, last + 1);
  for (let index = last ?? -1; index >= 0 && endSeconds > fromSeconds && periods.length < most; index--) {
    const startSeconds = startOf(window, index);
    // A day that the date line took away has no length.
    if (startSeconds < endSeconds) {
      periods.unshift({ startSeconds, endSeconds });
    }
    endSeconds = startSeconds;
  }
  return periods;
}

/** Number of the period that runs at a time, from 0; null before the first. */
function indexAt(window: CalendarWindow, atSeconds: number): number | null {
  const first = startOf(window, 0);
  if (atSeconds < first) {
    return null;
  }
  let index = Math.floor((atSeconds - first) / nominalSeconds(window));
  while (startOf(window, index) > atSeconds) {
    index--;
  }
  while (startOf(window, index + 1) <= atSeconds) {
    index++;
  }
  return index;
}

/** A window as it stands at a time. */
export function judgedWindow(window: SloWindow, atSeconds: number): JudgedWindow {
  if (window.kind === 'rolling') {
    return window;
  }
  const running = periodAt(window, atSeconds);
  const { startSeconds, endSeconds } = running ?? { startSeconds: startOf(window, 0), endSeconds: startOf(window, 1) };
  return {
    ...window,
    startSeconds,
    endSeconds,
    seconds: Math.max(0, atSeconds - startSeconds),
    begun: running !== null,
  };
}

/** Length of the whole window or period in seconds, whatever has passed of it. */
export function wholeSeconds(window: JudgedWindow): number {
  return window.kind === 'rolling' ? window.seconds : window.endSeconds - window.startSeconds;
}

/** Start of a period in epoch seconds, counted from 0. Each is reckoned from the first, so that none inherits a shift. */
function startOf({ unit, count, startLocalSeconds, zone }: CalendarWindow, index: number): number {
  const units = index * count;
  if (unit === 'minute' || unit === 'hour') {
    return epochOfLocal(zone, startLocalSeconds) + units * NOMINAL_SECONDS[unit];
  }
  const months = MONTHS[unit];
  const local =
    months === undefined
      ? startLocalSeconds + units * NOMINAL_SECONDS[unit]
      : plusMonths(startLocalSeconds, units * months);
  return epochOfLocal(zone, local);
}

/** The same day of the month so many months on, or the last of a month that has no such day. */
function plusMonths(localSeconds: number, months: number): number {
  const date = new Date(localSeconds * 1000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()];
  // Day 0 of a month is the last of the one before it.
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = ((localSeconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
  return Date.UTC(year, month, Math.min(day, lastDay)) / 1000 + timeOfDay;
}
