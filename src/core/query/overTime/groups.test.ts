import { countedDefinition } from '../events/testing';
import { mergeDefinitions } from '../../slo/merge';
import { judgeGroups, planGroups } from './groups';

const HOUR = 3600;
const AT = 497_222 * HOUR;
const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], [countedDefinition()]);

/** Two slots of two counters: room for 25 series of each. */
const request = { fromSeconds: AT - 2 * HOUR, toSeconds: AT, stepSeconds: HOUR, label: 'pod', mostPoints: 100 };

function judged(pods: number, labelled = (_promql: string) => true) {
  const queries = planGroups(request, slos);
  const series = queries.flatMap(({ union }) =>
    (union?.parts ?? []).flatMap(({ key, promql }) =>
      Array.from({ length: promql.includes('bad') ? 1 : pods }, (_, index) => ({
        labels: { slo_part: key, ...(labelled(promql) ? { pod: `pod-${index}` } : {}) },
        timesSeconds: [AT - HOUR, AT],
        values: [10, 10],
      }))
    )
  );
  const answers = new Map(queries.map(({ id }) => [id, { state: 'ok' as const, series, warnings: [] }]));
  return judgeGroups(request, slos, answers)[0];
}

it('lets through as many groups as there is room for', () => {
  const parts = planGroups(request, slos).flatMap(({ union }) => union?.parts ?? []);
  expect(parts.map(({ promql }) => /topk\(25, sum by \(pod\) \(increase\((\w+)\[1h\]\)\)\)/.exec(promql)?.[1])).toEqual(
    ['bad', 'total']
  );
});

it('draws those with the most events and counts the others', () => {
  expect(judged(24)).toMatchObject({ state: 'ok', leftOut: 4 });
});

it('draws none where some may have been cut off: of those nobody knows whether the good or the bad are missing', () => {
  expect(judged(25)).toMatchObject({
    state: 'absent',
    absence: { kind: 'tooManyGroups', label: 'pod', most: 24 },
  });
});

it.each(['bad', 'total'])(
  'draws none where only the metric of %s events has the label: every group would look good',
  (side) => {
    expect(judged(1, (promql) => promql.includes(side))).toMatchObject({
      state: 'absent',
      absence: { kind: 'labelOnOneSide', label: 'pod' },
    });
  }
);
