import { workbookPairs } from '../../budget/alertPairs';
import { shown, type Place } from '../../document/place';
import { parseEventCount } from '../../promql/eventCount';
import { isCounter, reportQuery } from '../countQuery';
import type { EventCount, EventsSli } from '../events';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { checkMetadata, describe, readMetadata, readName } from './metadata';

export const OPENSLO_ALPHA = 'openslo/v1alpha';

const DAY_SECONDS = 86_400;

/** The SLOs of OpenSLO's old format, as Sloth reads them: one for each objective, each with its own queries. */
export function* readOpenSloAlpha(opened: readonly OpenedDocument[]): Generator<DefinedSlo[]> {
  for (const one of opened) {
    yield readSlo(one);
  }
}

function readSlo({ document, place }: OpenedDocument): DefinedSlo[] {
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const kind = place.get('kind').oneOf(['SLO'] as const);
  const metadata = place.get('metadata');
  const spec = place.get('spec');
  if (kind === null || !metadata.isMap() || !spec.isMap()) {
    return [];
  }
  checkMetadata(metadata);
  spec.allowKeys(['description', 'service', 'timeWindows', 'budgetingMethod', 'objectives']);
  const namePlace = metadata.get('name');
  const name = readName(namePlace);
  const service = readName(spec.get('service'));
  const seconds = readTimeWindows(spec.get('timeWindows'));
  const method = spec.get('budgetingMethod').oneOf(['Occurrences', 'Timeslices'] as const);
  if (method === 'Timeslices') {
    spec.get('budgetingMethod').report({ kind: 'notSupported', what: 'timeslices', value: method });
  }
  const objectives = spec.get('objectives');
  const items = objectives.items();
  if (items.length === 0) {
    objectives.report({ kind: 'missing' });
  }
  const measured = items.map(readObjective);
  if (name === null || service === null || seconds === null || method !== 'Occurrences') {
    return [];
  }
  const description = describe(metadata.get('displayName'), spec.get('description'));
  const about = {
    tool: 'openslo' as const,
    document,
    line: namePlace.line,
    service,
    ...readMetadata(metadata, service, name),
    ...(description === null ? {} : { description }),
    window: { kind: 'rolling' as const, seconds },
    pairs: workbookPairs(seconds),
  };
  // Sloth numbers them even where there is only one.
  return measured.flatMap((one, index): DefinedSlo[] =>
    one === null ? [] : [{ definition: { ...about, name: `${name}-${index}`, ...one }, namePlace }]
  );
}

function readTimeWindows(timeWindows: Place): number | null {
  const items = timeWindows.items();
  const [only] = items;
  if (!timeWindows.exists) {
    return timeWindows.report({ kind: 'missing' });
  }
  if (!only || items.length !== 1) {
    return timeWindows.report({ kind: 'exactlyOne', value: items.length });
  }
  only.allowKeys(['unit', 'count', 'isRolling', 'calendar']);
  const unit = only.get('unit').oneOf(['Day'] as const);
  const countPlace = only.get('count');
  const count = countPlace.exists ? countPlace.optionalNumber() : countPlace.report({ kind: 'missing' });
  const rolling = only.get('isRolling');
  if (rolling.optionalBoolean() === false) {
    return rolling.report({ kind: 'notOneOf', value: 'false', allowed: ['true'] });
  }
  if (unit === null || count === null) {
    return null;
  }
  return count > 0
    ? count * DAY_SECONDS
    : countPlace.report({ kind: 'outOfRange', value: count, above: 0, below: Infinity, meant: null });
}

function readObjective(objective: Place): { objectiveRatio: number; events: EventsSli } | null {
  objective.allowKeys(['displayName', 'target', 'ratioMetrics', 'op', 'value']);
  const target = objective.get('target');
  const value = target.exists ? target.optionalNumber() : target.report({ kind: 'missing' });
  const ratio = objective.get('ratioMetrics');
  if (!ratio.isMap()) {
    return null;
  }
  ratio.allowKeys(['good', 'total', 'incremental', 'counter']);
  const good = readCount(ratio.get('good'));
  const total = readCount(ratio.get('total'));
  if (value !== null && !(value > 0 && value < 1)) {
    return target.report({ kind: 'outOfRange', value, above: 0, below: 1, meant: null });
  }
  if (value === null || good === null || total === null) {
    return null;
  }
  return JSON.stringify(good) === JSON.stringify(total)
    ? ratio.get('good').get('query').report({ kind: 'partIsTotal' })
    : { objectiveRatio: value, events: { counted: 'good', part: good, total } };
}

function readCount(metric: Place): EventCount | null {
  if (!metric.isMap()) {
    return null;
  }
  metric.allowKeys(['source', 'queryType', 'query']);
  const source = metric.get('source').text();
  if (source !== null && source.toLowerCase() !== 'prometheus') {
    return metric.get('source').report({ kind: 'notSupported', what: 'metricSource', value: shown(source) });
  }
  const queryType = metric.get('queryType').oneOf(['promql'] as const);
  const query = metric.get('query');
  const text = query.text();
  if (text === null || queryType === null || source === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  if (!parsed.ok) {
    return reportQuery(query, text, parsed.problem);
  }
  return isCounter(query, text, parsed, true) ? parsed.count : null;
}
