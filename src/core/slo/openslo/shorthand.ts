import type { Place } from '../../document/place';

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Checks a required duration in OpenSLO's shorthand: a whole number and m, h, d, w, M, Q or Y. */
export function checkShorthand(place: Place): void {
  const text = place.text();
  if (text !== null && !/^\d{1,7}[mhdwMQY]$/.test(text)) {
    place.report({ kind: 'notADuration', value: text });
  }
}

/** Seconds of a required duration that has a fixed length. */
export function readFixedShorthand(place: Place): number | null {
  const text = place.text();
  const seconds = fixedSeconds(text ?? '');
  return text === null ? null : (seconds ?? place.report({ kind: 'notADuration', value: text }));
}

/** Seconds of a duration in shorthand that has a fixed length; null where it is none. */
export function fixedSeconds(text: string): number | null {
  const [, amount = '', unit = ''] = /^([1-9]\d{0,6})([mhdw])$/.exec(text) ?? [];
  const seconds = SECONDS[unit];
  return seconds === undefined ? null : Number(amount) * seconds;
}
