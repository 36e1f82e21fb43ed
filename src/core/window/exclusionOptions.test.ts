import { MOST_EXCLUSIONS, readExclusions } from './exclusionOptions';

const move = { reason: 'Move', from: '2026-11-20T22:00:00Z', to: '2026-11-21T03:00:00+01:00' };
const patches = { reason: 'Patches', weekly: { day: 'Sunday', from: '02:00', to: '04:30', timeZone: 'Europe/Berlin' } };

describe('exclusions of the configuration', () => {
  it('are once or weekly', () => {
    expect(
      readExclusions([{ ...move, author: 'anna', match: { service: 'orders', region: ['eu', 'us'] } }, patches])
    ).toEqual({
      problems: [],
      exclusions: [
        {
          reason: 'Move',
          author: 'anna',
          source: 'configuration',
          match: { service: ['orders'], region: ['eu', 'us'] },
          // GNU date: date -u -d '2026-11-20 22:00' +%s
          when: { kind: 'oneOff', startSeconds: 1795212000, endSeconds: 1795226400 },
        },
        {
          reason: 'Patches',
          source: 'configuration',
          match: {},
          when: { kind: 'weekly', weekday: 0, fromSeconds: 7200, toSeconds: 16_200, zone: 'Europe/Berlin' },
        },
      ],
    });
  });

  it('may be none', () => {
    expect(readExclusions(undefined)).toEqual({ exclusions: [], problems: [] });
    expect(readExclusions(null)).toEqual({ exclusions: [], problems: [] });
  });

  it.each([
    ['notAMap', undefined, 'text', 'text'],
    ['notAMap', undefined, { ...patches, weekly: 'sunday' }, 'sunday'],
    ['reasonMissing', 'reason', { ...move, reason: ' ' }, ' '],
    ['reasonMissing', 'reason', { ...move, reason: undefined }, ''],
    ['match', 'match', { ...move, match: { a: 1 } }, '{"a":1}'],
    ['match', 'match', { ...move, match: { a: [] } }, '{"a":[]}'],
    ['match', 'match', { ...move, match: { a: ['b', 1] } }, '{"a":["b",1]}'],
    ['match', 'match', { ...move, match: 'a=b' }, 'a=b'],
    ['time', 'from', { ...move, from: '2026-11-20 22:00' }, '2026-11-20 22:00'],
    ['time', 'to', { ...move, to: undefined }, ''],
    ['time', 'from', { ...move, from: '2026-13-20T22:00:00Z' }, '2026-13-20T22:00:00Z'],
    ['order', 'to', { ...move, to: '2026-11-20T21:00:00Z' }, '2026-11-20T21:00:00Z'],
    ['tooShort', 'to', { ...move, to: '2026-11-20T22:04:00Z' }, '2026-11-20T22:04:00Z'],
    ['day', 'day', { ...patches, weekly: { ...patches.weekly, day: 'so' } }, 'so'],
    ['clock', 'from', { ...patches, weekly: { ...patches.weekly, from: '25:00' } }, '25:00'],
    ['clock', 'to', { ...patches, weekly: { ...patches.weekly, to: 4 } }, '4'],
    ['zone', 'timeZone', { ...patches, weekly: { ...patches.weekly, timeZone: 'Berlin' } }, 'Berlin'],
    ['tooShort', 'to', { ...patches, weekly: { ...patches.weekly, to: '02:00' } }, '02:00'],
  ])('that are wrong exclude nothing, and the rest does: %s of %s', (kind, key, wrong, value) => {
    const { exclusions, problems } = readExclusions([wrong, move]);
    expect(problems).toEqual([{ index: 0, key, kind, value }]);
    expect(exclusions.map(({ reason }) => reason)).toEqual(['Move']);
  });

  it('tell all that is wrong with one', () => {
    const keys = (one: unknown) => readExclusions([one]).problems.map(({ key }) => key);
    expect(keys({ match: 'all' })).toEqual(['reason', 'match', 'from', 'to']);
    expect(keys({ reason: 'Patches', weekly: {} })).toEqual(['day', 'from', 'to', 'timeZone']);
  });

  it('are a list of at most a hundred', () => {
    expect(readExclusions({}).problems).toEqual([{ index: 0, kind: 'notAList', value: '{}' }]);
    const many = readExclusions(Array.from({ length: MOST_EXCLUSIONS + 1 }, () => move));
    expect(many.exclusions).toHaveLength(MOST_EXCLUSIONS);
    expect(many.problems).toEqual([{ index: MOST_EXCLUSIONS, kind: 'tooMany', value: '101' }]);
  });
});
