import { budgetRemainingRatio } from '../../budget/budget';
import { mapMeasured, unmeasured, type Measured } from '../../budget/dataState';
import { binary, call, number, subquery } from '../../promql/ast';
import { print } from '../../promql/print';
import type { EventRates, RecordedMetric } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import { column, instantValue, metricKey, type ReadColumn } from '../columns';
import type { InstantQuery } from '../port';
import type { RecordedSlo } from './recordedPlan';
import type { EventWeighted } from './row';

/** An SLO whose tool has recorded the rates of its events, all of which count. */
export type RatedSlo = RecordedSlo & { recorded: { rates: EventRates } };

export function isRated(slo: RecordedSlo): slo is RatedSlo {
  return slo.recorded.rates !== undefined && slo.excluded.length === 0;
}

/** The sums that events are counted by: two instant queries for each length of window, whatever the number of SLOs. */
export function planRecordedEvents(slos: readonly RecordedSlo[], toSeconds: number): InstantQuery[] {
  const uses = slos
    .filter(isRated)
    .flatMap((slo) => [slo.recorded.rates.good, slo.recorded.rates.total].map((metric) => ({ metric, slo })));
  return [...groupBy(uses, ({ metric, slo }) => sumId(metric, slo)).values()].map((users) => {
    const [{ metric, slo }] = users;
    const rates = column(
      metric,
      users.map((use) => use.slo.recorded)
    );
    const finite = binary(rates, '<', number(Infinity));
    const sum = call('sum_over_time', subquery(finite, slo.window.seconds, slo.recorded.rates.seconds));
    return { kind: 'instant', id: sumId(metric, slo), promql: print(sum), atSeconds: toSeconds };
  });
}

function sumId(metric: RecordedMetric, { window, recorded }: RatedSlo): string {
  return `rates:${metricKey(metric)}:${recorded.rates.seconds}:${window.seconds}`;
}

/**
 * The events of the SLO window by the rates that its tool has recorded: seconds of a rate times the sum of its samples, as
 * far apart. They cover as much of the window as the tool's own ratio, whose state they have. Source of the formula:
 * Grafana's own queries of its SLOs.
 *
 * @param windowErrorRatio the tool's ratio over the window
 */
export function recordedEvents(slo: RatedSlo, windowErrorRatio: Measured, read: ReadColumn): EventWeighted {
  const { recorded, objectiveRatio } = slo;
  const sum = (metric: RecordedMetric) => sumOf(slo, metric, windowErrorRatio, read);
  const total = sum(recorded.rates.total);
  const bad = mapMeasured(sum(recorded.rates.good), (good) => (total.value ?? NaN) - good);
  const errorRatio =
    total.value === null
      ? total
      : total.value === 0
        ? unmeasured('noTraffic', { kind: 'noEvents' })
        : mapMeasured(bad, (events) => events / (total.value ?? NaN));
  return {
    sli: mapMeasured(errorRatio, (ratio) => 1 - ratio),
    budgetRemaining:
      objectiveRatio === null
        ? unmeasured('noData', { kind: 'objectiveUnknown' })
        : mapMeasured(errorRatio, (ratio) => budgetRemainingRatio(ratio, objectiveRatio)),
    badEvents: total.value === null ? total : bad,
    totalEvents: total,
  };
}

function sumOf(slo: RatedSlo, metric: RecordedMetric, windowErrorRatio: Measured, read: ReadColumn): Measured {
  const answer = read(sumId(metric, slo), slo.recorded);
  if (answer.state === 'failed') {
    return unmeasured('error', answer.reason);
  }
  const value = instantValue(answer, metric, slo.recorded);
  return value === undefined
    ? unmeasured('noData', { kind: 'seriesMissing', metric: metric.metric })
    : mapMeasured(windowErrorRatio, () => value * slo.recorded.rates.seconds);
}
