import { getTimeZone, type TimeZone } from '@grafana/data';

/** Looked up once: it takes longer than all else there is to a time in words, of which a table has thousands. */
let browserZone: string | undefined;

/** The IANA name of a zone as Grafana calls it: `browser` is that of the browser, none the one its user has chosen. */
export function zoneName(timeZone?: TimeZone): string {
  const zone = timeZone || getTimeZone();
  switch (zone) {
    case 'utc':
      return 'UTC';
    case '':
    case 'browser':
      browserZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
      return browserZone;
    default:
      return zone;
  }
}
