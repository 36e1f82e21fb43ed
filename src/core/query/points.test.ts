import fc from 'fast-check';
import { selector } from '../promql/ast';
import { mergeDefinitions } from '../slo/merge';
import type { Slo } from '../slo/slo';
import { slothSlo } from '../slo/sloth/slo';
import { judgeBudget } from './budget/judge';
import { planBudget } from './budget/plan';
import { judgeBurnRates } from './burnRates/judge';
import { planBurnRates } from './burnRates/plan';
import { judgeEpisodes } from './episodes/judge';
import { planEpisodes } from './episodes/plan';
import { judgeGroups, planGroups } from './overTime/groups';
import { judgeOverTime } from './overTime/judge';
import { planOverTime } from './overTime/plan';
import { isCut, withinPoints } from './points';
import type { Answers, Query } from './port';
import { judgeSlos } from './slos/judge';
import { planOnsets, withOnsets } from './slos/onsets';
import { planPast } from './slos/past';
import { planSlos } from './slos/plan';
import { judgeSpent } from './spent/judge';
import { planSpent } from './spent/plan';
import { countedDefinition } from './events/testing';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function recorded(index: number): Slo {
  const info = { sloth_id: `r${index}`, sloth_service: 'orders', sloth_slo: `r${index}`, sloth_objective: '99' };
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [300, HOUR, 6 * HOUR, DAY],
    current: true,
    budget: { labels: info, value: 0.5 },
  });
}

function counted(count: number, days: number): Slo[] {
  return mergeDefinitions(
    upstream,
    [],
    Array.from({ length: count }, (_, index) =>
      countedDefinition({
        name: `c${index}-${days}`,
        window: { kind: 'rolling', seconds: days * DAY },
        events: {
          counted: 'bad',
          part: [{ sign: 1, selector: selector(`bad_${index}_${days}`) }],
          total: [{ sign: 1, selector: selector(`total_${index}_${days}`) }],
        },
      })
    )
  );
}

/** Every id that stands in a matcher on it. */
function idsIn(promql: string): string[] {
  return [...promql.matchAll(/sloth_id(?:=~|=)"([^"]*)"/g)].flatMap(([, ids = '']) => ids.split('|'));
}

