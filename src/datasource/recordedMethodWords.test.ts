import type { SliMethod, SloRow } from '../core/query/slos/row';
import type { Selector } from '../core/promql/ast';
import { countedWords, noTrendWords, recordedMethodWords, whyNoTrend } from './recordedMethodWords';

type Weighs = Extract<SliMethod, { kind: 'recorded' }>['weighs'];

function words(weighs: Weighs): string {
  return recordedMethodWords({ kind: 'recorded', tool: 'sloth', metric: 'slo:sli_error:ratio_rate30d', weighs });
}

it('calls only a mean of short ratios one', () => {
  expect(words('slots')).toContain('averages 5m ratios');
  for (const weighs of ['events', 'traffic', 'query'] as const) {
    expect(words(weighs)).toContain('slo:sli_error:ratio_rate30d');
    expect(words(weighs)).not.toContain('averages');
  }
});

it('claims that every event weighs the same only where that is known', () => {
  expect(words('events')).toContain('every event weighs the same.');
  expect(words('traffic')).toContain('weighted by traffic');
  expect(words('query')).toContain('not known');
});

const DAY = 86_400;
const SLO: SloRow['slo'] = {
  ...{ id: 'a', tool: 'pyrra', service: 'shop', name: 'a', labels: {}, objectiveRatio: 0.999 },
  upstream: { uid: 'prom', name: 'prom', labels: {} },
  ...{ pairs: [], links: [], problems: [], excluded: [] },
  window: { kind: 'rolling', seconds: 30 * DAY },
};
const EXCLUDED = [{ startSeconds: 0, endSeconds: 3600, exclusions: [] }];

describe('of what was counted in events', () => {
  const selector = (metric: string): Selector => ({ type: 'selector', metric, matchers: [] });
  const total = selector('http_requests_total');
  const selectors = new Map([[total, selector('http_requests:increase30d')]]);
  const counted = (windowSeconds: number, excluded: SloRow['slo']['excluded'] = []) =>
    countedWords({
      ...SLO,
      excluded,
      events: {
        counted: 'bad',
        part: [{ sign: 1, selector: total }],
        total: [{ sign: 1, selector: total }],
        recorded: { windowSeconds, selectors },
      },
    });

  it('names the series that its tool has recorded the increase as', () => {
    expect(counted(30 * DAY)).toMatch(/^http_requests:increase30d, .* as Pyrra has recorded it/);
  });

  it('speaks of raw events where those of another window are counted, or times are left out', () => {
    expect(counted(7 * DAY)).toMatch(/^Counted from raw events/);
    expect(counted(30 * DAY, EXCLUDED)).toMatch(/^Counted from raw events/);
  });
});

const wordsOf = (row: Parameters<typeof whyNoTrend>[0]) => {
  const why = whyNoTrend(row);
  return why ? noTrendWords(why) : '';
};

describe('of a trend that is not there', () => {
  const method = { kind: 'recorded', tool: 'pyrra', metric: 'm', weighs: 'events' } as const;
  const row = {
    slo: SLO,
    method,
    trend: [],
    evidence: [],
    budgetRemaining: { value: 0.5, state: 'measured' } as const,
  };

  it('says that only recorded budgets are drawn', () => {
    expect(wordsOf(row)).toBe('Only recorded budgets are drawn here: Pyrra records none over this window.');
    expect(wordsOf({ ...row, slo: { ...SLO, excluded: EXCLUDED } })).toMatch(/counts the excluded times too/);
  });

  it('says that the range has none, where one was asked for', () => {
    expect(wordsOf({ ...row, evidence: [{ role: 'trend', promql: 'budget' }] })).toMatch(/in the time range/);
  });

  it('is silent where there is a trend, and where the state of the budget says why', () => {
    expect(wordsOf({ ...row, trend: [{ timeSeconds: 0, value: 1 }] })).toBe('');
    expect(wordsOf({ ...row, budgetRemaining: { value: null, state: 'noData' } })).toBe('');
  });
});
