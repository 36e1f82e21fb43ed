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

/** What slo-generator would have pushed since the start of a history. */
export function sloGeneratorColumns(
  measurements: readonly Measurement[],
  startMinute: number,
  count: CountEvents
): Column[] {
  return measurements.flatMap((measurement) =>
    defaultPolicy.flatMap((step) => {
      let gauges: Gauge[] = [];
      let at = NaN;
      const runAt = (index: number) => {
        const minute = lastRun(startMinute + index);
        if (minute !== at) {
          at = minute;
          gauges = gaugesOfRun(measurement, step, minute, count);
        }
        return gauges;
      };
      // Every run has the same series, since there are always events in the window of the shortest step.
      return gaugesOfRun(measurement, step, lastRun(startMinute + 2 * runMinutes), count).map(({ labels }, number) => ({
        labels,
        valueAt: (index: number) => runAt(index)[number]?.value ?? absent,
      }));
    })
  );
}
