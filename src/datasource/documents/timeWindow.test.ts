import { readConfigured } from './read';
import { documentProblemWords } from '../../shared/words/documents';

/** An SLO with this time window, which begins in line 8. */
function sloWith(timeWindow: string): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  service: orders
  budgetingMethod: Occurrences
  timeWindow:
${timeWindow}
  objectives: [{ target: 0.999 }]
  indicator:
    metadata: { name: good }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'errors_total' } } }
        total: { metricSource: { type: Prometheus, spec: { query: 'requests_total' } } }
`;
}

function read(timeWindow: string) {
  const { definitions, problems } = readConfigured(sloWith(timeWindow));
  return { windows: definitions.map(({ window }) => window), words: problems.map(documentProblemWords) };
}

const BERLIN = '{ startTime: "2026-01-01 00:00:00", timeZone: Europe/Berlin }';
/** `date -u -d '2026-01-01 00:00:00' +%s` */
const NEW_YEAR = 1_767_225_600;

describe('the time window of a document', () => {
  it.each([
    ['5m', 300],
    ['6h', 21_600],
    ['28d', 2_419_200],
    ['4w', 2_419_200],
  ])('rolls over %s', (duration, seconds) => {
    expect(read(`    - { duration: ${duration}, isRolling: true }`)).toEqual({
      windows: [{ kind: 'rolling', seconds }],
      words: [],
    });
  });

  it.each([
    ['5m', 'minute', 5],
    ['6h', 'hour', 6],
    ['1d', 'day', 1],
    ['2w', 'week', 2],
    ['1M', 'month', 1],
    ['1Q', 'quarter', 1],
    ['1Y', 'year', 1],
  ])('is a calendar period of %s', (duration, unit, count) => {
    const window = { kind: 'calendar', unit, count, startLocalSeconds: NEW_YEAR, zone: 'Europe/Berlin' };
    for (const rolling of ['isRolling: false, ', '']) {
      expect(read(`    - { duration: ${duration}, ${rolling}calendar: ${BERLIN} }`)).toEqual({
        windows: [window],
        words: [],
      });
    }
  });

  it('may start without quotes, on a leap day too', () => {
    const calendar = '{ startTime: 2024-02-29 12:30:00, timeZone: UTC }';
    expect(read(`    - { duration: 1Y, isRolling: false, calendar: ${calendar} }`).windows).toEqual([
      // date -u -d '2024-02-29 12:30:00' +%s
      { kind: 'calendar', unit: 'year', count: 1, startLocalSeconds: 1_709_209_800, zone: 'UTC' },
    ]);
  });

  const DURATION = 'Write a number and m, h, d, w, M, Q or Y, such as 28d or 1M.';
  const WALL_TIME = 'Write one such as "2026-01-01 00:00:00", in quotes; its zone stands in timeZone.';
  const ZONE = 'Write one of the IANA database, such as Europe/Berlin or UTC.';
  it.each<[timeWindow: string, words: string]>([
    ['    []', 'spec.timeWindow: There must be exactly one item; there are 0.'],
    [
      '    - { duration: 7d, isRolling: true }\n    - { duration: 28d, isRolling: true }',
      'spec.timeWindow: There must be exactly one item; there are 2.',
    ],
    ['    - { isRolling: true }', 'spec.timeWindow[0].duration: This is missing.'],
    [
      '    - { duration: 28 days, isRolling: true }',
      `spec.timeWindow[0].duration: “28 days” is no duration. ${DURATION}`,
    ],
    ['    - { duration: 0d, isRolling: true }', `spec.timeWindow[0].duration: “0d” is no duration. ${DURATION}`],
    ['    - { duration: 1D, isRolling: true }', `spec.timeWindow[0].duration: “1D” is no duration. ${DURATION}`],
    [
      `    - { duration: 10000Y, calendar: ${BERLIN} }`,
      `spec.timeWindow[0].duration: “10000Y” is no duration. ${DURATION}`,
    ],
    [
      '    - { duration: 2Q, isRolling: true }',
      'spec.timeWindow[0].duration: A rolling window has a fixed length and “2Q” has none. Write 180d, or a calendar with isRolling: false.',
    ],
    ['    - { duration: 28d }', 'spec.timeWindow[0].isRolling: This is missing.'],
    ['    - { duration: 28d, isRolling: "yes" }', 'spec.timeWindow[0].isRolling: “yes” is not a true or false.'],
    [
      `    - { duration: 28d, isRolling: "yes", calendar: ${BERLIN} }`,
      'spec.timeWindow[0].isRolling: “yes” is not a true or false.',
    ],
    ['    - { duration: 1M, isRolling: false }', 'spec.timeWindow[0].calendar: This is missing.'],
    [
      `    - { duration: 28d, isRolling: true, calendar: ${BERLIN} }`,
      'spec.timeWindow[0].calendar: This and isRolling: true exclude each other. Keep one of them.',
    ],
    ['    - { duration: 1M, calendar: { timeZone: UTC } }', 'spec.timeWindow[0].calendar.startTime: This is missing.'],
    [
      '    - { duration: 1M, calendar: { startTime: 2026-01-01 00:00:00 } }',
      'spec.timeWindow[0].calendar.timeZone: This is missing.',
    ],
    ...['2026-01-01', '2026-02-30 00:00:00', '2026-01-01T00:00:00Z', '2026-01-01 24:00:00'].map(
      (start): [string, string] => [
        `    - { duration: 1M, calendar: { startTime: "${start}", timeZone: UTC } }`,
        `spec.timeWindow[0].calendar.startTime: “${start}” is no time on a clock. ${WALL_TIME}`,
      ]
    ),
    ...['Europe/Berlln', '+01:00', 'Mars'].map((zone): [string, string] => [
      `    - { duration: 1M, calendar: { startTime: "2026-01-01 00:00:00", timeZone: "${zone}" } }`,
      `spec.timeWindow[0].calendar.timeZone: “${zone}” is no time zone. ${ZONE}`,
    ]),
  ])('%s is wrong, and says what would be right', (timeWindow, words) => {
    const found = read(timeWindow);
    expect(found.windows).toEqual([]);
    expect(found.words.map((one) => one.replace(/^Document 1, line \d+, /, ''))).toEqual([words]);
  });

  it('warns of a key that does not count', () => {
    const calendar = '{ startTime: "2026-01-01 00:00:00", timeZone: UTC, timezone: UTC }';
    expect(read(`    - { duration: 1M, calendar: ${calendar} }`).words).toEqual([
      'Document 1, line 8, spec.timeWindow[0].calendar.timezone: This format has no “timezone” here, so it does not count. Do you mean timeZone?',
    ]);
  });
});
