import { asLabels, asMap, asSeconds, asText } from './json';
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
    lastEvaluationSeconds: asSeconds(rule['lastEvaluation']),
  } as const;
  return [type === 'recording' ? { type, ...own } : { type, ...own, annotations: asLabels(rule['annotations']) }];
}
