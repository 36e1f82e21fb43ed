import type { SlotCount } from '../../budget/slots';
import type { EventCount, EventsSli } from '../../slo/events';
import type { PartAnswer } from '../union';
import type { ReadTerm } from './count';

/** Times at which slots end: from the first to the last, a step apart. */
export interface SlotTimes {
  firstSeconds: number;
  lastSeconds: number;
  stepSeconds: number;
}

export function timesOf(times: SlotTimes): number[] {
  return Array.from({ length: lengthOf(times) }, (_, index) => times.firstSeconds + index * times.stepSeconds);
}

function lengthOf({ firstSeconds, lastSeconds, stepSeconds }: SlotTimes): number {
  return Math.floor((lastSeconds - firstSeconds) / stepSeconds) + 1;
}

/** What `countEvents` says of one time is null here where it has no number. In a sample: nothing was there, or no number. */
const ABSENT = NaN;
const NO_NUMBER = Infinity;

/**
 * What `countEvents` would count at each of the times, in one pass over the samples instead of one for every time: months
 * of slots are hundreds of thousands. Null where there is no number. Expects answers that have not failed.
 */
export function countSlots(sli: EventsSli, read: ReadTerm, times: SlotTimes): Array<SlotCount | null> {
  const length = lengthOf(times);
  const columns = (count: EventCount) =>
    count.map(({ sign, optional = false, selector }) => ({
      sign,
      optional,
      at: samplesOf(read(selector), times, length),
    }));
  const [total, part] = [columns(sli.total), columns(sli.part)];
  return Array.from({ length }, (_, slot) => {
    const all = isAbsentAt(total, slot) ? null : sumAt(total, slot, true);
    const counted = all === null ? null : sumAt(part, slot, false);
    if (all === null || counted === null || (sli.threshold && all > 0 && isAbsentAt(part, slot))) {
      return null;
    }
    return { bad: sli.counted === 'bad' ? counted : all - counted, total: all };
  });
}

interface Column {
  sign: 1 | -1;
  optional: boolean;
  at: Float64Array;
}

function samplesOf(answer: PartAnswer, { firstSeconds, stepSeconds }: SlotTimes, length: number): Float64Array {
  const samples = new Float64Array(length).fill(ABSENT);
  for (const { timesSeconds, values } of answer.state === 'ok' ? answer.series : []) {
    timesSeconds.forEach((time, index) => {
      const slot = (time - firstSeconds) / stepSeconds;
      if (Number.isInteger(slot) && slot >= 0 && slot < length) {
        const value = values[index];
        samples[slot] = value !== undefined && Number.isFinite(value) ? value : NO_NUMBER;
      }
    });
  }
  return samples;
}

function sumAt(columns: readonly Column[], slot: number, whole: boolean): number | null {
  let sum = 0;
  for (const { sign, optional, at } of columns) {
    const value = at[slot] ?? ABSENT;
    if (Number.isNaN(value)) {
      if ((whole || sign < 0) && !optional) {
        return null;
      }
    } else if (value === NO_NUMBER) {
      return null;
    } else {
      sum += sign * value;
    }
  }
  return sum;
}

function isAbsentAt(columns: readonly Column[], slot: number): boolean {
  return columns.every(({ at }) => Number.isNaN(at[slot]));
}
