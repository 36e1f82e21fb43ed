import { shown, type Place } from '../document/place';
import type { DocumentProblem } from '../document/problem';
import { parseEventCount, type CountProblem, type ParsedCount } from '../promql/eventCount';
import type { EventCount } from './events';

/** Tells where within a query it is no count of events. */
export function reportQuery(
  query: Place,
  text: string,
  problem: CountProblem,
  severity: DocumentProblem['severity'] = 'error'
): null {
  const offset = 'offset' in problem ? problem.offset : 0;
  const before = text.slice(0, offset).split('\n');
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
  return query.report({ kind: 'query', problem, line, column }, severity);
}

/** A count of events with the text that it stands in; reports what is none. */
export function readEventCount(query: Place): { text: string; parsed: Extract<ParsedCount, { ok: true }> } | null {
  const text = query.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  return parsed.ok ? { text, parsed } : reportQuery(query, text, parsed.problem);
}

/** Whether a query counts counters; reports one that does not, and warns where nothing says so. */
export function isCounter(
  query: Place,
  text: string,
  { count, rated }: { count: EventCount; rated: boolean },
  counter: boolean | null
): boolean {
  // A colon is that of a recording rule, whose name by convention says what was done to the counter: a rate, mostly.
  const [gauge] = count.flatMap(({ selector: { metric = '' } }) => (metric.includes(':') ? [metric] : []));
  if (!rated && (counter === false || gauge !== undefined)) {
    query.report({ kind: 'notACounter', value: shown(gauge ?? text) });
    return false;
  }
  if (counter !== true && !rated) {
    query.report({ kind: 'counterAssumed' }, 'warning');
  }
  return true;
}
