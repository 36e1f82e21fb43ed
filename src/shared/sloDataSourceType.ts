/** Under which Grafana knows the SLO data source, as its `plugin.json` says. */
export const SLO_DATA_SOURCE_TYPE = 'reliability-slo-datasource';
