import type { BudgetOverTime } from '../../core/query/budget/judge';
import type { SloEpisodes } from '../../core/query/episodes/judge';
import type { JudgedSlo } from '../../core/query/judgedSlo';
import { budgetMarks, episodeMarks, marksFrame } from './annotations';

const HOUR = 3600;
const TO = 497_222 * HOUR;
const range = { fromSeconds: TO - 24 * HOUR, toSeconds: TO };

function slo(name: string): JudgedSlo {
  return {
    id: name,
    tool: 'openslo',
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    service: 'orders',
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    excluded: [],
    pairs: [],
    links: [],
    problems: [],
  };
}

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
    slo: slo('availability'),
    weighs: 'events',
    episodes: [old, page, goesOn],
    spentRatio: 0.8,
    backgroundRatio: 0.05,
  },
  { state: 'absent', slo: slo('uptime'), absence: { kind: 'noPairs' } },
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
      id: 'availability',
    },
    {
      time: (TO - HOUR) * 1000,
      timeEnd: TO * 1000,
      text: 'orders / availability: worth a ticket, 25.1% of the budget, burn rate up to 80.4. It goes on. There are no numbers just before it, so it may have begun earlier.',
      tags: ['episode', 'ticket'],
      id: 'availability',
    },
  ]);
  expect(frame.meta?.custom).toEqual({ schema: 'reliability-scorecard/annotations', version: 1 });
  expect(frame.meta?.preferredVisualisationType).toBe('table');
});

it('marks as a point where a budget runs out', () => {
  const budget: BudgetOverTime = {
    slo: slo('availability'),
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
      id: 'availability',
    },
  ]);
});
