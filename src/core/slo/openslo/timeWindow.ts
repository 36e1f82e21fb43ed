import { shown, type Place } from '../../document/place';
import type { CalendarUnit, CalendarWindow, SloWindow } from '../../window/window';
import { isZone } from '../../window/zone';

const UNITS: Readonly<Record<string, CalendarUnit>> = {
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
};
const UNIT_SECONDS: Readonly<Partial<Record<CalendarUnit, number>>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};
/** What OpenSLO's own tools take the calendar units for, offered as the words to write instead. */
const CALENDAR_DAYS: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 30, quarter: 90, year: 365 };

interface Duration {
  count: number;
  unit: CalendarUnit;
}

/**
 * `spec.timeWindow`: exactly one, its length in OpenSLO's shorthand (m, h, d, w, M, Q, Y; case matters). A rolling one
 * (`isRolling: true`) has a fixed length and no `calendar`; one that is not rolling needs it, as OpenSLO's own tools
 * demand. Those take a missing `isRolling` for false; here it must be said, unless `calendar` says it.
 */
export function readTimeWindow(timeWindow: Place): SloWindow | null {
  const items = timeWindow.items();
  const [only] = items;
  if (!timeWindow.exists) {
    return timeWindow.report({ kind: 'missing' });
  }
  if (!only || items.length !== 1) {
    return timeWindow.report({ kind: 'exactlyOne', value: items.length });
  }
  only.allowKeys(['duration', 'isRolling', 'calendar']);
  const duration = readDuration(only.get('duration'));
  const isRolling = only.get('isRolling');
  const rolling = isRolling.optionalBoolean();
  const calendar = only.get('calendar');
  if (rolling === true) {
    const seconds = duration && fixedSeconds(only.get('duration'), duration);
    if (calendar.exists) {
      return calendar.report({ kind: 'exclusive', other: 'isRolling: true' });
    }
    return seconds === null ? null : { kind: 'rolling', seconds };
  }
  if (isRolling.exists && rolling === null) {
    return null;
  }
  if (!calendar.exists) {
    return (rolling === false ? calendar : isRolling).report({ kind: 'missing' });
  }
  const start = readCalendar(calendar);
  return duration && start && { kind: 'calendar', ...duration, ...start };
}

function readDuration(place: Place): Duration | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  // Dates end in the year 275760, so there are fewer digits for the longer units.
  const [, amount = '', letter = ''] = /^([1-9]\d{0,6}(?=[mhdw])|[1-9]\d{0,3}(?=[MQY]))([mhdwMQY])$/.exec(text) ?? [];
  const unit = UNITS[letter];
  return unit === undefined ? place.report({ kind: 'notADuration', value: text }) : { count: Number(amount), unit };
}

function fixedSeconds(place: Place, { count, unit }: Duration): number | null {
  const days = CALENDAR_DAYS[unit];
  if (days !== undefined) {
    return place.report({ kind: 'calendarUnit', value: place.text() ?? '', instead: `${count * days}d` });
  }
  return count * (UNIT_SECONDS[unit] ?? NaN);
}

function readCalendar(calendar: Place): Pick<CalendarWindow, 'startLocalSeconds' | 'zone'> | null {
  calendar.allowKeys(['startTime', 'timeZone']);
  const startLocalSeconds = readStart(calendar.get('startTime'));
  const zone = readZone(calendar.get('timeZone'));
  return startLocalSeconds === null || zone === null ? null : { startLocalSeconds, zone };
}

/** A wall time as `2026-01-01 00:00:00`, without an offset: the zone stands beside it. */
function readStart(place: Place): number | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const milliseconds = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
  // A 30th of February is read as a day in March.
  const isThatTime =
    Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(text.replace(' ', 'T'));
  return isThatTime ? milliseconds / 1000 : place.report({ kind: 'notAWallTime', value: shown(text) });
}

function readZone(place: Place): string | null {
  const name = place.text();
  return name === null || isZone(name) ? name : place.report({ kind: 'unknownZone', value: shown(name) });
}
