import { parseEventRatio } from './eventRatio';
import { print } from './print';

function read(query: string) {
  const parsed = parseEventRatio(query);
  const texts = (count: ReadonlyArray<{ sign: number; selector: Parameters<typeof print>[0] }>) =>
    count.map(({ sign, selector }) => `${sign > 0 ? '+' : '-'}${print(selector)}`).join(' ');
  return parsed.ok
    ? { part: texts(parsed.part.count), total: texts(parsed.total.count), complement: parsed.complement }
    : parsed.problem.kind;
}

describe('a query that is a ratio of counts', () => {
  it.each<[string, { part: string; total: string; complement: boolean }]>([
    ['good_total / all_total', { part: '+good_total', total: '+all_total', complement: false }],
    [
      'sum(rate(bad_total{code="500"}[5m])) / sum(rate(all_total[5m]))',
      { part: '+bad_total{code="500"}', total: '+all_total', complement: false },
    ],
    ['1 - bad_total / all_total', { part: '+bad_total', total: '+all_total', complement: true }],
    ['(1 - ((bad_total) / (all_total)))', { part: '+bad_total', total: '+all_total', complement: true }],
    ['1.0 - (bad_total / all_total)', { part: '+bad_total', total: '+all_total', complement: true }],
    [
      '(a_total - b_total) / (a_total + c_total)',
      { part: '+a_total -b_total', total: '+a_total +c_total', complement: false },
    ],
    [
      '1 - (\n  # failed\n  sum(rate(bad_total[{{.window}}]))\n  /\n  sum(rate(all_total[{{.window}}]))\n)',
      { part: '+bad_total', total: '+all_total', complement: true },
    ],
  ])('%s', (query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  it.each([
    ['slo:error:ratio', 'notARatio'],
    ['2 - a_total / b_total', 'notARatio'],
    ['1 + a_total / b_total', 'notARatio'],
    ['a_total / b_total / c_total', 'notARatio'],
    ['100 * a_total / b_total', 'notARatio'],
    ['a_total / on(job) b_total', 'notARatio'],
    ['avg(a_total) / b_total', 'notARatio'],
    ['1 - sum(sum_over_time(x[5m])) / sum(count_over_time(x[5m]))', 'notARatio'],
    ['a_total /', 'syntax'],
    ['  # nothing', 'empty'],
  ])('%s is %s', (query, expected) => {
    expect(read(query)).toBe(expected);
  });
});