/** Points that the ranges may bring: a series for each SLO that is named and each counter, as often as `topk` lets through. */
function pointsOf(queries: readonly Query[]): number {
  return queries.reduce((sum, query) => {
    if (query.kind === 'instant') {
      return sum;
    }
    const times =
      Math.floor(query.endSeconds / query.stepSeconds) - Math.ceil(query.startSeconds / query.stepSeconds) + 1;
    const parts = (query.union?.parts ?? []).map(({ promql }) =>
      // Nobody knows beforehand how many groups there are.
      Number(/topk\((\d+),/.exec(promql)?.[1] ?? (/ by \(/.test(promql) ? Infinity : 1))
    );
    const series = query.union ? parts.reduce((all, one) => all + one, 0) : new Set(idsIn(query.promql)).size;
    // What names no SLO would be read whole.
    expect(series).toBeGreaterThan(0);
    return sum + series * times;
  }, 0);
}

/** The names of the SLOs that ranges are asked for. */
function askedOf(queries: readonly Query[]): Set<string> {
  const ranges = queries.filter(({ kind }) => kind === 'range');
  const counters = ranges.flatMap(({ union }) =>
    (union?.parts ?? []).map(({ promql }) => /(?:bad|total)_(\d+_\d+)/.exec(promql)![1]!.replace('_', '-'))
  );
  return new Set([
    ...ranges.flatMap(({ promql, union }) => (union ? [] : idsIn(promql))),
    ...counters.map((id) => `c${id}`),
  ]);
}

interface Question {
  slos: Slo[];
  request: { fromSeconds: number; toSeconds: number; stepSeconds: number; mostPoints: number };
}

const question: fc.Arbitrary<Question> = fc
  .record({
    recordedCount: fc.integer({ min: 0, max: 150 }),
    countedCount: fc.integer({ min: 0, max: 60 }),
    longCount: fc.integer({ min: 0, max: 20 }),
    rangeSeconds: fc.integer({ min: 60, max: 60 * DAY }),
    stepSeconds: fc.integer({ min: 60, max: 2 * DAY }),
    mostPoints: fc.integer({ min: 1000, max: 2_000_000 }),
  })
  .map(({ recordedCount, countedCount, longCount, rangeSeconds, stepSeconds, mostPoints }) => ({
    slos: [
      ...Array.from({ length: recordedCount }, (_, index) => recorded(index)),
      ...counted(countedCount, 7),
      ...counted(longCount, 90),
    ],
    request: { fromSeconds: AT - rangeSeconds, toSeconds: AT, stepSeconds, mostPoints },
  }));

const NOTHING: Answers = new Map();
type Judged = ReadonlyArray<{ slo: Slo; absence: { kind: string } | null }>;
const judged = (all: ReadonlyArray<{ slo: Slo } & ({ absence: { kind: string } | null } | object)>): Judged =>
  all.map((one) => ({ slo: one.slo, absence: 'absence' in one ? one.absence : null }));

const KINDS: Array<[string, (asked: Question) => Query[], (asked: Question) => Judged]> = [
  [
    'budgets',
    ({ request, slos }) => planBudget({ ...request, unit: 'percent' }, slos),
    ({ request, slos }) => judged(judgeBudget({ ...request, unit: 'percent' }, slos, NOTHING)),
  ],
  [
    'budgets in events',
    ({ request, slos }) => planBudget({ ...request, unit: 'events' }, slos),
    ({ request, slos }) => judged(judgeBudget({ ...request, unit: 'events' }, slos, NOTHING)),
  ],
  [
    'SLIs and events',
    ({ request, slos }) => planOverTime(request, slos),
    ({ request, slos }) => judged(judgeOverTime(request, slos, NOTHING)),
  ],
  [
    'groups',
    ({ request, slos }) => planGroups({ ...request, label: 'region' }, slos),
    ({ request, slos }) => judged(judgeGroups({ ...request, label: 'region' }, slos, NOTHING)),
  ],
  [
    'burn rates',
    ({ request, slos }) => planBurnRates(request, slos),
    ({ request, slos }) => judged(judgeBurnRates(request, slos, NOTHING)),
  ],
  [
    'days',
    ({ request, slos }) => planSpent({ ...request, per: 'day', zone: 'Europe/Berlin' }, slos),
    ({ request, slos }) => judged(judgeSpent({ ...request, per: 'day', zone: 'Europe/Berlin' }, slos, NOTHING)),
  ],
  [
    'episodes',
    ({ request, slos }) => planEpisodes(request, slos),
    ({ request, slos }) => judged(judgeEpisodes(request, slos, NOTHING)),
  ],
  [
    'rows',
    ({ request, slos }) => [
      ...planSlos({ ...request, trend: true }, slos),
      ...planPast({ ...request, trend: true }, slos),
    ],
    ({ request, slos }) =>
      judgeSlos({ ...request, trend: true }, slos, NOTHING).map(({ slo, notAsked }) => ({
        slo,
        absence: notAsked?.includes('history') ? { kind: 'tooMany' } : null,
      })),
  ],
];

describe.each(KINDS)('the points of %s', (_, plan, judge) => {
  it('stay within the bound, and every SLO is asked for or said to be left out', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const queries = plan(asked);
        expect(pointsOf(queries)).toBeLessThanOrEqual(asked.request.mostPoints);
        const named = askedOf(queries);
        for (const { slo, absence } of judge(asked)) {
          if (absence?.kind === 'tooMany') {
            expect(named).not.toContain(slo.name);
          } else if (absence === null || absence.kind === 'unmeasured') {
            // Ranges shorter than a slot have none.
            expect(named.has(slo.name) || pointsOf(plan({ ...asked, slos: [slo] })) === 0).toBe(true);
          }
        }
      }),
      { numRuns: 60 }
    );
  });
});

it('the points of onsets stay within their share, pages before tickets, and who is left out is marked', () => {
  fc.assert(
    fc.property(question, fc.integer({ min: 0, max: 80 }), ({ slos, request }, pages) => {
      const rows = judgeSlos({ ...request, trend: false }, slos, NOTHING).map((row, index) => {
        const severity = index < pages ? 'page' : 'ticket';
        const windows = row.slo.pairs.filter((pair) => pair.severity === severity);
        const rates = windows.flatMap(({ shortSeconds, longSeconds }) => [shortSeconds, longSeconds]);
        return {
          ...row,
          burnRates: new Map(rates.map((seconds) => [seconds, { state: 'measured' as const, value: 1000 }])),
          pairStates: row.slo.pairs.map((pair) =>
            pair.severity === severity ? ('firing' as const) : ('quiet' as const)
          ),
        };
      });
      const plan = planOnsets(AT, rows, request);
      const { queries } = plan;
      expect(pointsOf(queries)).toBeLessThanOrEqual(request.mostPoints);
      const named = askedOf(queries);
      for (const { slo, notAsked } of withOnsets(plan, NOTHING)(rows)) {
        expect(named.has(slo.name)).toBe(!notAsked?.includes('onset'));
      }
    }),
    { numRuns: 60 }
  );
});

describe('what is chosen', () => {
  it('is what has the fewest points, in the order given, up to the bound itself', () => {
    const wanted = [
      { what: 'a', points: 50 },
      { what: 'b', points: 10 },
      { what: 'c', points: 30 },
    ];
    expect([...withinPoints(wanted, { mostPoints: 40 })]).toEqual(['b', 'c']);
    expect([...withinPoints(wanted, { mostPoints: 39 })]).toEqual(['b']);
    expect([...withinPoints(wanted, {})]).toEqual(['a', 'b', 'c']);
  });

  it('is cut where at one time there are as many series as were let through', () => {
    const at = (...timesSeconds: number[]) => ({ labels: {}, timesSeconds, values: timesSeconds });
    expect(isCut(2, [at(0, 60), at(120)])).toBe(false);
    expect(isCut(2, [at(0, 60), at(60)])).toBe(true);
  });
});
