import { aggregate } from '../promql/ast';
import type { Answers, InstantQuery } from '../query/port';
import { partReader, UNION_LABEL, unionQueries } from '../query/union';
import type { SloDefinition } from './definition';
import { isGrouped, type Groups, type GroupsByDefinition } from './groups';
import { withinLastDay } from './remembered';

const UNION_ID = 'documents:groups';

/**
 * Which groups the events of documents have, or had within the last day: a group must not vanish because its events have
 * ended. A part of one query for each document.
 */
export function planGroups(atSeconds: number, definitions: readonly SloDefinition[]): InstantQuery[] {
  const leaves = definitions.filter(isGrouped).map(({ grouping, events }, index) => ({
    key: String(index),
    expr: aggregate('group', [...grouping], withinLastDay(events.total[0].selector)),
  }));
  return unionQueries<InstantQuery>(UNION_ID, leaves, (question) => ({ kind: 'instant', ...question, atSeconds }));
}

/** @param definitions as for `planGroups` */
export function readGroups(
  atSeconds: number,
  definitions: readonly SloDefinition[],
  answers: Answers
): GroupsByDefinition {
  const read = partReader(planGroups(atSeconds, definitions), answers);
  return new Map(
    definitions.filter(isGrouped).map((definition, index): [SloDefinition, Groups] => {
      const answer = read(UNION_ID, String(index));
      if (answer.state === 'failed') {
        return [definition, { state: 'failed', message: 'message' in answer.reason ? answer.reason.message : '' }];
      }
      const groups = answer.series.map(({ labels }) =>
        Object.fromEntries(Object.entries(labels).filter(([name]) => name !== UNION_LABEL && name !== '__name__'))
      );
      return [definition, { state: 'ok', groups }];
    })
  );
}
