import { labelsOfAlert, type ActiveAlert, type Read } from './alert';
import { asLabels, asList, asMap, asSeconds, asText } from '../rules/json';

/**
 * The active alerts out of the JSON with which Grafana answers `GET /api/prometheus/grafana/api/v1/rules`: that of
 * Prometheus, with states of Grafana's own. What is not understood is left out. Source: Grafana's
 * `pkg/services/ngalert/api/tooling/definitions/prom.go`.
 */
export function readGrafanaAlerts(body: unknown): Read<ActiveAlert[]> {
  const groups = asMap(asMap(body)['data'])['groups'];
  if (!Array.isArray(groups)) {
    return groups === null
      ? { state: 'ok', value: [] }
      : { state: 'unreadable', cause: 'malformed', message: asText(asMap(body)['error']) };
  }
  const rules = groups.flatMap((group) => asList(asMap(group)['rules'])).map(asMap);
  return {
    state: 'ok',
    value: rules.flatMap((rule) => asList(rule['alerts']).flatMap((alert) => readAlert(asText(rule['name']), alert))),
  };
}

function readAlert(rule: string, given: unknown): ActiveAlert[] {
  const alert = asMap(given);
  const state = stateOf(asText(alert['state']));
  const labels = asLabels(alert['labels']);
  return state === null
    ? []
    : [
        {
          state,
          name: labels['alertname'] ?? rule,
          labels: labelsOfAlert(labels),
          annotations: asLabels(alert['annotations']),
          activeSeconds: asSeconds(alert['activeAt']),
          source: 'grafana',
        },
      ];
}

/** A reason may follow, as in `Alerting (NoData)`; `Recovering` still fires. */
function stateOf(text: string): ActiveAlert['state'] | null {
  if (/^(alerting|firing|recovering)\b/i.test(text)) {
    return 'firing';
  }
  return /^pending\b/i.test(text) ? 'pending' : null;
}
