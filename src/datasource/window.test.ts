import { invalidWindowWords, readWindow } from './window';

describe('the window of a query', () => {
  it.each(['', '  ', 'own'])('is that of each SLO for %j', (text) => {
    expect(readWindow(text)).toEqual({ ok: true, windowSeconds: null });
  });

  it.each([
    ['7d', 604_800],
    [' 28d ', 2_419_200],
    ['4w', 2_419_200],
    ['1h30m', 5400],
    ['604800s', 604_800],
  ])('%j is %d seconds', (text, windowSeconds) => {
    expect(readWindow(text)).toEqual({ ok: true, windowSeconds });
  });

  it.each(['7', '7 days', '-7d', '0', '0s', '{7d,14d}', '$window', `${'9'.repeat(400)}d`])('is not %j', (text) => {
    expect(readWindow(text)).toEqual({ ok: false, text });
  });

  it('names a text that is none', () => {
    expect(invalidWindowWords('7 days/<b>')).toContain('“7 days/<b>” is no duration');
  });
});
