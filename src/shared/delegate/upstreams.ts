import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { Labels, Upstream } from '../../core/slo/slo';

/** Data sources that speak PromQL under an id that does not say `prometheus`. */
const OTHER_PROMQL_TYPES: readonly string[] = ['victoriametrics-metrics-datasource', 'victoriametrics-datasource'];

/** Whether a data source answers PromQL the way Grafana's own Prometheus data source does. */
export function speaksPromql({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return (
    type === 'prometheus' || /^grafana-[0-9a-z]+prometheus-datasource$/.test(type) || OTHER_PROMQL_TYPES.includes(type)
  );
}

/** A configured upstream as far as Grafana knows it. */
export type ResolvedUpstream =
  | { state: 'ok'; upstream: Upstream }
  | { state: 'notFound'; uid: string }
  | { state: 'notPromql'; upstream: Upstream; type: string };

/** An upstream as the configuration names it; provisioned by hand, its labels may be anything. */
export interface ConfiguredUpstream {
  uid: string;
  labels?: Readonly<Record<string, unknown>>;
}

/** The upstreams of a data source, each looked up anew: data sources come and go while a page is open. */
export function resolveUpstreams(configured: readonly ConfiguredUpstream[] = []): ResolvedUpstream[] {
  // An upstream listed twice would be asked twice under one request id, and Grafana would cancel one of the two.
  return configured
    .filter(({ uid }, index) => uid !== '' && configured.findIndex((other) => other.uid === uid) === index)
    .map(({ uid, labels }) => {
      const settings = getDataSourceSrv().getInstanceSettings({ uid });
      if (!settings) {
        return { state: 'notFound', uid };
      }
      const upstream = { uid: settings.uid, name: settings.name, labels: labelsOf(labels) };
      return speaksPromql(settings) ? { state: 'ok', upstream } : { state: 'notPromql', upstream, type: settings.type };
    });
}

/** YAML makes numbers and truth values of unquoted words; a label is a text. */
function labelsOf(configured: Readonly<Record<string, unknown>> | undefined): Labels {
  return Object.fromEntries(
    Object.entries(configured ?? {}).flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) && value !== '' ? [[name, String(value)]] : []
    )
  );
}
