import type { ReadPart } from '../union';
import { termKey, type Terms } from './terms';

/** The step that the upstream says it used, or else the least distance of two points. */
export function answeredStep(answers: ReadonlyArray<ReturnType<ReadPart>>): number | null {
  let least: number | null = null;
  for (const answer of answers) {
    if (answer.state === 'ok' && answer.stepSeconds !== undefined) {
      return answer.stepSeconds;
    }
    for (const { timesSeconds } of answer.state === 'ok' ? answer.series : []) {
      for (let index = 1; index < timesSeconds.length; index++) {
        const distance = (timesSeconds[index] ?? 0) - (timesSeconds[index - 1] ?? 0);
        least = least === null ? distance : Math.min(least, distance);
      }
    }
  }
  return least;
}

/** The sample of a term at a time, as if it had been asked for alone. */
export function samplesByTime(terms: Terms, read: ReadPart, id: string) {
  const byKey = new Map<string, Map<number, number>>();
  return (selector: Parameters<typeof termKey>[1], timeSeconds: number): ReturnType<ReadPart> => {
    const key = termKey(terms, selector);
    const answer = read(id, key);
    if (answer.state === 'failed') {
      return answer;
    }
    const known = byKey.get(key);
    const samples =
      known ?? new Map(answer.series.flatMap((one) => one.timesSeconds.map((time, i) => [time, one.values[i] ?? NaN])));
    byKey.set(key, samples);
    const value = samples.get(timeSeconds);
    return {
      ...answer,
      series: value === undefined ? [] : [{ labels: {}, timesSeconds: [timeSeconds], values: [value] }],
    };
  };
}
