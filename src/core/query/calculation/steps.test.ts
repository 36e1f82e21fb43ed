import { measured } from '../../budget/dataState';
import { mergeDefinitions } from '../../slo/merge';
import { slothSlo } from '../../slo/sloth/slo';
import { answersOf, countedDefinition, type Counted } from '../events/testing';
import type { Answer } from '../port';
import { judgeSlos } from '../slos/judge';
import { planSlos } from '../slos/plan';
import type { SloRow } from '../slos/row';
import { calculationOf, type Step } from './steps';

const AT = 1_790_000_000;
const request = { fromSeconds: AT - 86_400, toSeconds: AT, trend: false };
const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

/** 10 events a second, three in a thousand of them bad. */
const counted: Counted = (metric, from, to) => (metric === 'total' ? 10 : 0.03) * (to - from);

function countedRow(change: Parameters<typeof countedDefinition>[0] = {}): SloRow {
  const slos = mergeDefinitions(upstream, [], [countedDefinition(change)]);
  return judgeSlos(request, slos, answersOf(planSlos(request, slos), counted))[0]!;
}

/** What Sloth has recorded: every ratio of it is 0.004. */
function recordedRow(): SloRow {
  const labels = { sloth_id: 'orders-a', sloth_service: 'orders', sloth_slo: 'a' };
  const slo = slothSlo({
    upstream,
    info: labels,
    objectiveRatio: 0.99,
    periodDays: 30,
    recordedWindowsSeconds: [300, 3600, 30 * 86_400],
    current: true,
  });
  const answers = planSlos(request, [slo]).map(({ id }): [string, Answer] => [
    id,
    { state: 'ok', series: [{ labels, timesSeconds: [AT], values: [0.004] }], warnings: [] },
  ]);
  return judgeSlos(request, [slo], new Map(answers))[0]!;
}

const stepOf = (row: SloRow, quantity: Step['quantity'], windowSeconds?: number) =>
  calculationOf(row).find(
    (step) => step.quantity === quantity && (windowSeconds === undefined || step.windowSeconds === windowSeconds)
  )!;

/** What a reader gets who types the numbers into a calculator, left of what is told to compare. */
function computed(numbers: string): number {
  const tokens = numbers.split(' = ')[0]!.match(/[\d.]+(?:e-?\d+)?|[−+×÷()]/g)!;
  const next = () => tokens.shift()!;
  const atom = (): number => {
    const token = next();
    if (token !== '(') {
      return Number(token);
    }
    const inner = sum();
    next();
    return inner;
  };
  const product = (): number => {
    let value = atom();
    while (tokens[0] === '×' || tokens[0] === '÷') {
      value = next() === '×' ? value * atom() : value / atom();
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[0] === '−' || tokens[0] === '+') {
      value = next() === '+' ? value + product() : value - product();
    }
    return value;
  };
  return sum();
}

it('of counted events fills in the events, the objective and each burn rate', () => {
  const row = countedRow();
  // 30 days of ten events a second.
  expect(stepOf(row, 'sli')).toMatchObject({
    formula: 'goodOfAll',
    numbers: '(25920000 − 77760) ÷ 25920000',
    promql: ['sum(increase(bad[30d]))', 'sum(increase(total[30d]))'],
  });
  expect(stepOf(row, 'errorBudget').numbers).toBe('1 − 0.99');
  expect(stepOf(row, 'budgetRemaining')).toMatchObject({ formula: 'budget', numbers: '1 − (1 − 0.997) ÷ 0.01' });
  expect(stepOf(row, 'burnRate', 3600)).toMatchObject({
    numbers: '0.003 ÷ 0.01',
    promql: ['sum(increase(bad[1h]))', 'sum(increase(total[1h]))'],
  });
});

it.each([
  ['counted', countedRow],
  ['recorded', recordedRow],
  ['composite', compositeRow],
])('every number of a %s SLO is what its numbers give', (_, rowOf) => {
  const filled = calculationOf(rowOf()).filter(({ numbers }) => numbers !== '');
  expect(filled.length).toBeGreaterThan(0);
  for (const { numbers, value, formula } of filled.filter((step) => step.formula !== 'recordedBudget')) {
    expect({ formula, value }).toEqual({ formula, value: expect.closeTo(computed(numbers), 6) });
  }
});

it('of recorded ratios says that the tool has recorded it, from its own series', () => {
  const row = recordedRow();
  expect(stepOf(row, 'sli')).toMatchObject({ formula: 'oneLessRecorded', numbers: '1 − 0.004' });
  expect(stepOf(row, 'sli').promql.join()).toMatch(/^[^,]*ratio_rate30d\{.*sloth_id="orders-a"/);
  // The budget that it has recorded is another one than the ratio gives, as a row then says.
  expect(stepOf(row, 'budgetRemaining')).toMatchObject({
    formula: 'recordedBudget',
    numbers: '1 − (1 − 0.996) ÷ 0.01 = 0.6',
    value: 0.004,
  });
  expect(stepOf(row, 'burnRate', 3600).promql.join()).toMatch(/ratio_rate1h\{/);
});

function compositeRow(): SloRow {
  const { events } = countedDefinition();
  const member = (name: string, weight: number) => ({ name, weight, objectiveRatio: 0.99, events: events! });
  return countedRow({ objectiveRatio: null, composite: [member('pay', 2), member('search', 0.5)], events: undefined });
}

it('of a composite adds up what its members have spent', () => {
  const [first] = calculationOf(compositeRow());
  expect(first).toMatchObject({ formula: 'budgetOfMembers', numbers: '1 − (2 × 0.3 + 0.5 × 0.3)' });
});

it('fills in nothing where a number is not known', () => {
  const slos = mergeDefinitions(upstream, [], [countedDefinition()]);
  const [blind] = judgeSlos(
    request,
    slos,
    answersOf(planSlos(request, slos), () => undefined)
  );
  for (const { quantity, numbers, value } of calculationOf(blind!).filter((step) => step.quantity !== 'errorBudget')) {
    expect({ quantity, numbers, value }).toEqual({ quantity, numbers: '', value: null });
  }
});

it('tells the numbers of events beside those of the tool, with the events', () => {
  const row = { ...recordedRow(), eventWeighted: countedRow().eventWeighted };
  expect(stepOf(row, 'eventSli').numbers).toBe('(25920000 − 77760) ÷ 25920000');
  expect(computed(stepOf(row, 'eventBudgetRemaining').numbers)).toBeCloseTo(0.7, 6);
  expect(stepOf({ ...row, sli: measured(0.9) }, 'sli').numbers).toBe('1 − 0.1');
});
