/** An SLO as slo-generator measures and exports it. */
export interface SloGeneratorSlo {
  serviceName: string;
  featureName: string;
  sloName: string;
  /** 0..1. */
  goal: number;
  /** Further labels of the document's metadata. */
  labels?: Readonly<Record<string, string>>;
}

/** One step of an error budget policy: a window and the burn rate that calls for action. */
export interface PolicyStep {
  name: string;
  burnRateThreshold: number;
  windowSeconds: number;
}

/** The policy that slo-generator's own configuration starts from. */
export const defaultPolicy: readonly PolicyStep[] = [
  { name: '1 hour', burnRateThreshold: 9, windowSeconds: 3600 },
  { name: '12 hours', burnRateThreshold: 3, windowSeconds: 43_200 },
  { name: '7 days', burnRateThreshold: 1.5, windowSeconds: 604_800 },
  { name: '28 days', burnRateThreshold: 1, windowSeconds: 2_419_200 },
];

export interface Gauge {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Job of what slo-generator pushes to a Pushgateway. */
export const sloGeneratorJob = 'slo-generator';

/** Labels of the gauges of a step. */
export function sloGeneratorLabels(slo: SloGeneratorSlo, step: PolicyStep): Record<string, string> {
  return {
    ...slo.labels,
    job: sloGeneratorJob,
    error_budget_policy_step_name: step.name,
    service_name: slo.serviceName,
    feature_name: slo.featureName,
    slo_name: slo.sloName,
  };
}

/**
 * The gauges that a run of slo-generator exports for a step, from the events in the step's window; none without events,
 * because such a run is not valid. The SLI is rounded to six digits and the burn rate, made from it, to one.
 */
export function sloGeneratorGauges(
  slo: SloGeneratorSlo,
  step: PolicyStep,
  events: { good: number; bad: number }
): Gauge[] {
  const { good, bad } = events;
  if (good + bad < 1) {
    return [];
  }
  const sli = rounded(good / (good + bad), 6);
  const labels = sloGeneratorLabels(slo, step);
  const gauge = (name: string, value: number, extra: Record<string, string> = {}): Gauge => ({
    labels: { __name__: name, ...labels, ...extra },
    value,
  });
  return [
    gauge('error_budget_burn_rate', slo.goal === 1 ? 0 : rounded((1 - sli) / (1 - slo.goal), 1)),
    gauge('alerting_burn_rate_threshold', step.burnRateThreshold),
    // Counts are labels too: a series of its own for every run.
    gauge('events_count', good + bad, { good_events_count: String(good), bad_events_count: String(bad) }),
    gauge('sli_measurement', sli),
    gauge('slo_target', slo.goal),
  ];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
