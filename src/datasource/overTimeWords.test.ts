import { absenceWords } from './overTimeWords';

it('says why nothing is told of a composite over time, and what to do', () => {
  expect(absenceWords('checkout', { kind: 'composite' })).toBe(
    'checkout: a composite has no events of its own that could be followed over time. Write its members as SLOs of their own too, and it is told of each of them.'
  );
});
