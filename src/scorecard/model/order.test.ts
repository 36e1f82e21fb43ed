import { AT, sloFrame, type Spec } from '../testing';
import { byWorst } from './order';
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
