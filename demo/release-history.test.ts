/** @jest-environment node */
import { type Column } from './columns';
import { releaseColumns, releaseFineStart } from './release-history';
import { podsOf } from './releases';
import { absent } from './series';
import { createWorld } from './stories';
import { createTruth } from './truth';

const anchorSeconds = Date.parse('2026-11-24T02:30:00Z') / 1000;
const world = createWorld({ anchorSeconds });
const columns = releaseColumns(world);

function of(version: string, labels: Readonly<Record<string, string>>): Column[] {
  const wanted = Object.entries({ ...labels, version });
  return columns.filter((column) => wanted.every(([name, value]) => column.labels[name] === value));
}

function valuesAt(all: readonly Column[], seconds: number): number[] {
  const minute = Math.floor(seconds / 60);
  return all
    .map(({ valueAt }) => valueAt(minute - world.startMinute, seconds / 60 - minute))
    .filter((value) => value !== absent);
}

const sumAt = (all: readonly Column[], seconds: number) =>
  valuesAt(all, seconds).reduce((sum, value) => sum + value, 0);
const answers = (version: string, code: string) => of(version, { __name__: 'restaurant_answers_total', code });
const bucket = (version: string, le: string) => of(version, { __name__: 'restaurant_answer_seconds_bucket', le });

test.each([
  ['7.3.0', 26 * 3600, 3600],
  ['7.3.1', 3 * 3600, 3600],
  ['2.1.0', 3000, 3000],
] as const)('%s has counted what was drawn', (version, before, seconds) => {
  const from = anchorSeconds - before;
  const service = version.startsWith('7') ? 'loyalty' : 'catering';
  const { total, failed, quick } = createTruth({ anchorSeconds }).releaseCounts(service, version, from, from + seconds);
  const at = (all: readonly Column[]) => sumAt(all, from + seconds);
  expect([at(answers(version, '200')), at(answers(version, '500'))]).toEqual([total - failed, failed]);
  expect([at(bucket(version, '0.3')), at(bucket(version, '+Inf'))]).toEqual([quick, total]);
  expect(total).toBeGreaterThan(1000);
});

test('a process begins at nothing after its rollout and is scraped from then on until it ends', () => {
  const [from, to] = [anchorSeconds - 26 * 3600, anchorSeconds - 25 * 3600];
  const counted = [...answers('7.3.0', '200'), ...answers('7.3.0', '500')];
  expect(valuesAt(counted, from)).toEqual([]);
  expect(valuesAt(counted, from + 5)).toEqual([0, 0, 0, 0]);
  expect(valuesAt(of('7.3.0', { __name__: 'process_start_time_seconds' }), from + 15)).toEqual([from + 5, from + 5]);
  expect(valuesAt(counted, to)).toHaveLength(4);
  expect(valuesAt(counted, to + 1)).toEqual([]);
  expect(releaseFineStart(world) * 60).toBeLessThan(from - 300);
});

test('at any moment all requests have a code and a bound, and none is taken back', () => {
  const pods = podsOf(world).filter(({ toMinute }) => toMinute === Infinity);
  for (const { instance, version } of pods) {
    const exposed = (name: string) => of(version, { __name__: name, instance });
    const buckets = exposed('restaurant_answer_seconds_bucket');
    let before: number[] = [];
    for (let seconds = anchorSeconds - 600; seconds < anchorSeconds; seconds += 7.3) {
      const total = sumAt(exposed('restaurant_answers_total'), seconds);
      const bounded = valuesAt(buckets, seconds);
      const [count] = valuesAt(exposed('restaurant_answer_seconds_count'), seconds);
      expect([bounded.at(-1), count]).toEqual([total, total]);
      expect(bounded).toEqual([...bounded].sort((a, b) => a - b));
      // Neither is a request that took longer than a bound, which a bucket hides in a difference.
      const cells = bounded.map((value, index) => value - (bounded[index - 1] ?? 0));
      expect(cells.filter((value, index) => !Number.isInteger(value) || value < (before[index] ?? 0))).toEqual([]);
      before = cells;
    }
  }
});

test('pods share the requests of their service', () => {
  const truth = createTruth({ anchorSeconds });
  const perSecond = (version: string, from: number, seconds: number) =>
    truth.releaseCounts('loyalty', version, from, from + seconds).total / seconds;
  expect(Math.round(perSecond('7.2.0', anchorSeconds - 6 * 3600, 3600))).toBe(40);
  expect(Math.round(perSecond('7.2.0', anchorSeconds - 3 * 3600, 3600))).toBe(24);
  expect(Math.round(perSecond('7.3.1', anchorSeconds - 3 * 3600, 3600))).toBe(16);
});
