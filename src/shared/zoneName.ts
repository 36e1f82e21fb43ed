import { getTimeZone, type TimeZone } from '@grafana/data';

/** The IANA name of a zone as Grafana calls it: `browser` is that of the browser, none the one its user has chosen. */
export function zoneName(timeZone?: TimeZone): string {
  const zone = timeZone || getTimeZone();
  switch (zone) {
    case 'utc':
      return 'UTC';
    case '':
    case 'browser':
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    default:
      return zone;
  }
}
