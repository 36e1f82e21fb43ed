import type { RulesAnswer } from '../rules/rules';
import type { InstantQuery, Series } from '../query/port';
import type { Slo, SourceTool, Upstream } from './slo';

/** How the SLOs that one tool has recorded are found. */
export interface Discovery {
  tool: SourceTool;
  /** Instant queries, the same number whatever there is. Their ids begin with the tool's name. */
  plan: (atSeconds: number) => InstantQuery[];
  read: (found: Found) => Slo[];
}

/** What an upstream holds, as far as the plan has asked. */
export interface Found {
  upstream: Upstream;
  atSeconds: number;
  /** What is known of the rules, which say what series do not. */
  rules: RulesAnswer;
  /** The answer to a query of the plan. */
  series: (id: string) => readonly Series[];
}
