import { mergeDefinitions } from '../../core/slo/merge';
import { slosAt } from '../../core/query/judgedSlo';
import { methodWords, problemWords } from '../words';
import { readConfigured } from './read';
import { changed, words } from './testing';

const upstream = { uid: 'prom', name: 'Prometheus', labels: {} };

function sliced(method: string, objective: string): string {
  return changed(['Occurrences', method], ['- target', `- ${objective}\n      target`]);
}

describe('slices of time of an OpenSLO document', () => {
  it.each([
    [
      sliced('Timeslices', 'timeSliceTarget: 0.95\n      timeSliceWindow: 1m'),
      { kind: 'good', seconds: 60, targetRatio: 0.95 },
    ],
    [sliced('RatioTimeslices', 'timeSliceWindow: 5m'), { kind: 'mean', seconds: 300 }],
  ])('are read with the events they hold, which are no SLI of their own', (text, slices) => {
    const { definitions, problems } = readConfigured(text);
    expect(problems).toEqual([]);
    expect(definitions).toHaveLength(1);
    expect(definitions[0]).toMatchObject({ slices: { ...slices, events: { counted: 'good' } } });
    expect(definitions[0]).not.toHaveProperty('events');
  });

  it.each([
    [
      sliced('Timeslices', 'timeSliceTarget: 0.99\n      timeSliceWindow: 1m'),
      'Share of 1m slices of which at least 99% was good (OpenSLO, Timeslices): every slice with traffic weighs the same, however many events it had.',
    ],
    [
      sliced('RatioTimeslices', 'timeSliceWindow: 5m'),
      'Mean of the shares of good events of 5m slices (OpenSLO, RatioTimeslices): every slice with traffic weighs the same, however many events it had.',
    ],
  ])('are named as the method of the row', (text, expected) => {
    const slos = slosAt(mergeDefinitions(upstream, [], readConfigured(text).definitions), 1_790_000_000);
    const told = slos.flatMap((slo) =>
      slo.slices ? [methodWords({ slo, method: { kind: 'slices', slices: slo.slices } })] : []
    );
    expect(told).toEqual([expected]);
  });

  it('are refused in a composite', () => {
    const composite = sliced('RatioTimeslices', 'timeSliceWindow: 5m')
      .replace(/ {2}indicator:[^]*? {2}timeWindow/, '  timeWindow')
      .replace(/ {2}objectives:[^]*/, (text) => {
        const [, objective = ''] = text.split('objectives:\n');
        const member = `${objective}      indicatorRef: good\n`;
        return `  objectives:\n${member}${member}`;
      });
    expect(words(composite)).toContainEqual(
      expect.stringMatching(/budgetingMethod: RatioTimeslices is not supported for composites/)
    );
    expect(readConfigured(composite).definitions).toEqual([]);
  });

  it('leave out the pairs whose short window is shorter than one', () => {
    const { definitions } = readConfigured(sliced('RatioTimeslices', 'timeSliceWindow: 1h'));
    const [slo] = mergeDefinitions(upstream, [], definitions);
    expect(slo?.pairs.every(({ shortSeconds }) => shortSeconds >= 3600)).toBe(true);
    expect(slo?.pairs.length).toBeGreaterThan(0);
    expect(slo?.problems.map(problemWords)).toContain(
      'the alert pair 5m/1h is left out: a slice of 1h is longer than its short window'
    );
  });
});
