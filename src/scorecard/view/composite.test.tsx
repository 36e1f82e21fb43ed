import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { MemberDetail } from '../../core/frame/sloTable';
import type { Spec } from '../testing';
import { CART, cell, renderRows, row } from './testing';

const SEARCH: MemberDetail = {
  ...{ name: 'Search', weight: 1, objective: 0.99, sli: 0.996, spent: 0.4 },
  ...{ state: 'measured', reason: '', badEvents: 4, totalEvents: 1000 },
};
const PAY: MemberDetail = {
  ...{ name: 'Pay', weight: 0.5, objective: 0.999, sli: 0.9998, spent: 0.2 },
  ...{ state: 'measured', reason: '', badEvents: 2, totalEvents: 10_000 },
};
const IDLE: MemberDetail = {
  ...{ name: 'Refund', weight: 2, objective: 0.9, sli: null, spent: null },
  ...{ state: 'noTraffic', reason: 'No events were counted: 0/0.', badEvents: 0, totalEvents: 0 },
};

function journey(members: MemberDetail[], extra: Partial<Spec> = {}): Spec {
  return {
    ...CART,
    ...{ name: 'journey', objective: null, sli: null, budget: 0.5 },
    details: { method: 'The members.', members },
    ...extra,
  };
}

test('a composite has objectives of its members, and no SLI to be mistaken for one', () => {
  renderRows([journey([SEARCH, PAY])]);
  expect(cell('journey', 'Objective')).toHaveTextContent(/^2 objectives over 30d$/);
  expect(cell('journey', 'SLI')).toHaveTextContent(/^—$/);
  expect(cell('journey', 'Budget left')).toHaveTextContent(/^50\.0%$/);
});

test('its budget tells one click away how it is made of its members', async () => {
  renderRows([journey([SEARCH, PAY, IDLE])]);
  await userEvent.setup().click(within(row('journey')).getByRole('button', { name: '50.0%' }));
  const facts = within(screen.getByTestId('toggletip-content'));
  const words = (role: string) => facts.getAllByRole(role).map(({ textContent }) => textContent);
  expect(words('term').map((name, index) => [name, words('definition')[index]])).toEqual([
    ['Left', '50.0%'],
    ['Calculated', '100% − 1 × 40% − 0.5 × 20% = 50%'],
    ['Search', '40% of its own budget spent: 4 of 1,000 bad, SLI 99.6%, objective 99%, weight 1'],
    ['Pay', '20% of its own budget spent: 2 of 10,000 bad, SLI 99.98%, objective 99.9%, weight 0.5'],
    ['Refund', 'No events were counted: 0/0. (objective 90%, weight 2)'],
    ['SLI from', 'The members.'],
  ]);
});

test('a composite that cannot be seen says why', () => {
  const gone: MemberDetail = { ...PAY, sli: null, spent: null, state: 'noData', reason: 'The series is gone.' };
  renderRows([
    journey([SEARCH, gone], {
      ...{ budget: null, dataState: 'noData', dataStateReason: 'Pay: The series is gone.' },
      ...{ status: 'blind', statusReason: 'Pay: The series is gone.' },
    }),
  ]);
  expect(cell('journey', 'Budget left')).toHaveTextContent(/no data/);
  expect(cell('journey', 'Objective')).toHaveTextContent(/^2 objectives/);
});

test.each([
  ['text', 'members'],
  ['half of a member', [{ name: 'Search', weight: 1 }]],
  ['a state nobody knows', [{ ...SEARCH, state: 'fine' }]],
])('members that are %s are none', (_, members) => {
  renderRows([{ ...journey([]), details: { members } }]);
  expect(within(row('journey')).getByRole('button', { name: '50.0%' })).toHaveAccessibleDescription('Left: 50.0%');
});

test('in a narrow panel the objectives stand below the SLI', () => {
  renderRows([journey([SEARCH, PAY])], { width: 700 });
  expect(row('journey')).toHaveTextContent(/2 objectives/);
});
