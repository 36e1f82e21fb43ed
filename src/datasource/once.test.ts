import { once } from './once';

it('asks once for the words of equal things, and for each that differs', () => {
  const asked: string[] = [];
  const words = once(({ kind }: { kind: string }) => {
    asked.push(kind);
    return `it is ${kind}`;
  });
  expect([{ kind: 'blind' }, { kind: 'gone' }, { kind: 'blind' }].map(words)).toEqual([
    'it is blind',
    'it is gone',
    'it is blind',
  ]);
  expect(asked).toEqual(['blind', 'gone']);
});

it('knows a text that is empty', () => {
  const words = jest.fn(() => '');
  const said = once(words);
  expect([said(1), said(1)]).toEqual(['', '']);
  expect(words).toHaveBeenCalledTimes(1);
});

it('forgets, rather than remember without an end', () => {
  const words = jest.fn(String);
  const said = once(words);
  for (let number = 0; number <= 10_000; number++) {
    said(number);
  }
  expect(said(0)).toBe('0');
  expect(words).toHaveBeenCalledTimes(10_002);
});
