import type { Labels } from '../slo/slo';

/** A group of rules that Prometheus evaluates one after another. */
export interface RuleGroup {
  name: string;
  /** Where it was read from; in Mimir the namespace. */
  file: string;
  rules: readonly Rule[];
}

export type Rule = RecordingRule | AlertingRule;

export interface RecordingRule extends Evaluated {
  type: 'recording';
  /** The metric that is recorded. */
  name: string;
  query: string;
  labels: Labels;
}

export interface AlertingRule extends Evaluated {
  type: 'alerting';
  name: string;
  query: string;
  labels: Labels;
  annotations: Labels;
}

/** SLO tools write alerts of some hundred characters. */
const LONGEST_ALERT_CHARACTERS = 4096;

/**
 * The expression of an alert for those who look for a pattern in it, which may take them the square of its length: empty
 * where it is longer than any that an SLO tool writes.
 */
export function matchableQuery({ query }: AlertingRule): string {
  return query.length > LONGEST_ALERT_CHARACTERS ? '' : query;
}

/** How the newest evaluation went. */
interface Evaluated {
  health: 'ok' | 'err' | 'unknown';
  /** What failed; empty where nothing did. */
  lastError: string;
  /** Epoch seconds; null where it was never evaluated, or where nobody tells. */
  lastEvaluationSeconds: number | null;
}

/** What is known of the rules of an upstream. */
export type RulesAnswer =
  | { state: 'ok'; groups: readonly RuleGroup[] }
  /** `missing`: the upstream has no such address, as where something else evaluates the rules. */
  | { state: 'unreadable'; cause: RulesUnreadable; message: string };

export type RulesUnreadable = 'forbidden' | 'missing' | 'unavailable' | 'malformed';
