/** A recording rule, as tools print them. */
export interface RecordingRule {
  record: string;
  expr: string;
  labels: Readonly<Record<string, string>>;
}

export interface AlertingRule {
  alert: string;
  expr: string;
  /** How long the expression must hold, as Prometheus writes durations; at once when missing. */
  for?: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

export type Rule = RecordingRule | AlertingRule;

export interface RuleGroup {
  name: string;
  /** Prometheus' own evaluation interval when missing. */
  interval?: string;
  rules: readonly Rule[];
}

/** The text of a Prometheus rules file; `comment` says where the groups come from. */
export function rulesFileText(comment: string, groups: readonly RuleGroup[]): string {
  const lines = ['---', `# ${comment}`, 'groups:'];
  for (const { name, interval, rules } of groups) {
    lines.push(`- name: ${name}`, ...(interval === undefined ? [] : [`  interval: ${interval}`]), '  rules:');
    for (const rule of rules) {
      lines.push('record' in rule ? `  - record: ${rule.record}` : `  - alert: ${rule.alert}`, ...exprLines(rule.expr));
      if ('for' in rule && rule.for !== undefined) {
        lines.push(`    for: ${rule.for}`);
      }
      lines.push(...mapLines('labels', rule.labels));
      if ('annotations' in rule) {
        lines.push(...mapLines('annotations', rule.annotations));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function exprLines(expr: string): string[] {
  const rows = expr.replace(/\n$/, '').split('\n');
  // A block even for one row: a comment sign or a colon in PromQL would be YAML otherwise.
  return ['    expr: |', ...rows.map((row) => `      ${row}`)];
}

function mapLines(key: string, map: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(map).sort();
  return names.length === 0
    ? []
    : [`    ${key}:`, ...names.map((name) => `      ${name}: ${JSON.stringify(map[name])}`)];
}
