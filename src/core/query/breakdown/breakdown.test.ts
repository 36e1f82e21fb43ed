import fc from 'fast-check';
import { selector } from '../../promql/ast';
import { mergeDefinitions } from '../../slo/merge';
import type { Slo } from '../../slo/slo';
import { countedDefinition } from '../events/testing';
import type { Answer, Answers } from '../port';
import {
  judgeBreakdown,
  type GroupOfEvents,
  MOST_GROUPS,
  MOST_SERIES,
  MOST_SLOS,
  planBreakdown,
  type BreakdownRequest,
} from './breakdown';

const HOUR = 3600;
const AT = 497_222 * HOUR;

function counted(names: readonly string[]): Slo[] {
  return mergeDefinitions(
    { uid: 'prom', name: 'Prometheus', labels: {} },
    [],
    names.map((name) =>
      countedDefinition({
        name,
        events: {
          counted: 'bad',
          part: [{ sign: 1, selector: selector(`bad_${name}`) }],
          total: [{ sign: 1, selector: selector(`total_${name}`) }],
        },
      })
    )
  );
}

interface Counts {
  labels: Record<string, string>;
  /** The metric that has the labels; both where it is absent. */
  side?: 'bad' | 'total';
  bad: number;
  total: number;
}

const request = (label = ''): BreakdownRequest => ({ fromSeconds: AT - 6 * HOUR, toSeconds: AT, label });

function told(counts: readonly Counts[], label = '', slos = counted(['a'])) {
  const answers: Answers = new Map(
    planBreakdown(request(label), slos).map(({ id, union }): [string, Answer] => [
      id,
      {
        state: 'ok',
        warnings: [],
        series: (union?.parts ?? []).flatMap(({ key, promql }) =>
          counts.map(({ labels, bad, total, side }) => {
            const counted = promql.includes('bad_') ? 'bad' : 'total';
            return {
              labels: { ...((side ?? counted) === counted ? labels : {}), slo_part: key },
              timesSeconds: [AT],
              values: [counted === 'bad' ? bad : total],
            };
          })
        ),
      },
    ])
  );
  return judgeBreakdown(request(label), slos, answers);
}

