import type { RulesUnreadable } from '../../rules/rules';
import type { SourceTool, Upstream } from '../../slo/slo';
import { groupBy } from '../../groupBy';
import type { SloRow } from './row';

/** SLOs of an upstream whose objectives stand in rules that could not be read. */
export interface UnknownObjectives {
  upstream: Upstream;
  tools: readonly SourceTool[];
  slos: number;
  cause: RulesUnreadable;
}

/** Says of each upstream at most once what every such row says of itself: its remedy is one for all of them. */
export function unknownObjectives(rows: readonly SloRow[]): UnknownObjectives[] {
  const untold = rows.flatMap(({ slo, problems }) =>
    problems.flatMap((problem) => (problem.kind === 'rulesUnreadable' ? [{ slo, cause: problem.cause }] : []))
  );
  return [...groupBy(untold, ({ slo }) => slo.upstream.uid).values()].map((own) => ({
    upstream: own[0].slo.upstream,
    tools: [...new Set(own.map(({ slo }) => slo.tool))],
    slos: own.length,
    cause: own[0].cause,
  }));
}
