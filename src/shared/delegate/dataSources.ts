import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { Upstream } from '../../core/slo/slo';
import { speaksPromql } from './upstreams';

/** Every data source that could be an upstream and that the user may query, by name. */
export function promqlDataSources(): Upstream[] {
  return list(speaksPromql).map(({ uid, name }) => ({ uid, name, labels: {} }));
}

export function dataSourcesOfType(pluginId: string): DataSourceInstanceSettings[] {
  return list(({ type }) => type === pluginId);
}

/** Names that a new data source cannot have, as far as the user may see them. */
export function dataSourceNames(): string[] {
  return list(() => true).map(({ name }) => name);
}

/** Grafana reads its list of data sources once a page load; one that has just been added needs this. */
export async function reloadDataSources(): Promise<void> {
  // Declared as void, but a promise in Grafana.
  await getDataSourceSrv().reload();
}

function list(filter: (settings: DataSourceInstanceSettings) => boolean): DataSourceInstanceSettings[] {
  return getDataSourceSrv().getList({ all: true, filter });
}
