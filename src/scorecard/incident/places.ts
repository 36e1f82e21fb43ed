import type { BurningSlo } from '../../core/frame/incident';
import { dashboardVariables } from '../../shared/dashboardVariables';
import { exploreUrl } from '../../shared/exploreUrl';

/** Where to go with an SLO from here; all of them paths within Grafana. */

type Named = Pick<BurningSlo, 'service' | 'name' | 'labels'>;

/** Its own dashboard over the same time. @param timeRange URL query text, such as `from=now-3h&to=now` */
export function sloDashboard(slo: Named, timeRange: string): string {
  return dashboard('reliability-slo', slo, timeRange);
}

/** What this screen says of it, as the one that it is about. */
export function incidentDashboard(slo: Named, timeRange: string): string {
  return dashboard('reliability-incident', slo, timeRange);
}

function dashboard(uid: string, { service, name, labels }: Named, timeRange: string): string {
  const named = new URLSearchParams({ 'var-service': service, 'var-slo': name });
  return `/d/${uid}?${[String(named), dashboardVariables(labels), timeRange].filter((part) => part !== '').join('&')}`;
}

/** The query of its error ratio in Explore, from an hour before the onset; null where nobody has one. */
export function exploreQuery(
  { promql, upstreamUid, onsetMilliseconds }: Pick<BurningSlo, 'promql' | 'upstreamUid' | 'onsetMilliseconds'>,
  atMilliseconds: number
): string | null {
  if (promql === '' || upstreamUid === '') {
    return null;
  }
  const from = (onsetMilliseconds ?? atMilliseconds - 2 * HOUR) - HOUR;
  return exploreUrl({ upstreamUid, promql, fromMilliseconds: from, toMilliseconds: atMilliseconds });
}

const HOUR = 3_600_000;

/** A new silence of its alerts; null where nothing tells them from others. */
export function newSilence({ alertLabels }: Pick<BurningSlo, 'alertLabels'>): string | null {
  const matchers = Object.entries(alertLabels).filter(([, value]) => value !== '');
  if (matchers.length === 0) {
    return null;
  }
  // Which Alertmanager is meant Grafana remembers.
  const query = new URLSearchParams();
  for (const [label, value] of matchers) {
    query.append('matcher', `${label}=${value}`);
  }
  return `/alerting/silence/new?${query}`;
}
