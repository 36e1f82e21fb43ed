import { answersOf, countedDefinition, type Counted } from '../../core/query/events/testing';
import { judgeSlos } from '../../core/query/slos/judge';
import { planSlos } from '../../core/query/slos/plan';
import { mergeDefinitions } from '../../core/slo/merge';
import { calculationFrame } from './calculation';

const AT = 1_790_000_000;

function table(counted: Counted): Array<Record<string, unknown>> {
  const request = { fromSeconds: AT - 86_400, toSeconds: AT, trend: false };
  const slos = mergeDefinitions({ uid: 'prom', name: 'Prometheus', labels: {} }, [], [countedDefinition()]);
  const rows = judgeSlos(request, slos, answersOf(planSlos(request, slos), counted));
  const { fields, length } = calculationFrame('A', rows);
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(fields.map(({ name, values }) => [name, values[index]]))
  );
}

it('says of every number in words what it is, and fills its formula in', () => {
  const told = table((metric, from, to) => (metric === 'total' ? 10 : 0.03) * (to - from));
  expect(told[0]).toMatchObject({
    slo: 'orders / a',
    quantity: 'SLI',
    over: '30d',
    formula: '(all events − bad events) ÷ all events',
    numbers: '(25920000 − 77760) ÷ 25920000',
    result: '99.7%',
    data: 'measured',
    how: expect.stringContaining('every event weighs the same'),
    promql: 'sum(increase(bad[30d]))\nsum(increase(total[30d]))',
  });
  expect(told[1]).toMatchObject({ quantity: 'Error budget', over: '', numbers: '1 − 0.99', result: '1%', data: '' });
  expect(told[2]).toMatchObject({ quantity: 'Budget left', numbers: '1 − (1 − 0.997) ÷ 0.01', result: '70%' });
  const rates = told.slice(3);
  expect(new Set(rates.map(({ quantity }) => quantity))).toEqual(new Set(['Burn rate']));
  expect(rates[0]).toMatchObject({ over: '5m', formula: 'share of bad events ÷ error budget', result: '0.3x' });
});

it('says why a number is not known, and never gives one', () => {
  const told = table(() => undefined).filter(({ quantity }) => quantity !== 'Error budget');
  for (const row of told) {
    expect(row).toMatchObject({ numbers: '', result: '', value: null, data: expect.stringMatching(/^no data: ./) });
  }
});
