import { countsEvents, selectorsOf } from '../events/terms';
import type { JudgedSlo } from '../judgedSlo';
import { timesIn } from '../points';
import { isRecorded, isSlotted, type SlottedSlo } from './recordedPlan';

/** In how many stretches a rolling window is told apart: half a day of a month. */
const STRETCHES = 60;

/** Stretches end at multiples of their length, as upstreams floor both ends of a range to its step. */
export interface Stretches {
  stepSeconds: number;
  /** End of the first stretch, of which only a part may lie in the window, and of the last. */
  firstSeconds: number;
  lastSeconds: number;
}

export function stretchesOf({ window }: JudgedSlo, toSeconds: number): Stretches {
  const stepSeconds = Math.ceil(window.seconds / STRETCHES / 300) * 300;
  const floor = (seconds: number) => Math.floor(seconds / stepSeconds) * stepSeconds;
  return { stepSeconds, firstSeconds: floor(toSeconds - window.seconds) + stepSeconds, lastSeconds: floor(toSeconds) };
}

/** The SLOs whose past is told, by their events or by recorded short ratios that weigh the same. */
export function pastSources(slos: readonly JudgedSlo[]): { counted: JudgedSlo[]; slotted: SlottedSlo[] } {
  const rolling = slos.filter(({ window }) => window.kind === 'rolling');
  return {
    counted: rolling.filter(countsEvents),
    slotted: rolling
      .filter((slo) => !countsEvents(slo))
      .filter(isRecorded)
      .filter(isSlotted)
      .filter(({ recorded }) => recorded.weighs === 'slots'),
  };
}

/** How many points the past of an SLO brings. */
export function pastPoints(slo: JudgedSlo, toSeconds: number): number {
  const { counted, slotted } = pastSources([slo]);
  const { firstSeconds, stepSeconds } = stretchesOf(slo, toSeconds);
  const counters = counted.flatMap(({ events }) => (events ? [...new Set(selectorsOf(events))] : []));
  return (
    (counters.length + slotted.length) * timesIn({ startSeconds: firstSeconds, endSeconds: toSeconds, stepSeconds })
  );
}
