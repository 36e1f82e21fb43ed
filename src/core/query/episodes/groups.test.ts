import { mergeDefinitions } from '../../slo/merge';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import type { Answer, Answers, InstantQuery } from '../port';
import { planHits, withHits } from './groups';
import { judgeEpisodes, type SloEpisodes } from './judge';
import { planEpisodes } from './plan';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR + 120;
const request = { toSeconds: AT };
const outage = { from: AT - 120 - 50 * HOUR, to: AT - 120 - 49 * HOUR };

const counted: Counted = (metric, from, to) =>
  metric === 'total' ? 10 * (to - from) : 5 * Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from));

function slosOf(count: number) {
  return mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    Array.from({ length: count }, (_, index) =>
      countedDefinition({ name: `slo-${index}`, window: { kind: 'rolling', seconds: 3 * DAY } })
    )
  );
}

function found(count = 1): SloEpisodes[] {
  const slos = slosOf(count);
  return judgeEpisodes(request, slos, answersOf(planEpisodes(request, slos), counted));
}

/** Labels, bad events and all events of a group; undefined where there is no series. */
type Group = [labels: Record<string, string>, bad: number | undefined, total: number | undefined];

function answers(queries: readonly InstantQuery[], groups: readonly Group[]): Answers {
  return new Map(
    queries.map(({ id, union }): [string, Answer] => {
      const series = (union?.parts ?? []).flatMap(({ key, promql }) =>
        groups.flatMap(([labels, bad, total]) => {
          const value = promql.includes('increase(bad') ? bad : total;
          return value === undefined
            ? []
            : [{ labels: { ...labels, slo_part: key }, timesSeconds: [AT], values: [value] }];
        })
      );
      return [id, { state: 'ok', series, warnings: [] }];
    })
  );
}

function hit(...groups: Group[]) {
  const [one] = withHits(request, found(), answers(planHits(request, found()), groups));
  return one?.state === 'ok' ? one.episodes[0]?.hit : undefined;
}

it('asks for the time of the episode only', () => {
  const [query, ...others] = planHits(request, found());
  expect(others).toEqual([]);
  expect(query!.union!.parts.map(({ promql }) => promql)).toEqual([
    expect.stringContaining('increase(bad[1h] offset 2d1h2m)'),
    expect.stringContaining('increase(total[1h] offset 2d1h2m)'),
  ]);
  expect(query!.promql).toContain('sum by (region,');
});

it('asks as many queries for ten SLOs as for one, and none where nothing burned', () => {
  expect(planHits(request, found(10))).toHaveLength(planHits(request, found(1)).length);
  const slos = slosOf(1);
  const quiet = judgeEpisodes(
    request,
    slos,
    answersOf(planEpisodes(request, slos), (metric, from, to) => (metric === 'total' ? to - from : 0))
  );
  expect(planHits(request, quiet)).toEqual([]);
});

it('names the group whose share of bad events exceeds its share of the traffic', () => {
  expect(
    hit(
      [{ region: 'us' }, 100, 27_000],
      [{ region: 'eu', provider: 'aws' }, 800, 4500],
      [{ region: 'eu', provider: 'azure' }, 100, 4500]
    )
  ).toEqual({
    // Of 1,000 bad events in 36,000.
    group: { label: 'provider', value: 'aws', badRatio: 0.8, trafficRatio: 0.125 },
    release: null,
  });
});

it('names the region where the provider tells the same', () => {
  expect(
    hit([{ region: 'us', provider: 'gcp' }, 0, 27_000], [{ region: 'eu', provider: 'aws' }, 900, 9000])
  ).toMatchObject({ group: { label: 'region', value: 'eu', badRatio: 1, trafficRatio: 0.25 } });
});

it('names the version that served what was bad', () => {
  expect(hit([{ version: '1.0' }, 50, 35_000], [{ version: '1.1', region: 'eu' }, 950, 1000])).toMatchObject({
    release: { label: 'version', value: '1.1', badRatio: 0.95 },
  });
  expect(hit([{ version: '1.1' }, 950, 1000])).toMatchObject({ group: null, release: { value: '1.1', badRatio: 1 } });
});

it('has nothing to name without labels, and without an answer', () => {
  const nothing = { group: null, release: null };
  expect(hit([{}, 900, 36_000])).toEqual(nothing);
  expect(hit()).toEqual(nothing);
  const [one] = withHits(request, found(), new Map());
  expect(one).toMatchObject({ episodes: [{ hit: nothing }] });
});

it('takes a group without a failure for one, and leaves out one whose traffic nobody knows', () => {
  expect(hit([{ region: 'us' }, undefined, 18_000], [{ region: 'eu' }, 900, 18_000])).toMatchObject({
    group: { value: 'eu', badRatio: 1, trafficRatio: 0.5 },
  });
  expect(hit([{ region: 'us' }, 900, undefined], [{ region: 'eu' }, 900, 18_000])).toMatchObject({ group: null });
});
