import { durationText } from './duration';
import { type Matcher, type Selector } from './sli';

/** What a Pyrra objective measures; the keys are those of its `spec.indicator`. */
export type PyrraIndicator =
  | { kind: 'ratio'; errors: Selector; total: Selector; grouping?: readonly string[] }
  | { kind: 'latency'; success: Selector; total: Selector; grouping?: readonly string[] }
  | { kind: 'latencyNative'; latencySeconds: number; total: Selector; grouping?: readonly string[] }
  | { kind: 'bool_gauge'; gauge: Selector; grouping?: readonly string[] };

/** A Pyrra `ServiceLevelObjective`. */
export interface PyrraSlo {
  name: string;
  /** `spec.target`: percent, as text. */
  targetPercent: string;
  windowSeconds: number;
  description?: string;
  /** `ruleOutput.enableDescriptionAsLabel`: generic series carry the description. */
  descriptionAsLabel?: boolean;
  /** Labels and annotations that Pyrra hands on: those of `pyrra.dev/*`, without the prefix. */
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  indicator: PyrraIndicator;
  alerting?: {
    burnrates?: boolean;
    absent?: boolean;
    name?: string;
    absentName?: string;
    severities?: Partial<Record<PyrraTier | 'absent', string>>;
  };
  performanceOverAccuracy?: boolean;
}

export type PyrraTier = 'fastBurn' | 'mediumBurn' | 'slowBurn' | 'longTermBurn';

/** Flags of the Pyrra process. */
export interface PyrraFlags {
  /** `--generic-rules`, off by default. */
  genericRules?: boolean;
  /** Where Pyrra's pages are; alerts then carry a link. */
  externalUrl?: string;
  /** Off: integer `le` matchers stay as they are written. On by default. */
  prometheus3Migration?: boolean;
}

interface Tier {
  tier: PyrraTier;
  severity: string;
  factor: number;
  /** Divisors of the objective's window. */
  long: number;
  short: number;
  for: number;
}

const tiers: readonly Tier[] = [
  { tier: 'fastBurn', severity: 'critical', factor: 14, long: 672, short: 8064, for: 20_160 },
  { tier: 'mediumBurn', severity: 'critical', factor: 7, long: 112, short: 1344, for: 2688 },
  { tier: 'slowBurn', severity: 'warning', factor: 2, long: 28, short: 336, for: 672 },
  { tier: 'longTermBurn', severity: 'warning', factor: 1, long: 7, short: 112, for: 224 },
];

/** Alert windows of an objective's window in seconds, rounded to the minute as Pyrra does. */
export function pyrraWindows(windowSeconds: number) {
  const share = (divisor: number) => Math.round(windowSeconds / divisor / 60) * 60;
  return tiers.map(({ tier, severity, factor, ...divisors }) => ({
    tier,
    severity,
    factor,
    longSeconds: share(divisors.long),
    shortSeconds: share(divisors.short),
    forSeconds: share(divisors.for),
  }));
}

/** `spec.target` as a ratio, printed with the float errors of Pyrra: 99.9 gives 0.9990000000000001. */
export function pyrraObjectiveText(slo: PyrraSlo): string {
  return String(objectiveRatio(slo));
}

/** `spec.target` as a ratio. */
export function objectiveRatio(slo: PyrraSlo): number {
  return Number(slo.targetPercent) / 100;
}

/** The selector whose matchers give the labels of the rules. */
export function totalOf({ indicator }: PyrraSlo): Selector {
  return indicator.kind === 'bool_gauge' ? indicator.gauge : indicator.total;
}

/** Labels an objective is grouped by, sorted. */
export function groupingOf({ indicator }: PyrraSlo): readonly string[] {
  return [...new Set(indicator.grouping ?? [])].sort();
}

/** Labels of every rule of an objective. */
export function commonLabels(slo: PyrraSlo): Record<string, string> {
  return { slo: slo.name, ...slo.labels };
}

/** Common labels and the total's equality matchers, without what is grouped by. */
export function ruleLabels(slo: PyrraSlo, grouped: readonly string[]): Record<string, string> {
  const equal = totalOf(slo).matchers.filter(({ label, op }) => op === '=' && !grouped.includes(label));
  return { ...commonLabels(slo), ...Object.fromEntries(equal.map(({ label, value }) => [label, value])) };
}

function trimmed(metric: string, ...suffixes: string[]): string {
  return suffixes.reduce((name, suffix) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name), metric);
}

/** Name of a recorded increase. */
export function increaseName(metric: string, window: string): string {
  return `${trimmed(metric, '_total', '_count', '_bucket')}:increase${window}`;
}

/** Name of the recorded error ratio over a window: Pyrra calls it a burn rate. */
export function pyrraBurnrateName(slo: PyrraSlo, windowSeconds: number): string {
  return `${trimmed(totalOf(slo).metric, '_total', '_count')}:burnrate${durationText(windowSeconds)}`;
}

function matcherText({ label, op, value }: Matcher): string {
  return `${label}${op}${JSON.stringify(value)}`;
}

/** A selector as Prometheus prints it back: matchers sorted. */
export function selectorText(metric: string, matchers: readonly Matcher[]): string {
  return matchers.length === 0 ? metric : `${metric}{${matchers.map(matcherText).sort().join(',')}}`;
}

/** `le="1"` is also looked for in the form of Prometheus 3. */
export function migrated(matchers: readonly Matcher[], { prometheus3Migration = true }: PyrraFlags): Matcher[] {
  return matchers.map((matcher) =>
    prometheus3Migration && matcher.label === 'le' && matcher.op === '=' && /^\d+$/.test(matcher.value)
      ? { label: 'le', op: '=~', value: `${matcher.value}(\\.0)?` }
      : matcher
  );
}

/** A sum, by labels where there are some. */
export function sumBy(grouping: readonly string[], expr: string): string {
  return grouping.length === 0 ? `sum(${expr})` : `sum by (${grouping.join(', ')}) (${expr})`;
}
