/** Names that Sloth's recording rules write; source: Sloth's conventions, the same since 0.7. */

export const SLOTH_INFO = 'sloth_slo_info';
export const SLOTH_OBJECTIVE = 'slo:objective:ratio';
export const SLOTH_PERIOD_DAYS = 'slo:time_period:days';
export const SLOTH_BUDGET_REMAINING = 'slo:period_error_budget_remaining:ratio';
export const SLOTH_ERROR_RATIO_PREFIX = 'slo:sli_error:ratio_rate';
/** Of a contributed plugin, which weighs errors by traffic. */
export const SLOTH_CORRECTION_PREFIX = 'slo:numerator_correction:ratio';

export const SLOTH_ID = 'sloth_id';
export const SLOTH_SERVICE = 'sloth_service';
export const SLOTH_SLO = 'sloth_slo';
export const SLOTH_WINDOW = 'sloth_window';
/** The objective in percent as the user wrote it, so exact where the recorded ratio carries rounding. */
export const SLOTH_OBJECTIVE_PERCENT = 'sloth_objective';

/** The ratio that Sloth's period rule averages, unless its user has switched that optimisation off. */
export const SLOTH_SLOT_SECONDS = 300;

/** Labels that Sloth's series of one SLO differ in. */
export const SLOTH_REMARKS: ReadonlySet<string> = new Set([
  SLOTH_WINDOW,
  SLOTH_OBJECTIVE_PERCENT,
  'sloth_version',
  'sloth_mode',
  'sloth_spec',
]);
