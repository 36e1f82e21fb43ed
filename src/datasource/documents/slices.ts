/** Where the time comes from, and how the rest of the page gets its turn. */
export interface SliceClock {
  nowMilliseconds: () => number;
  pause: () => Promise<void>;
}

export const PAGE_CLOCK: SliceClock = {
  nowMilliseconds: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

/** One frame of a screen. */
const LONGEST_SLICE_MILLISECONDS = 16;

/** Does the work with a pause after the first step that ends a slice. */
export async function inSlices<T>(work: Generator<void, T, void>, { nowMilliseconds, pause }: SliceClock): Promise<T> {
  let begin = nowMilliseconds();
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
    if (nowMilliseconds() - begin >= LONGEST_SLICE_MILLISECONDS) {
      await pause();
      begin = nowMilliseconds();
    }
  }
}
