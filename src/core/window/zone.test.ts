import fc from 'fast-check';
import { epochOfLocal, isZone, localSeconds } from './zone';

const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;

/** Epoch seconds as GNU date 9.1 gives them: `TZ=<zone> date -d '<wall time>' +%s`. */
const CLOCKS: ReadonlyArray<[zone: string, wall: string, epoch: number]> = [
  ['Europe/Berlin', '2026-01-01 00:00:00', 1_767_222_000],
  ['Europe/Berlin', '2026-03-29 00:00:00', 1_774_738_800],
  ['Europe/Berlin', '2026-03-29 03:30:00', 1_774_747_800],
  ['Europe/Berlin', '2026-03-30 00:00:00', 1_774_821_600],
  ['Europe/Berlin', '2026-10-25 00:00:00', 1_792_879_200],
  ['Europe/Berlin', '2026-10-26 00:00:00', 1_792_969_200],
  ['America/New_York', '2026-03-08 03:30:00', 1_772_955_000],
  // Half an hour of summer.
  ['Australia/Lord_Howe', '2026-04-05 00:00:00', 1_775_307_600],
  ['Australia/Lord_Howe', '2026-10-04 02:30:00', 1_791_041_400],
  ['Asia/Kathmandu', '2026-07-01 12:34:56', 1_782_888_596],
  ['America/Sao_Paulo', '2018-11-05 00:00:00', 1_541_383_200],
  // Winter time in summer: clocks go back for Ramadan.
  ['Africa/Casablanca', '2026-02-15 00:00:00', 1_771_110_000],
  ['Africa/Casablanca', '2026-02-16 00:00:00', 1_771_200_000],
  // The 30th never was: the date line moved.
  ['Pacific/Apia', '2011-12-29 00:00:00', 1_325_152_800],
  ['Pacific/Apia', '2011-12-31 00:00:00', 1_325_239_200],
  ['UTC', '2024-02-29 00:00:00', 1_709_164_800],
];

describe('wall clocks', () => {
  it.each(CLOCKS)('%s: %s is %d, both ways', (zone, wall, epoch) => {
    expect(epochOfLocal(zone, local(wall))).toBe(epoch);
    expect(localSeconds(zone, epoch)).toBe(local(wall));
  });

  it.each([
    // `date -d '2026-10-25 02:30:00 CEST'` is 1792888200, that of CET an hour later.
    ['Europe/Berlin', '2026-10-25 02:30:00', 1_792_888_200],
    ['America/New_York', '2026-11-01 01:30:00', 1_793_511_000],
  ])('%s: %s occurs twice and is the first of both', (zone, wall, epoch) => {
    expect(epochOfLocal(zone, local(wall))).toBe(epoch);
    expect(localSeconds(zone, epoch)).toBe(local(wall));
    expect(localSeconds(zone, epoch + 3600)).toBe(local(wall));
  });

  it.each([
    // What `date` calls invalid is what it says of the wall time behind the arrow.
    ['Europe/Berlin', '2026-03-29 02:30:00', '2026-03-29 03:30:00', 1_774_747_800],
    ['America/Sao_Paulo', '2018-11-04 00:00:00', '2018-11-04 01:00:00', 1_541_300_400],
    ['Asia/Beirut', '2022-03-27 00:00:00', '2022-03-27 01:00:00', 1_648_332_000],
    ['Pacific/Apia', '2011-12-30 00:00:00', '2011-12-31 00:00:00', 1_325_239_200],
  ])('%s: %s does not exist and is %s', (zone, wall, shown, epoch) => {
    expect(epochOfLocal(zone, local(wall))).toBe(epoch);
    expect(localSeconds(zone, epoch)).toBe(local(shown));
  });

  it('come back to where they started, unless the same wall time was shown before', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran', 'UTC');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 4_102_444_800 }), (zone, epoch) => {
        const back = epochOfLocal(zone, localSeconds(zone, epoch));
        expect([0, 1800, 3600]).toContain(epoch - back);
        expect(localSeconds(zone, back)).toBe(localSeconds(zone, epoch));
      })
    );
  });

  it('keep what is less than a second', () => {
    expect(localSeconds('Europe/Berlin', 1_767_222_000.25)).toBe(local('2026-01-01 00:00:00') + 0.25);
  });

  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('%s is a zone', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each(['', 'Europe/Berlln', '+01:00', 'Berlin', 'Europe', '1'])('%j is no zone', (name) => {
    expect(isZone(name)).toBe(false);
  });
});
