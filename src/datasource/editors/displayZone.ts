import { epochOfLocal, isZone, localSeconds } from '../../core/window/zone';
import { zoneName } from '../../shared/zoneName';

/** The IANA zone that times are shown in: the one chosen in Grafana, else that of the browser. */
export function displayZone(): string {
  const zone = zoneName();
  return isZone(zone) ? zone : 'UTC';
}

/** What a field for date and time shows of a time such as `2026-11-20T22:00:00Z`; empty for what is none. */
export function toField(zone: string, time: unknown): string {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isFinite(milliseconds)
    ? new Date(1000 * localSeconds(zone, milliseconds / 1000)).toISOString().slice(0, 16)
    : '';
}

/** The time, in UTC, that such a field holds; empty where it holds none. */
export function fromField(zone: string, text: string): string {
  const milliseconds = Date.parse(`${text}Z`);
  return Number.isFinite(milliseconds)
    ? new Date(1000 * epochOfLocal(zone, milliseconds / 1000)).toISOString().replace('.000Z', 'Z')
    : '';
}
