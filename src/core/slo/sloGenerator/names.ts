import type { Labels } from '../slo';

/** Names that slo-generator exports; source: its Prometheus exporters, which write no prefix. */

export const SLI_MEASUREMENT = 'sli_measurement';
export const SLO_TARGET = 'slo_target';
export const BURN_RATE_THRESHOLD = 'alerting_burn_rate_threshold';
/** Written by a Pushgateway for each group that is pushed to it: the time of the last push. */
export const PUSH_TIME = 'push_time_seconds';

export const STEP_NAME = 'error_budget_policy_step_name';
export const SERVICE_NAME = 'service_name';
export const FEATURE_NAME = 'feature_name';
export const SLO_NAME = 'slo_name';

/** What slo-generator's labels call an SLO, those of a document's metadata as well as those of a gauge. */
export function sloGeneratorName(labels: Labels): { service: string; name: string } {
  const feature = labels[FEATURE_NAME] ?? '';
  const own = labels[SLO_NAME] ?? '';
  return { service: labels[SERVICE_NAME] ?? '', name: feature === '' ? own : `${feature}-${own}` };
}

/** Labels that say of a gauge which step it is of and who exported it, and not which SLO it is of. */
export const SLO_GENERATOR_REMARKS: ReadonlySet<string> = new Set([
  STEP_NAME,
  'job',
  'instance',
  'exported_job',
  'exported_instance',
  'pod',
]);
