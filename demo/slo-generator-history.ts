import { type Column } from './columns';
import { type CountEvents } from './counts';
import { absent } from './series';
import { defaultPolicy, type Gauge, type PolicyStep, sloGeneratorGauges } from './slo-generator';
import { type sloGeneratorSlos } from './tool-slos';

type Measurement = (typeof sloGeneratorSlos)[number];

/** How often the demo runs slo-generator; a Pushgateway holds what a run pushed until the next. */
const runMinutes = 5;

/** The last minute mark at which slo-generator ran. */
export function lastRun(minute: number): number {
  return Math.floor(minute / runMinutes) * runMinutes;
}

/**
 * The gauges of a run at a minute mark (since 1970). Without `events_count`, which the demo's configuration leaves out: it
 * is a new series at every run.
 */
export function gaugesOfRun(
  { slo, measured }: Measurement,
  step: PolicyStep,
  runMinute: number,
  count: CountEvents
): Gauge[] {
  const { total, bad } = count(measured, runMinute - step.windowSeconds / 60, runMinute);
  return sloGeneratorGauges(slo, step, { good: total - bad, bad }).filter(
    ({ labels }) => labels.__name__ !== 'events_count'
  );
}

/** What slo-generator would have pushed between two minute marks. */
export function sloGeneratorColumns(
  measurements: readonly Measurement[],
  { startMinute, endMinute }: { startMinute: number; endMinute: number },
  count: CountEvents
): Column[] {
  const firstRun = lastRun(startMinute);
  const runs = (lastRun(endMinute) - firstRun) / runMinutes + 1;
  return measurements.flatMap((measurement) =>
    defaultPolicy.flatMap((step) => {
      // Every run has the same series: there are events in the shortest window at any time.
      const gauges = gaugesOfRun(measurement, step, firstRun + 2 * runMinutes, count);
      const values = gauges.map(() => new Float64Array(runs).fill(absent));
      const isMade = new Uint8Array(runs);
      const make = (run: number) => {
        isMade[run] = 1;
        gaugesOfRun(measurement, step, firstRun + run * runMinutes, count).forEach(({ value }, number) => {
          values[number]?.fill(value, run, run + 1);
        });
      };
      return gauges.map(({ labels }, number) => ({
        labels,
        valueAt: (index: number) => {
          const run = (lastRun(startMinute + index) - firstRun) / runMinutes;
          if (isMade[run] === 0) {
            make(run);
          }
          return values[number]?.[run] ?? absent;
        },
      }));
    })
  );
}
