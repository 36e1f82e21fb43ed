import type { Labels } from '../slo/slo';
import type { Exclusion, OneOff, Weekly } from './exclusions';
import { isZone } from './zone';

/** A count of events needs two samples of a counter, so that nothing shorter can be taken out. */
export const SHORTEST_EXCLUSION_SECONDS = 300;
/** Each occurrence is counted around for each SLO that it is for. */
export const MOST_EXCLUSIONS = 100;

/** Why an exclusion of the configuration does not count; `index` from 0, as it stands in the list. */
export interface ExclusionProblem {
  index: number;
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

export interface ReadExclusions {
  exclusions: Exclusion[];
  problems: ExclusionProblem[];
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** A time with its offset: without one it would be another time for every reader. */
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Exclusions as the configuration holds them: `{reason, author, match, from, to}` for one time, or
 * `{reason, author, match, weekly: {day, from, to, timeZone}}`. What cannot be understood excludes nothing and is told.
 */
export function readExclusions(options: unknown): ReadExclusions {
  if (options == null) {
    return { exclusions: [], problems: [] };
  }
  if (!Array.isArray(options)) {
    return { exclusions: [], problems: [{ index: 0, kind: 'notAList', value: shown(options) }] };
  }
  const read = options.slice(0, MOST_EXCLUSIONS).map((one: unknown, index) => readOne(one, index));
  const tooMany: ExclusionProblem[] =
    options.length > MOST_EXCLUSIONS
      ? [{ index: MOST_EXCLUSIONS, kind: 'tooMany', value: String(options.length) }]
      : [];
  return {
    exclusions: read.flatMap((one) => ('exclusion' in one ? [one.exclusion] : [])),
    problems: [...read.flatMap((one) => ('problem' in one ? [one.problem] : [])), ...tooMany],
  };
}

function readOne(one: unknown, index: number): { exclusion: Exclusion } | { problem: ExclusionProblem } {
  const fail = (kind: ExclusionProblem['kind'], value: unknown) => ({ problem: { index, kind, value: shown(value) } });
  if (!isMap(one)) {
    return fail('notAMap', one);
  }
  const { reason, author, match = {}, weekly, from, to } = one;
  if (typeof reason !== 'string' || reason.trim() === '') {
    return fail('reasonMissing', reason);
  }
  if (!isLabels(match)) {
    return fail('match', match);
  }
  const when = weekly === undefined ? oneOff(from, to) : weeklyTime(weekly);
  return when.kind === 'wrong'
    ? fail(when.problem, when.value)
    : {
        exclusion: {
          reason,
          ...(typeof author === 'string' ? { author } : {}),
          source: 'configuration',
          match,
          when,
        },
      };
}

interface Wrong {
  kind: 'wrong';
  problem: ExclusionProblem['kind'];
  value: unknown;
}

function wrong(problem: ExclusionProblem['kind'], value: unknown): Wrong {
  return { kind: 'wrong', problem, value };
}

function oneOff(from: unknown, to: unknown): OneOff | Wrong {
  const [startSeconds, endSeconds] = [seconds(from), seconds(to)];
  if (startSeconds === null || endSeconds === null) {
    return wrong('time', startSeconds === null ? from : to);
  }
  if (endSeconds <= startSeconds) {
    return wrong('order', to);
  }
  return endSeconds - startSeconds < SHORTEST_EXCLUSION_SECONDS
    ? wrong('tooShort', to)
    : { kind: 'oneOff', startSeconds, endSeconds };
}

function weeklyTime(weekly: unknown): Weekly | Wrong {
  if (!isMap(weekly)) {
    return wrong('notAMap', weekly);
  }
  const { day, from, to, timeZone } = weekly;
  const weekday = typeof day === 'string' ? WEEKDAYS.indexOf(day.toLowerCase()) : -1;
  if (weekday < 0) {
    return wrong('day', day);
  }
  const [fromSeconds, toSeconds] = [clock(from), clock(to)];
  if (fromSeconds === null || toSeconds === null) {
    return wrong('clock', fromSeconds === null ? from : to);
  }
  if (typeof timeZone !== 'string' || !isZone(timeZone)) {
    return wrong('zone', timeZone);
  }
  const lengthSeconds = toSeconds - fromSeconds;
  return lengthSeconds >= 0 && lengthSeconds < SHORTEST_EXCLUSION_SECONDS
    ? wrong('tooShort', to)
    : { kind: 'weekly', weekday, fromSeconds, toSeconds, zone: timeZone };
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

function isLabels(value: unknown): value is Labels {
  return isMap(value) && Object.values(value).every((label) => typeof label === 'string');
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60);
}