it('asks for the events of the whole range by every label that tells groups, in one query for all SLOs', () => {
  const queries = planBreakdown(request(), counted(['a', 'b']));
  expect(queries).toHaveLength(1);
  expect(queries[0]?.atSeconds).toBe(AT);
  expect(queries[0]?.promql).toContain('increase(bad_a[6h])');
  expect(queries[0]?.promql).toMatch(/sum by \(region, zone, .*version/);
});

it('asks by the label that is named, and for no less than two samples', () => {
  const [query] = planBreakdown({ ...request('tenant'), fromSeconds: AT - 60 }, counted(['a']));
  expect(query?.promql).toContain('sum by (tenant)');
  expect(query?.promql).toContain('increase(bad_a[5m])');
});

it('ranks by how much more of the bad events than of the traffic a group has, not by its size', () => {
  const [one] = told([
    { labels: { region: 'eu' }, bad: 100, total: 9000 },
    { labels: { region: 'us' }, bad: 300, total: 1000 },
  ]);
  expect(one).toMatchObject({
    state: 'ok',
    leftOut: 0,
    groups: [
      { label: 'region', value: 'us', bad: 300, total: 1000, badRatio: 0.75, trafficRatio: 0.1, standsOut: true },
      { label: 'region', value: 'eu', bad: 100, total: 9000, badRatio: 0.25, trafficRatio: 0.9, standsOut: false },
    ],
  });
});

it('has no share of the bad events where nothing was bad, and nobody stands out', () => {
  const [one] = told([
    { labels: { region: 'eu' }, bad: 0, total: 30 },
    { labels: { region: 'us' }, bad: 0, total: 10 },
  ]);
  expect(one).toMatchObject({
    groups: [
      { value: 'eu', badRatio: null, trafficRatio: 0.75, standsOut: false },
      { value: 'us', badRatio: null, trafficRatio: 0.25, standsOut: false },
    ],
  });
});

it('leaves out labels that no event carries, but not one that was asked for', () => {
  const counts = [{ labels: {}, bad: 1, total: 10 }];
  expect(told(counts)[0]).toMatchObject({ state: 'ok', groups: [] });
  expect(told(counts, 'tenant')[0]).toMatchObject({ groups: [{ label: 'tenant', value: '', trafficRatio: 1 }] });
});

it('tells the first twenty of a label and counts the others', () => {
  const counts = Array.from({ length: 23 }, (_, index) => ({
    labels: { region: `r${index}` },
    bad: index,
    total: 100,
  }));
  const [one] = told(counts);
  expect(one).toMatchObject({ state: 'ok', leftOut: 3 });
  expect(one?.state === 'ok' && one.groups).toHaveLength(MOST_GROUPS);
  expect(one?.state === 'ok' && one.groups[0]?.value).toBe('r22');
});

it('says of every SLO that is not asked for why', () => {
  const slos = counted(Array.from({ length: MOST_SLOS + 1 }, (_, index) => `s${index}`));
  const last = told([{ labels: { region: 'eu' }, bad: 1, total: 2 }], '', slos).at(-1);
  expect(last).toMatchObject({ state: 'absent', absence: { kind: 'tooMany' } });
  const { events: _events, ...ratiosOnly } = counted(['a'])[0]!;
  expect(told([], '', [ratiosOnly])).toMatchObject([{ state: 'absent', absence: { kind: 'eventsUnknown' } }]);
});

it('tells an SLO without events, and one whose query failed, from one that is well', () => {
  expect(told([])).toMatchObject([{ state: 'absent', absence: { kind: 'noEvents' } }]);
  const slos = counted(['a']);
  const failed: Answers = new Map(
    planBreakdown(request(), slos).map(({ id }) => [id, { state: 'failed', message: 'too slow', cause: 'refused' }])
  );
  expect(judgeBreakdown(request(), slos, failed)).toMatchObject([
    { state: 'absent', absence: { kind: 'unmeasured', what: { state: 'error' } } },
  ]);
});

it.each(['bad', 'total'] as const)('makes no group wholly good that only lacks the label of its %s events', (side) => {
  const counts = [{ labels: { region: 'eu' }, bad: 50, total: 100, side }];
  expect(told(counts, 'region')).toMatchObject([
    { state: 'absent', absence: { kind: 'labelOnOneSide', label: 'region' } },
  ]);
  expect(told(counts)).toMatchObject([{ state: 'ok', groups: [] }]);
});

it('tells nothing of an SLO whose groups are cut off, since nobody knows which events those are', () => {
  const pods = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ labels: { pod: `pod-${index}` }, bad: 1, total: 10 }));
  expect(planBreakdown(request('pod'), counted(['a']))[0]?.promql).toContain(`topk(${MOST_SERIES}, sum by (pod)`);
  expect(told(pods(MOST_SERIES), 'pod')).toMatchObject([
    { state: 'absent', absence: { kind: 'tooManyGroups', label: 'pod', most: MOST_SERIES - 1 } },
  ]);
  expect(told(pods(MOST_SERIES - 1), 'pod')).toMatchObject([{ state: 'ok', leftOut: MOST_SERIES - 1 - MOST_GROUPS }]);
});

it('shares of a label add up to all, in whatever order the series come', () => {
  const group = fc.record({ bad: fc.nat(1000), good: fc.nat(1000) });
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: MOST_GROUPS }), (groups) => {
      const counts = groups.map(({ bad, good }, index) => ({
        labels: { region: `r${index}` },
        bad,
        total: bad + good,
      }));
      const [one] = told(counts);
      const [turned] = told([...counts].reverse());
      if (one?.state !== 'ok' || turned?.state !== 'ok') {
        throw new Error('there are events');
      }
      expect(turned.groups).toEqual(one.groups);
      const sum = (of: (group: GroupOfEvents) => number) => one.groups.reduce((all, some) => all + of(some), 0);
      expect(one.groups).toHaveLength(groups.length);
      expect(sum(({ bad }) => bad)).toBe(counts.reduce((all, { bad }) => all + bad, 0));
      if (sum(({ total }) => total) > 0) {
        expect(sum(({ trafficRatio }) => trafficRatio)).toBeCloseTo(1, 9);
      }
      if (sum(({ bad }) => bad) > 0) {
        expect(sum(({ badRatio }) => badRatio ?? NaN)).toBeCloseTo(1, 9);
      }
    })
  );
});
