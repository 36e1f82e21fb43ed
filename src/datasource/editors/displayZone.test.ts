import { setTimeZoneResolver } from '@grafana/data';
import { displayZone, fromField, toField } from './displayZone';

afterEach(() => setTimeZoneResolver(() => 'browser'));

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['utc', 'UTC'],
  // The tests run in UTC.
  ['browser', 'UTC'],
  ['nowhere', 'UTC'],
])('times of the zone %s are those of %s', (chosen, zone) => {
  setTimeZoneResolver(() => chosen);
  expect(displayZone()).toBe(zone);
});

// GNU date: TZ=Europe/Berlin date -d 2026-11-20T22:00:00Z, and so on.
it.each([
  ['Europe/Berlin', '2026-11-20T22:00:00Z', '2026-11-20T23:00'],
  ['Europe/Berlin', '2026-07-20T22:00:00Z', '2026-07-21T00:00'],
  ['Asia/Kolkata', '2026-11-20T22:00:00Z', '2026-11-21T03:30'],
  ['UTC', '2026-11-20T22:00:00Z', '2026-11-20T22:00'],
])('in %s, %s is %s', (zone, time, shown) => {
  expect(toField(zone, time)).toBe(shown);
  expect(fromField(zone, shown)).toBe(time);
});

it('a time with another offset is the same time', () => {
  expect(toField('UTC', '2026-11-21T03:30:00+05:30')).toBe('2026-11-20T22:00');
});

it.each([undefined, '', 'soon', 7])('%j is no time', (time) => {
  expect(toField('UTC', time)).toBe('');
});

it('an empty field holds no time', () => {
  expect(fromField('UTC', '')).toBe('');
});
