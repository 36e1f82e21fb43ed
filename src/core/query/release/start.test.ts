import { policyOf, POLICY } from '../../release/policy/testing';
import type { Answer, Answers, Query } from '../port';
import { planStartOf, planStartWithin, readStartOf, readStartWithin } from './start';
import { planVersions, readVersions } from './versions';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = 1_790_000_000;
const policy = policyOf(POLICY);
const request = {
  policy,
  version: 'v2',
  baselineVersion: null,
  attempt: 1,
  startSeconds: 0,
  endSeconds: 0,
};

/** A Prometheus in which each version runs from one time to another, by the queries' own windows. */
function answersOf(
  queries: readonly Query[],
  runs: ReadonlyArray<[version: string, from: number, to: number]>
): Answers {
  return new Map(
    queries.map(({ id, promql, ...query }): [string, Answer] => {
      const times =
        query.kind === 'instant'
          ? [query.atSeconds]
          : Array.from(
              { length: Math.floor((query.endSeconds - query.startSeconds) / query.stepSeconds) + 1 },
              (_, index) => query.startSeconds + index * query.stepSeconds
            );
      // Samples of every 15 seconds, looked back for by what the query says.
      const back = promql.includes('[1h]') ? HOUR : 300;
      const isSeen = (of: string | null, at: number) =>
        runs.some(([version, from, to]) => (of ?? version) === version && from <= at && to > at - back);
      const wanted = /version="([^"]*)"/.exec(promql)?.[1];
      const names = promql.includes('by (version)') ? runs.map(([version]) => version) : [wanted ?? null];
      const series = [...new Set(names)].flatMap((name) => {
        const seen = times.filter((at) => isSeen(name, at));
        const labels: Record<string, string> = promql.includes('by (version)') ? { version: name ?? '' } : {};
        return seen.length === 0 ? [] : [{ labels, timesSeconds: seen, values: seen.map(() => 1) }];
      });
      return [id, { state: 'ok', series, warnings: [] }];
    })
  );
}

function startOf(runs: ReadonlyArray<[string, number, number]>) {
  const found = readStartOf(request, answersOf(planStartOf(request, NOW), runs), NOW);
  return found.state === 'within'
    ? readStartWithin(answersOf(planStartWithin(request, found.hourEndSeconds), runs))
    : found;
}

describe('when a release began', () => {
  it.each([
    ['just now', NOW - 90],
    ['three hours ago', NOW - 3 * HOUR],
    ['a day and two hours ago', NOW - 26 * HOUR],
    ['three weeks ago', NOW - 21 * DAY],
  ])('%s, to the minute and never after it', (_, from) => {
    const told = startOf([
      ['v1', 0, Infinity],
      ['v2', from, Infinity],
    ]);
    expect(told).toEqual({ state: 'found', startSeconds: expect.any(Number) });
    const { startSeconds } = told as Extract<typeof told, { state: 'found' }>;
    expect(startSeconds).toBeLessThanOrEqual(from);
    expect(from - startSeconds).toBeLessThanOrEqual(120);
  });

  it('is told of one that ended long ago too', () => {
    expect(startOf([['v2', NOW - 50 * HOUR, NOW - 49 * HOUR]])).toMatchObject({ state: 'found' });
  });

  it('is when it came back the last time', () => {
    const back = NOW - 40 * HOUR;
    const told = startOf([
      ['v2', NOW - 90 * HOUR, NOW - 80 * HOUR],
      ['v2', back, Infinity],
    ]);
    expect(back - (told as { startSeconds: number }).startSeconds).toBeLessThanOrEqual(120);
  });

  it.each([
    ['nobody has seen it', [['v1', 0, Infinity]], 'notSeen'],
    ['it has always been there', [['v2', 0, Infinity]], 'unknown'],
  ] as const)('is not told where %s', (_, runs, state) => {
    expect(startOf(runs.map(([version, from, to]) => [version, from, to]))).toEqual({ state });
  });

  it('is not told where a question has no answer', () => {
    const answers = answersOf(planStartOf(request, NOW), [['v2', NOW - 26 * HOUR, NOW]]);
    for (const id of answers.keys()) {
      const without = new Map([...answers].filter(([other]) => other !== id));
      expect([id, readStartOf(request, without, NOW).state]).toEqual([id, 'failed']);
    }
    expect(readStartWithin(new Map())).toMatchObject({ state: 'failed' });
  });
});

describe('versions that were seen', () => {
  const versionsOf = (runs: ReadonlyArray<[string, number, number]>) =>
    readVersions(policy, answersOf(planVersions(policy, NOW), runs), NOW);

  it('are told newest first, those that have just begun among them, and none without a name', () => {
    const told = versionsOf([
      ['v1', 0, Infinity],
      ['', 0, Infinity],
      ['v3', NOW - 60, Infinity],
      ['v2', NOW - 26 * HOUR, NOW - 25 * HOUR],
    ]);
    expect(told.ok && told.versions.map(({ version }) => version)).toEqual(['v3', 'v2', 'v1']);
  });

  it('are unknown where one of the questions has no answer', () => {
    const answers = answersOf(planVersions(policy, NOW), [['v1', 0, Infinity]]);
    for (const id of answers.keys()) {
      expect(readVersions(policy, new Map([...answers].filter(([other]) => other !== id)), NOW).ok).toBe(false);
    }
  });

  it('are none where a start is all that tells a release', () => {
    const byStart = { ...policy, identity: { kind: 'startTime' } as const };
    expect([planVersions(byStart, NOW), readVersions(byStart, new Map(), NOW)]).toEqual([
      [],
      { ok: true, versions: [] },
    ]);
  });
});
