import type { Place } from '../../document/place';
import type { SloWindow } from '../../window/window';

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };
/** What OpenSLO's own tools take the calendar units for, offered as the words to write instead. */
const CALENDAR_DAYS: Readonly<Record<string, number>> = { M: 30, Q: 90, Y: 365 };

/** `spec.timeWindow`: exactly one, rolling, in OpenSLO's shorthand (m, h, d, w; case matters). */
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
  const seconds = readDuration(only.get('duration'));
  const isRolling = only.get('isRolling');
  const rolling = isRolling.optionalBoolean();
  if (only.get('calendar').exists || rolling === false) {
    return only.report({ kind: 'notSupported', what: 'calendarWindow', value: '' });
  }
  if (!isRolling.exists) {
    return isRolling.report({ kind: 'missing' });
  }
  return seconds === null || rolling === null ? null : { kind: 'rolling', seconds };
}

function readDuration(place: Place): number | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const [, amount = '', unit = ''] = /^([1-9]\d{0,6})([mhdwMQY])$/.exec(text) ?? [];
  const days = CALENDAR_DAYS[unit];
  if (days !== undefined) {
    return place.report({ kind: 'calendarUnit', value: text, instead: `${Number(amount) * days}d` });
  }
  const length = UNIT_SECONDS[unit];
  return length === undefined ? place.report({ kind: 'notADuration', value: text }) : Number(amount) * length;
}
