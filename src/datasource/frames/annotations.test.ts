import type { BudgetOverTime } from '../../core/query/budget/judge';
import type { SloEpisodes } from '../../core/query/episodes/judge';
import type { SeenRelease, SloReleases } from '../../core/query/releases/judge';
import { judgedSlo } from '../../core/query/testing';
import { budgetMarks, episodeMarks, marksFrame, releaseMarks, releaseNotices } from './annotations';

const HOUR = 3600;
const TO = 497_222 * HOUR;
const range = { fromSeconds: TO - 24 * HOUR, toSeconds: TO };

const page = {
  onsetSeconds: TO - 10 * HOUR,
  onsetSeen: true,
  alertSeconds: TO - 9.5 * HOUR,
  endSeconds: TO - 9 * HOUR,
  endSeen: true,
  bad: 1200,
  peakBurnRate: 80.44,
  severity: 'page',
  costRatio: 0.2512,
  badEvents: 1200,
  postmortem: true,
} as const;
const goesOn = { ...page, onsetSeconds: TO - HOUR, endSeconds: null, onsetSeen: false, severity: 'ticket' } as const;
const old = { ...page, onsetSeconds: TO - 60 * HOUR, endSeconds: TO - 59 * HOUR } as const;

const episodes: SloEpisodes[] = [
  {
    state: 'ok',
    slo: judgedSlo('availability'),
    weighs: 'events',
    episodes: [old, page, goesOn],
    spentRatio: 0.8,
    backgroundRatio: 0.05,
  },
  { state: 'absent', slo: judgedSlo('uptime'), absence: { kind: 'noPairs' } },
];

const rowsOf = (frame: ReturnType<typeof marksFrame>) =>
  Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row] as unknown]))
  );

it('marks the episodes that reach into the range as regions; one that goes on ends with the range', () => {
  const frame = marksFrame('Anno', range, episodeMarks(range, episodes));
  expect(rowsOf(frame)).toEqual([
    {
      time: (TO - 10 * HOUR) * 1000,
      timeEnd: (TO - 9 * HOUR) * 1000,
      text: 'orders / availability: worth a page, 25.1% of the budget, burn rate up to 80.4.',
      tags: ['episode', 'page'],
      sloId: 'availability',
    },
    {
      time: (TO - HOUR) * 1000,
      timeEnd: TO * 1000,
      text: 'orders / availability: worth a ticket, 25.1% of the budget, burn rate up to 80.4. It goes on. There are no numbers just before it, so it may have begun earlier.',
      tags: ['episode', 'ticket'],
      sloId: 'availability',
    },
  ]);
  expect(frame.meta?.custom).toEqual({ schema: 'reliability-scorecard/annotations', version: 1 });
  expect(frame.meta?.preferredVisualisationType).toBe('table');
});

it('marks as a point where a budget runs out', () => {
  const budget: BudgetOverTime = {
    slo: judgedSlo('availability'),
    method: 'sliding',
    points: [0.2, 0.1, -0.1, -0.2].map((value, index) => ({ timeSeconds: TO - (4 - index) * HOUR, value })),
    ideal: [],
    absence: null,
  };
  expect(rowsOf(marksFrame('Anno', range, budgetMarks([budget])))).toEqual([
    {
      time: (TO - 2 * HOUR) * 1000,
      timeEnd: (TO - 2 * HOUR) * 1000,
      text: 'orders / availability: the error budget is spent from here on.',
      tags: ['budget exhausted'],
      sloId: 'availability',
    },
  ]);
});

describe('releases', () => {
  const seen = (value: string, more: Partial<SeenRelease> = {}): SeenRelease => ({
    kind: 'new',
    label: 'version',
    value,
    atSeconds: TO - HOUR,
    notBeforeSeconds: TO - HOUR - 300,
    buildInfo: null,
    ...more,
  });
  const of = (name: string, ...releases: SeenRelease[]): SloReleases => ({
    state: 'ok',
    slo: judgedSlo(name),
    releases,
  });

  it('are marked as points when they are first seen, and say in which time they came', () => {
    const back = seen('3.8.2', {
      kind: 'back',
      atSeconds: TO,
      notBeforeSeconds: TO - 3600,
      buildInfo: 'app_build_info',
    });
    expect(rowsOf(marksFrame('Anno', range, releaseMarks([of('availability', seen('3.9.0'), back)])))).toEqual([
      {
        time: (TO - HOUR) * 1000,
        timeEnd: (TO - HOUR) * 1000,
        text: 'orders / availability: version 3.9.0 is seen first here; it came in the 5m before.',
        tags: ['release'],
        sloId: 'availability',
      },
      {
        time: TO * 1000,
        timeEnd: TO * 1000,
        text: 'orders / availability: back to version 3.8.2; it came back in the 1h before. app_build_info says so.',
        tags: ['release', 'back'],
        sloId: 'availability',
      },
    ]);
  });

  it('are of the service where all its SLOs see them, and name the SLOs where some do', () => {
    const names = (...all: SloReleases[]) => releaseMarks(all).map(({ text, sloId }) => [text.split(':')[0], sloId]);
    const both = [of('availability', seen('2')), of('latency', seen('2'))];
    expect(names(...both)).toEqual([['orders', '']]);
    expect(names(...both, of('freshness'))).toEqual([['orders (availability, latency)', '']]);
    expect(names(of('availability', seen('2')), of('latency'))).toEqual([['orders / availability', 'availability']]);
  });

  it('that cannot be seen are said once for all SLOs without a version', () => {
    const without = (name: string): SloReleases => ({
      state: 'absent',
      slo: judgedSlo(name),
      absence: { kind: 'noVersion' },
    });
    const composite: SloReleases = { state: 'absent', slo: judgedSlo('all'), absence: { kind: 'composite' } };
    const texts = releaseNotices([without('a'), of('seen'), without('b'), composite]).map(({ text }) => text);
    expect(texts).toEqual([
      expect.stringMatching(/^There is no version label in what these SLOs count.*: orders \/ a, orders \/ b\.$/),
      expect.stringMatching(/^orders \/ all: a composite/),
    ]);
    expect(releaseNotices([of('seen')])).toEqual([]);
  });
});
