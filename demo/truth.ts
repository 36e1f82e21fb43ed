import { createCounts, type EventCounts } from './counts';
import { outcomes, podMinute } from './release-events';
import { podsOf, type ReleasedService } from './releases';
import { componentSigns, sourcesOf } from './sli';
import { type DemoSlo, sloById } from './slos';
import { createWorld, storyTimes, type StoryTimes, type World, type WorldOptions } from './stories';
import { type Measured, toolRows } from './tool-slos';

/** What the demo's history must show, from the generator's event counts alone: no counters, no Prometheus. */
export interface Truth {
  times: StoryTimes;
  /**
   * Events in [fromSeconds, toSeconds) (unix seconds, whole minutes, clipped to the start of the history); by the id of one
   * of Sloth's SLOs or of a row that another tool makes.
   */
  eventCounts(sloId: string, fromSeconds: number, toSeconds: number): EventCounts;
  /**
   * Sloth's optimised period rule at `toSeconds`: the plain mean of the 5m error ratios of every minute in the closed
   * window. NaN when a minute in it had 0/0; undefined when the error or total series have no samples in it.
   */
  meanOfRatios(sloId: string, windowSeconds: number, toSeconds: number): number | undefined;
  /** Requests to all pods of a version in [fromSeconds, toSeconds) (unix seconds, whole minutes). */
  releaseCounts(service: ReleasedService, version: string, fromSeconds: number, toSeconds: number): ReleaseCounts;
}

export interface ReleaseCounts {
  total: number;
  failed: number;
  /** Answered within 0.3 s, or failed. */
  quick: number;
}

const shortWindowMinutes = 5;

/** Builds the truth of a history; counts are made when first asked for. */
export function createTruth(options: WorldOptions): Truth {
  const world = createWorld(options);
  const countsBetween = createCounts(world);

  return {
    times: storyTimes(world),
    eventCounts: (sloId, fromSeconds, toSeconds) =>
      countsBetween(measuredById(sloId), wholeMinute(fromSeconds), wholeMinute(toSeconds)),
    meanOfRatios: (sloId, windowSeconds, toSeconds) => {
      const slo = sloById(sloId);
      const span = slotSpan(world, slo);
      const to = wholeMinute(toSeconds);
      const from = Math.max(to - windowSeconds / 60, span.fromMinute);
      let sum = 0;
      let slots = 0;
      for (let minute = from; minute <= Math.min(to, span.toMinute); minute++) {
        const { total, bad } = countsBetween(slo, minute - shortWindowMinutes, minute);
        sum += bad / total;
        slots++;
      }
      return slots === 0 ? undefined : sum / slots;
    },
    releaseCounts: (service, version, fromSeconds, toSeconds) => {
      const counts = { total: 0, failed: 0, quick: 0 };
      const out = new Float64Array(outcomes.length);
      for (const pod of podsOf(world).filter((one) => one.service === service && one.version === version)) {
        const events = podMinute(world, pod);
        for (let minute = wholeMinute(fromSeconds); minute < wholeMinute(toSeconds); minute++) {
          events(minute, out);
          const [failed = 0, within100 = 0, within300 = 0] = out;
          counts.total += out.reduce((sum, count) => sum + count, 0);
          counts.failed += failed;
          counts.quick += failed + within100 + within300;
        }
      }
      return counts;
    },
  };
}

function measuredById(id: string): Measured {
  return toolRows.find((row) => row.id === id) ?? sloById(id);
}

function wholeMinute(seconds: number): number {
  if (seconds % 60 !== 0) {
    throw new Error(`${seconds} is not on a whole minute; the truth counts events per minute`);
  }
  return seconds / 60;
}

/** Minutes at which a 5m ratio can exist: `rate` needs two samples of both error and total. */
function slotSpan(world: World, slo: DemoSlo): { fromMinute: number; toMinute: number } {
  const counted = sourcesOf(slo);
  const errorsExist = counted.some((source) => componentSigns(slo, source).error.some((sign) => sign !== 0));
  if (!errorsExist) {
    return { fromMinute: Infinity, toMinute: -Infinity };
  }
  const gone = Math.max(...counted.map((source) => world.sourceSpan[source.id]?.toMinute ?? Infinity));
  return { fromMinute: world.startMinute + 1, toMinute: gone + shortWindowMinutes - 1 };
}
