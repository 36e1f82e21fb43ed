import { setTimeZoneResolver } from '@grafana/data';
import { zoneName } from './zoneName';

afterEach(() => setTimeZoneResolver(() => 'browser'));

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['utc', 'UTC'],
  // The tests run in UTC.
  ['browser', 'UTC'],
  ['', 'Asia/Kolkata'],
  [undefined, 'Asia/Kolkata'],
])('Grafana’s zone %s is %s', (timeZone, name) => {
  setTimeZoneResolver(() => 'Asia/Kolkata');
  expect(zoneName(timeZone)).toBe(name);
});
