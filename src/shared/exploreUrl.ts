interface ExploredQuery {
  upstreamUid: string;
  promql: string;
  /** Evaluated at the end of the time range; over the range otherwise. */
  isInstant?: boolean;
  /** Prometheus duration; Explore chooses one otherwise. */
  step?: string;
  fromMilliseconds: number;
  toMilliseconds: number;
}

/** A PromQL query in Explore, as a path within Grafana. */
export function exploreUrl(query: ExploredQuery): string {
  const { upstreamUid, promql, isInstant = false, step, fromMilliseconds, toMilliseconds } = query;
  const pane = {
    datasource: upstreamUid,
    queries: [
      {
        refId: 'A',
        datasource: { uid: upstreamUid },
        expr: promql,
        ...(isInstant ? { instant: true, range: false } : { range: true }),
        ...(step === undefined ? {} : { interval: step }),
      },
    ],
    range: { from: String(fromMilliseconds), to: String(toMilliseconds) },
  };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ slo: pane }) })}`;
}
