import type { Labels } from '../slo/slo';
import type { Rule, RuleGroup, RulesAnswer } from './rules';

/**
 * The rules out of the JSON that Prometheus answers to `GET /api/v1/rules`, and Mimir, Thanos and VictoriaMetrics with
 * small differences. A rule or group that is not understood is left out.
 */
export function readRules(body: unknown): RulesAnswer {
  const groups = asMap(asMap(body)['data'])['groups'];
  if (groups === null) {
    return { state: 'ok', groups: [] };
  }
  if (!Array.isArray(groups)) {
    const message = asText(asMap(body)['error']);
    return { state: 'unreadable', cause: 'malformed', message };
  }
  return { state: 'ok', groups: groups.flatMap(readGroup) };
}

function readGroup(value: unknown): RuleGroup[] {
  const { name, file, rules } = asMap(value);
  return typeof name === 'string' && Array.isArray(rules)
    ? [{ name, file: asText(file), rules: rules.flatMap(readRule) }]
    : [];
}

function readRule(value: unknown): Rule[] {
  const rule = asMap(value);
  const { type, name, query } = rule;
  if (typeof name !== 'string' || typeof query !== 'string' || (type !== 'recording' && type !== 'alerting')) {
    return [];
  }
  const own = {
    name,
    query,
    labels: asLabels(rule['labels']),
    health: rule['health'] === 'ok' || rule['health'] === 'err' ? rule['health'] : 'unknown',
    lastError: asText(rule['lastError']),
    lastEvaluationSeconds: secondsOf(rule['lastEvaluation']),
  } as const;
  return [type === 'recording' ? { type, ...own } : { type, ...own, annotations: asLabels(rule['annotations']) }];
}

/** Go writes the year 1 for a time that never was. */
function secondsOf(time: unknown): number | null {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return milliseconds > 0 ? milliseconds / 1000 : null;
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asLabels(value: unknown): Labels {
  return Object.fromEntries(
    Object.entries(asMap(value)).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))
  );
}
