import { AT, failedReading, lost, reading, sloFrame, type Spec } from '../testing';
import { keepLast } from './keepLast';
import { byWorst } from './order';
import type { Reading } from './reading';
import { readRows } from './readRows';

function order(specs: Spec[]): string[] {
  return readRows([sloFrame(specs)], AT)
    .sort(byWorst)
    .map(({ service, name }) => `${service}/${name}`);
}

test('worst status first, whatever the budget', () => {
  const statuses = ['healthy', 'noTraffic', 'atRisk', 'smouldering', 'breached', 'blind', 'burning'];
  expect(order(statuses.map((status, index) => ({ name: status, status, budget: index / 10 })))).toEqual(
    [...statuses].reverse().map((status) => `shop/${status}`)
  );
});

test('then the lowest budget, rows without one last, then service and name', () => {
  const status = 'blind';
  expect(
    order([
      { name: 'none', budget: null, status },
      { name: 'half', status },
      { name: 'b', service: 'a', budget: 0.2, status },
      { name: 'a', service: 'b', budget: 0.2, status },
      { name: 'a', service: 'a', budget: 0.2, status },
      { name: 'over', budget: -3, status },
    ])
  ).toEqual(['shop/over', 'a/a', 'a/b', 'b/a', 'shop/half', 'shop/none']);
});

describe('of rows that cannot be seen any more', () => {
  const HOUR = 3_600_000;
  const last = [
    { name: 'fine', status: 'healthy', budget: 0.05 },
    { name: 'spent', status: 'breached', budget: -1 },
    { name: 'fire', status: 'burning', budget: 0.9 },
    { name: 'smoke', status: 'smouldering', budget: 0.1 },
  ];
  const seen = keepLast(null, reading(last));
  const names = (next: Reading) => [...keepLast(seen, next).rows].sort(byWorst).map(({ name }) => name);

  test('those that were worse stand higher, whatever their budget', () => {
    expect(names(failedReading({ toMilliseconds: AT + HOUR }))).toEqual(['fire', 'spent', 'smoke', 'fine']);
  });

  test('what burns now and what was burning come before all that is merely unseen', () => {
    const [fine, spent, fire] = last as [Spec, Spec, Spec];
    const partly = [
      { ...spent, name: 'spent now' },
      { ...fire, name: 'fire now', budget: 0.1 },
      { name: 'never', status: 'blind', dataState: 'noData', budget: null },
    ];
    const next = reading([lost(fine), lost(spent), lost(fire), lost(last[3] as Spec), ...partly]);
    expect(names(next)).toEqual(['fire now', 'fire', 'never', 'spent', 'smoke', 'fine', 'spent now']);
  });

  test('one that had no budget to keep keeps what its status was', () => {
    const burning = { name: 'fire', status: 'burning', budget: null, burnRates: { '5m': 40, '1h': 20 } };
    const [row] = keepLast(keepLast(null, reading([burning])), failedReading()).rows;
    expect(row).toMatchObject({ status: 'blind', stale: { status: 'burning', atMilliseconds: AT } });
  });
});
