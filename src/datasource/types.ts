import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

export const QUERY_SCHEMA_VERSION = 1;
export const OPTIONS_SCHEMA_VERSION = 1;

/**
 * - `slos`: one row per SLO with its numbers at the end of the range.
 * - `budget`: error budget remaining over the range, one series per SLO.
 * - `statusCounts`: how many SLOs are in each status, one row.
 */
export const QUERY_TYPES = ['slos', 'budget', 'statusCounts'] as const;

export type SloQueryType = (typeof QUERY_TYPES)[number];

export interface SloQuery extends DataQuery {
  schemaVersion: typeof QUERY_SCHEMA_VERSION;
  queryType: SloQueryType;
  /** Services to show, template variables allowed; empty shows all. */
  services?: string[];
  /** Names of SLOs to show, template variables allowed; empty shows all. */
  slos?: string[];
}

export interface UpstreamOptions {
  /** Uid of a Prometheus-compatible data source. */
  uid: string;
}

export interface SloDataSourceOptions extends DataSourceJsonData {
  schemaVersion?: typeof OPTIONS_SCHEMA_VERSION;
  upstreams?: UpstreamOptions[];
}

/** What a template variable lists. */
export interface SloVariableQuery extends DataQuery {
  values: 'services' | 'slos';
  /** Only SLOs of these services, template variables allowed; empty lists all. */
  services?: string[];
}
