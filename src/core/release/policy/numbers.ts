import { shown, type Place } from '../../document/place';
import { parseDuration } from '../../window/duration';

/** Bounds of a number, both excluded but the one that `including` names. */
export interface Bounds {
  above: number;
  below: number;
  including?: 'above' | 'below';
}

/** A required number; reports what is missing or out of its range. */
export function readNumber(place: Place, bounds: Bounds): number | null {
  const value = place.exists ? place.optionalNumber() : place.report({ kind: 'missing' });
  return value === null || isWithin(value, bounds)
    ? value
    : place.report({ kind: 'outOfRange', value, meant: null, ...bounds });
}

/** A ratio such as 0.999. */
export function readObjective(place: Place): number | null {
  return readNumber(place, { above: 0, below: 1 });
}

/** Seconds of a required duration such as 30m or 1h30m, > 0. */
export function readSeconds(place: Place): number | null {
  const text = place.text();
  const seconds = text === null ? null : parseDuration(text);
  return text === null || (seconds !== null && seconds > 0)
    ? seconds
    : place.report({ kind: 'notADuration', value: shown(text), units: 'prometheus' });
}

function isWithin(value: number, { above, below, including }: Bounds): boolean {
  const isAbove = value > above || (value === above && including === 'above');
  return isAbove && (value < below || (value === below && including === 'below'));
}
