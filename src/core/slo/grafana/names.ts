/** Names that Grafana SLO's recording rules write; source: Grafana's own command line and the queries it ships. */

export const GRAFANA_UUID = 'grafana_slo_uuid';
export const GRAFANA_WINDOW = 'grafana_slo_window';

export const GRAFANA_INFO = 'grafana_slo_info';
export const GRAFANA_OBJECTIVE = 'grafana_slo_objective';
export const GRAFANA_WINDOW_SECONDS = 'grafana_slo_objective_window_seconds';
export const GRAFANA_SLI = 'grafana_slo_sli_window';
/** The share of good events over a shorter window, which follows in Prometheus's duration text. */
export const GRAFANA_SLI_PREFIX = 'grafana_slo_sli_';
/** Events per second, of SLOs whose query is a ratio. */
export const GRAFANA_SUCCESS_RATE = 'grafana_slo_success_rate_5m';
export const GRAFANA_TOTAL_RATE = 'grafana_slo_total_rate_5m';

export const GRAFANA_SLOT_SECONDS = 300;

/** Labels by which some versions say more of an SLO than which one it is, on some of its series or on all. */
export const GRAFANA_REMARKS: ReadonlySet<string> = new Set([
  GRAFANA_WINDOW,
  'grafana_slo_name',
  'grafana_slo_title',
  'grafana_slo_service',
  'grafana_slo_team',
  'grafana_slo_type',
  '__grafana_origin',
]);
