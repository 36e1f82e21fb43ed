export type SloLinkKind = 'runbook' | 'dashboard' | 'logs' | 'traces' | 'other';

export interface SloLink {
  kind: SloLinkKind;
  /** For people; empty where the kind says it all. */
  title: string;
  /** Absolute http(s) address or a path within Grafana; anything else never gets this far. */
  url: string;
}
