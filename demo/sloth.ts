import { periodSeconds } from './slos';

/** Names and numbers exactly as Sloth v0.16 writes them. */

/** What Sloth's series are called by. */
export interface SlothIdentity {
  /** `<service>-<name>`. */
  id: string;
  service: string;
  name: string;
  /** As written in a specification. */
  objectivePercent: number;
  /** User labels. */
  labels: Readonly<Record<string, string>>;
}

export const slothVersion = 'v0.16.0';

/** Metric of the error ratio over a window. */
export function ratioMetric(window: string): string {
  return `slo:sli_error:ratio_rate${window}`;
}

/** Objective as a ratio the way Sloth computes it: 99.9 gives 0.9990000000000001. */
export function objectiveRatio(slo: SlothIdentity): number {
  return slo.objectivePercent / 100;
}

/** Value of `slo:error_budget:ratio`, evaluated by Prometheus from `1-<objective ratio>`. */
export function budgetRatio(slo: SlothIdentity): number {
  return 1 - objectiveRatio(slo);
}

/** Error budget in alert expressions; its float differs from `budgetRatio`. */
export function alertBudgetRatio(slo: SlothIdentity): number {
  return (100 - slo.objectivePercent) / 100;
}

/** `sloth_id`, `sloth_service` and `sloth_slo`. */
export function idLabels(slo: SlothIdentity): Record<string, string> {
  return { sloth_id: slo.id, sloth_service: slo.service, sloth_slo: slo.name };
}

/** Labels of the rules that are not bound to a window. */
export function sloLabels(slo: SlothIdentity): Record<string, string> {
  return { ...slo.labels, ...idLabels(slo) };
}

/** Labels of a recorded ratio over a window. */
export function windowLabels(slo: SlothIdentity, window: string): Record<string, string> {
  return { ...sloLabels(slo), sloth_window: window };
}

/** Labels of `sloth_slo_info`. */
export function infoLabels(slo: SlothIdentity): Record<string, string> {
  return {
    ...sloLabels(slo),
    sloth_mode: 'cli-gen-prom',
    sloth_objective: String(slo.objectivePercent),
    sloth_spec: 'prometheus/v1',
    sloth_version: slothVersion,
  };
}

/** Filter Sloth puts behind every recorded metric it reads back. */
export function idFilter(slo: SlothIdentity): string {
  return `{sloth_id="${slo.id}", sloth_service="${slo.service}", sloth_slo="${slo.name}"}`;
}

export const periodDays = periodSeconds / 86_400;
