import { mergeDefinitions } from '../../slo/merge';
import { answersOf, type Counted, countedDefinition } from '../events/testing';
import { MOST_COMBINATIONS } from '../events/groupCounts';
import type { Answer, Answers } from '../port';
import { judgeSlos } from './judge';
import { planSlos } from './plan';
import type { SloRow } from './row';
import { planWorstGroups, withWorstGroups } from './worstGroups';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  ['a', 'b'].map((name) => countedDefinition({ name, window: { kind: 'rolling', seconds: 3 * DAY } }))
);

function rows(share: number): SloRow[] {
  const counted: Counted = (metric, from, to) => (metric === 'total' ? 10 : 10 * share) * (to - from);
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };
  return judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
}

/** Bad and all events of the hour in each region. */
function told(all: readonly SloRow[], counts: Record<string, { bad: number; total: number }>): SloRow[] {
  const answers: Answers = new Map(
    planWorstGroups(AT, all).map(({ id, union }): [string, Answer] => [
      id,
      {
        state: 'ok',
        warnings: [],
        series: (union?.parts ?? []).flatMap(({ key, promql }) =>
          Object.entries(counts).map(([region, { bad, total }]) => ({
            labels: { slo_part: key, region },
            timesSeconds: [AT],
            values: [promql.includes('bad') ? bad : total],
          }))
        ),
      },
    ])
  );
  return withWorstGroups(AT, all, answers);
}

it('is asked for over the long window of what fires, in one query for all that do', () => {
  const queries = planWorstGroups(AT, rows(0.5));
  expect(queries).toHaveLength(1);
  expect(queries[0]!.promql).toContain('increase(bad[1h])');
});

it('is not told where there may be more groups than are read', () => {
  const counts = Object.fromEntries(
    Array.from({ length: MOST_COMBINATIONS }, (_, index) => [`r${index}`, { bad: index === 0 ? 900 : 1, total: 1000 }])
  );
  expect(planWorstGroups(AT, rows(0.5))[0]!.promql).toContain(`topk(${MOST_COMBINATIONS}, `);
  expect(told(rows(0.5), counts)[0]!.worstGroup).toBeUndefined();
  delete counts['r1'];
  expect(told(rows(0.5), counts)[0]!.worstGroup).toMatchObject({ value: 'r0' });
});

it('is not asked for where nothing fires', () => {
  expect(planWorstGroups(AT, rows(0.001))).toEqual([]);
});

it('is the group that stands out, with its shares', () => {
  const [first] = told(rows(0.5), { eu: { bad: 900, total: 1000 }, us: { bad: 100, total: 3000 } });
  expect(first!.worstGroup).toEqual({
    label: 'region',
    value: 'eu',
    badRatio: 0.9,
    trafficRatio: 0.25,
    standsOut: true,
  });
});

it('is none where all are hit alike, and where nobody answered', () => {
  const alike = told(rows(0.5), { eu: { bad: 500, total: 1000 }, us: { bad: 1500, total: 3000 } });
  expect(alike.map(({ worstGroup }) => worstGroup)).toEqual([undefined, undefined]);
  expect(withWorstGroups(AT, rows(0.5), new Map()).map(({ worstGroup }) => worstGroup)).toEqual([undefined, undefined]);
});
