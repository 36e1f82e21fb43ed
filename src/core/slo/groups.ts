import type { Matcher } from '../promql/ast';
import type { EventsSli } from './events';
import type { SloDefinition } from './definition';
import type { Labels } from './slo';

/** Each group is a row whose events are counted, which costs Prometheus about 15 ms. */
export const MOST_GROUPS = 50;

/** A document that has one SLO for every combination of some labels of its events. */
type GroupedDefinition = SloDefinition & { grouping: readonly string[]; events: EventsSli };

/** The groups of a document that there are, or why nobody can tell. */
export type Groups = { state: 'ok'; groups: readonly Labels[] } | { state: 'failed'; message: string };

export type GroupsByDefinition = ReadonlyMap<SloDefinition, Groups>;

export function isGrouped(definition: SloDefinition): definition is GroupedDefinition {
  return definition.grouping !== undefined && definition.events !== undefined;
}

/** The events of one group; a label that it lacks is one that its events lack. */
export function groupMatchers({ grouping }: GroupedDefinition, group: Labels): Matcher[] {
  return grouping.map((label) => ({ label, operator: '=', value: group[label] ?? '' }));
}
