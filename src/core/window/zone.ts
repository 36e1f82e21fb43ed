/**
 * Wall clocks of IANA zones. A wall time is held as local seconds: what the clock shows, as seconds since 1970-01-01 00:00
 * on that same clock. Zone data comes with the JavaScript engine.
 */

const DAY_SECONDS = 86_400;

/** Making a formatter costs some thousand times what using one does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether the engine knows a zone of this name. Fixed offsets such as `+01:00` are no zones: they have no summer. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) {
    return false;
  }
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock of a zone shows at a time. @param zone as `isZone` accepts it */
export function localSeconds(zone: string, epochSeconds: number): number {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(epochSeconds * 1000)
      .map(({ type, value }) => [type, Number(value)])
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? NaN;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  // The parts leave out what is less than a second.
  return local / 1000 + (epochSeconds - Math.floor(epochSeconds));
}

/**
 * When the clock of a zone shows a wall time. One that occurs twice is the first of both; one that a clock put forward
 * leaves out is as much later as the clock was put forward, so that 02:30 of such a night is 03:30. Both as in RFC 5545 and
 * in Temporal's disambiguation `compatible`.
 */
export function epochOfLocal(zone: string, local: number): number {
  // No zone is further than a day from UTC, and none changes its clock twice in two days.
  const before = local - offsetSeconds(zone, local - DAY_SECONDS);
  const after = local - offsetSeconds(zone, local + DAY_SECONDS);
  if (before === after) {
    return before;
  }
  const shown = [before, after].filter((epoch) => localSeconds(zone, epoch) === local);
  return shown.length === 0 ? before : Math.min(...shown);
}

function offsetSeconds(zone: string, epochSeconds: number): number {
  return localSeconds(zone, epochSeconds) - epochSeconds;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}
