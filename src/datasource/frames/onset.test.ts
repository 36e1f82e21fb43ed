import { FieldType } from '@grafana/data';
import { answersOf, type Counted, countedDefinition } from '../../core/query/events/testing';
import { judgeSlos } from '../../core/query/slos/judge';
import { planOnsets, withOnsets } from '../../core/query/slos/onsets';
import { planSlos } from '../../core/query/slos/plan';
import type { SloDetails } from '../../core/frame/sloTable';
import { mergeDefinitions } from '../../core/slo/merge';
import { sloTableFrame } from './sloTable';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  [countedDefinition({ name: 'answered' })]
);

function table(counted: Counted) {
  const request = { fromSeconds: AT - DAY, toSeconds: AT, trend: false };
  const rows = judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
  const plan = planOnsets(AT, rows);
  const frame = sloTableFrame('A', withOnsets(plan, answersOf(plan.queries, counted))(rows));
  const field = (name: string) => frame.fields.find((one) => one.name === name)!;
  const value = (name: string): unknown => field(name).values[0];
  return { field, value, details: value('details') as SloDetails };
}

/** Half of all events fail for the last two hours. */
const burning: Counted = (metric, from, to) =>
  metric === 'total' ? to - from : 0.5 * Math.max(0, to - Math.max(from, AT - 2 * HOUR));

it('tells what fires and since when it has burned', () => {
  const { field, value, details } = table(burning);
  expect(field('burningSince').type).toBe(FieldType.time);
  expect(value('burningSince')).toBe((AT - 2 * HOUR) * 1000);
  expect(value('firingPair')).toBe('page 5m/1h');
  expect(details.burningSinceSeen).toBe(true);
  expect(value('statusReason')).toMatch(/worth a page\.$/);
});

it('says in words where it may have begun earlier', () => {
  const young: Counted = (metric, from, to) =>
    from < AT - HOUR && to - from < HOUR ? undefined : burning(metric, from, to);
  const { value, details } = table(young);
  expect(value('burningSince')).toBe((AT - HOUR + 240) * 1000);
  expect(details.burningSinceSeen).toBe(false);
  expect(value('statusReason')).toMatch(
    /worth a page\. It may have begun to burn earlier: there are no numbers of the time before\.$/
  );
});

it('tells nothing where nothing fires', () => {
  const { value, details } = table((metric, from, to) => (metric === 'total' ? to - from : 0));
  expect(value('burningSince')).toBeNull();
  expect(value('firingPair')).toBe('');
  expect(details.burningSinceSeen).toBeNull();
});
