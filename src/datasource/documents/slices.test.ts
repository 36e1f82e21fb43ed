import { readWithoutBlocking } from './read';

const DOCUMENTS = 2000;
const KILOBYTES = 2000;

function document(index: number): string {
  const text = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: slo-${index} }
spec:
  target: "99.9"
  window: 4w
  indicator:
    ratio:
      errors: { metric: 'errors_total{slo="${index}"}' }
      total: { metric: 'requests_total{slo="${index}"}' }
`;
  return `${text}# ${'x'.repeat((KILOBYTES * 1000) / DOCUMENTS - text.length - 8)}\n`;
}

describe('2,000 documents in 2 MB', () => {
  const text = Array.from({ length: DOCUMENTS }, (_, index) => document(index)).join('---\n');

  it('leave the page its turn after every few of them, whatever one costs', async () => {
    expect(text.length).toBeGreaterThan(0.99 * KILOBYTES * 1000);
    // Time passes only with steps, one of which is at most one document: 5 ms each.
    let [time, steps, longest, pauses] = [0, 0, 0, 0];
    const clock = {
      nowMilliseconds: () => {
        steps += 1;
        time += 5;
        return time;
      },
      pause: () => {
        longest = Math.max(longest, steps);
        steps = 0;
        pauses += 1;
        return Promise.resolve();
      },
    };
    const { definitions, problems } = await readWithoutBlocking(text, clock, Infinity);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(DOCUMENTS);
    // 16 ms are over with the fourth document; the clock is read once more after the pause.
    expect(longest).toBe(5);
    // Every document is one step of parsing and one of reading.
    expect(pauses).toBeGreaterThanOrEqual((2 * DOCUMENTS) / 4);
  });

  it('are refused at once where they are too many for the configuration', async () => {
    const pause = jest.fn(() => Promise.resolve());
    const { definitions, problems } = await readWithoutBlocking(text, { nowMilliseconds: () => 0, pause });
    expect(definitions).toEqual([]);
    expect(problems).toMatchObject([{ issue: { kind: 'refused', what: 'size' } }]);
    expect(pause).not.toHaveBeenCalled();
  });
});
