/** The period over which an objective holds: one that looks back from any time, or one of the calendar. */
export type SloWindow = RollingWindow | CalendarWindow;

export interface RollingWindow {
  kind: 'rolling';
  /** Length in seconds, > 0. */
  seconds: number;
}

/** Periods that follow one another from a start without end: the budget begins anew with each. */
export interface CalendarWindow {
  kind: 'calendar';
  unit: CalendarUnit;
  /** Units that one period has, > 0. */
  count: number;
  /** Wall time at which the first period starts, as local seconds of the zone (see zone.ts). */
  startLocalSeconds: number;
  /** IANA zone whose clock counts. */
  zone: string;
}

export type CalendarUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A window as it stands at a time: what of it has passed is what can be counted. */
export type JudgedWindow = RollingWindow | RunningPeriod;

/** The calendar period that runs at a time; where none runs yet, the first one. */
export interface RunningPeriod extends CalendarWindow {
  /** In epoch seconds; the end is the start of the next period. */
  startSeconds: number;
  endSeconds: number;
  /** What has passed of it at that time, from 0. */
  seconds: number;
  /** False before the first period. */
  begun: boolean;
}
