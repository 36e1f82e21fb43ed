import type { Exclusion, OneOff, Weekly } from './exclusions';
import { isZone } from './zone';

/** A count of events needs two samples of a counter, so that nothing shorter can be taken out. */
export const SHORTEST_EXCLUSION_SECONDS = 300;
/** Each occurrence is counted around for each SLO that it is for. */
export const MOST_EXCLUSIONS = 100;

/** Why an exclusion of the configuration does not count; `index` from 0, as it stands in the list. */
export interface ExclusionProblem {
  index: number;
  /** Which of its keys is wrong; absent where it is the whole. */
  key?: ExclusionKey;
  kind:
    | 'notAList'
    | 'notAMap'
    | 'tooMany'
    | 'reasonMissing'
    | 'time'
    | 'order'
    | 'tooShort'
    | 'day'
    | 'clock'
    | 'zone'
    | 'match';
  /** What stands there. */
  value: string;
}

/** Keys of an exclusion, with those of its `weekly`. */
export type ExclusionKey = 'reason' | 'match' | 'from' | 'to' | 'day' | 'timeZone';

export interface ReadExclusions {
  exclusions: Exclusion[];
  problems: ExclusionProblem[];
}

/** In the order of `Weekly.weekday`. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
/** A time with its offset: without one it would be another time for every reader. */
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Exclusions as the configuration holds them: `{reason, author, match, from, to}` for one time, or
 * `{reason, author, match, weekly: {day, from, to, timeZone}}`. Each label of `match` has a value or a list of them. What
 * cannot be understood excludes nothing and is told.
 */
export function readExclusions(options: unknown): ReadExclusions {
  if (options == null) {
    return { exclusions: [], problems: [] };
  }
  if (!Array.isArray(options)) {
    return { exclusions: [], problems: [{ index: 0, kind: 'notAList', value: shown(options) }] };
  }
  const read = options.slice(0, MOST_EXCLUSIONS).map(readOne);
  const tooMany: ExclusionProblem[] =
    options.length > MOST_EXCLUSIONS
      ? [{ index: MOST_EXCLUSIONS, kind: 'tooMany', value: String(options.length) }]
      : [];
  return {
    exclusions: read.flatMap(({ exclusion }) => exclusion ?? []),
    problems: [...read.flatMap(({ problems }) => problems), ...tooMany],
  };
}

type Report = (kind: ExclusionProblem['kind'], value: unknown, key?: ExclusionKey) => null;

function readOne(one: unknown, index: number): { exclusion: Exclusion | null; problems: ExclusionProblem[] } {
  const problems: ExclusionProblem[] = [];
  const report: Report = (kind, value, key) => {
    problems.push({ index, ...(key === undefined ? {} : { key }), kind, value: shown(value) });
    return null;
  };
  return { exclusion: isMap(one) ? readExclusion(one, report) : report('notAMap', one), problems };
}

function readExclusion(one: Record<string, unknown>, report: Report): Exclusion | null {
  const { author, weekly, from, to } = one;
  const reason = readReason(one['reason'], report);
  const match = readMatch(one['match'] ?? {}, report);
  const when = weekly === undefined ? readOneOff(from, to, report) : readWeekly(weekly, report);
  return reason === null || match === null || when === null
    ? null
    : { reason, ...(typeof author === 'string' ? { author } : {}), source: 'configuration', match, when };
}

function readReason(reason: unknown, report: Report): string | null {
  return typeof reason === 'string' && reason.trim() !== '' ? reason : report('reasonMissing', reason, 'reason');
}

function readMatch(match: unknown, report: Report): Exclusion['match'] | null {
  const labels = isMap(match) ? Object.entries(match).map(([label, value]) => [label, readValues(value)] as const) : [];
  const read = labels.flatMap(([label, values]) => (values === null ? [] : [[label, values] as const]));
  return isMap(match) && read.length === labels.length ? Object.fromEntries(read) : report('match', match, 'match');
}

/** One value, or several of which an SLO must have one. */
function readValues(value: unknown): string[] | null {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter((one) => typeof one === 'string');
  return texts.length > 0 && texts.length === values.length ? texts : null;
}

function readOneOff(from: unknown, to: unknown, report: Report): OneOff | null {
  const startSeconds = seconds(from) ?? report('time', from, 'from');
  const endSeconds = seconds(to) ?? report('time', to, 'to');
  if (startSeconds === null || endSeconds === null) {
    return null;
  }
  if (endSeconds <= startSeconds) {
    return report('order', to, 'to');
  }
  return endSeconds - startSeconds < SHORTEST_EXCLUSION_SECONDS
    ? report('tooShort', to, 'to')
    : { kind: 'oneOff', startSeconds, endSeconds };
}

function readWeekly(weekly: unknown, report: Report): Weekly | null {
  if (!isMap(weekly)) {
    return report('notAMap', weekly);
  }
  const { day, from, to, timeZone } = weekly;
  const weekday = readDay(day) ?? report('day', day, 'day');
  const fromSeconds = clock(from) ?? report('clock', from, 'from');
  const toSeconds = clock(to) ?? report('clock', to, 'to');
  const zone = typeof timeZone === 'string' && isZone(timeZone) ? timeZone : report('zone', timeZone, 'timeZone');
  if (weekday === null || fromSeconds === null || toSeconds === null || zone === null) {
    return null;
  }
  const lengthSeconds = toSeconds - fromSeconds;
  return lengthSeconds >= 0 && lengthSeconds < SHORTEST_EXCLUSION_SECONDS
    ? report('tooShort', to, 'to')
    : { kind: 'weekly', weekday, fromSeconds, toSeconds, zone };
}

function readDay(day: unknown): number | null {
  const weekday = typeof day === 'string' ? WEEKDAYS.findIndex((name) => name === day.toLowerCase()) : -1;
  return weekday < 0 ? null : weekday;
}

function seconds(time: unknown): number | null {
  // YAML reads an unquoted time as a date.
  const text = time instanceof Date ? time.toISOString() : time;
  const milliseconds = typeof text === 'string' && (TIME.test(text) || time instanceof Date) ? Date.parse(text) : NaN;
  return Number.isFinite(milliseconds) ? Math.floor(milliseconds / 1000) : null;
}

function clock(time: unknown): number | null {
  const [, hours, minutes] = (typeof time === 'string' ? CLOCK.exec(time) : null) ?? [];
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60);
}
