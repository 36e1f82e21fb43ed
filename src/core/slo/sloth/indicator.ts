import type { Place } from '../../document/place';
import { parseEventCount } from '../../promql/eventCount';
import { parseEventRatio } from '../../promql/eventRatio';
import { isCounter, reportQuery } from '../countQuery';
import type { SloDefinition } from '../definition';
import type { EventCount } from '../events';
import type { SlothKeys } from './keys';

export type SlothIndicator = Pick<SloDefinition, 'events' | 'uncountable'>;

const WINDOW = /\{\{-?\s*\.window\s*-?\}\}/;

/**
 * The `sli` of an SLO. What Sloth can record and nobody can count (a ratio, a plugin) is an SLO all the same, since its
 * recorded series give its numbers.
 */
export function readSlothIndicator(sli: Place, keys: SlothKeys): SlothIndicator | null {
  if (!sli.isMap()) {
    return null;
  }
  sli.allowKeys(['events', 'raw', 'plugin']);
  const [kind, other] = (['events', 'raw', 'plugin'] as const).filter((key) => sli.get(key).exists);
  if (kind === undefined) {
    return sli.report({ kind: 'eitherOf', keys: ['events', 'raw', 'plugin'] });
  }
  if (other !== undefined) {
    return sli.get(other).report({ kind: 'exclusive', other: kind });
  }
  const place = sli.get(kind);
  if (!place.isMap()) {
    return null;
  }
  switch (kind) {
    case 'events':
      return readEvents(place, keys);
    case 'raw':
      return readRaw(place, keys);
    case 'plugin':
      place.allowKeys(['id', 'options']);
      place.report({ kind: 'notCountable', what: 'plugin' }, 'warning');
      return { uncountable: 'plugin' };
  }
}

function readEvents(events: Place, { errorQuery, totalQuery }: SlothKeys): SlothIndicator | null {
  events.allowKeys([errorQuery, totalQuery]);
  const part = readQuery(events.get(errorQuery));
  const total = readQuery(events.get(totalQuery));
  if (part === null || total === null) {
    return null;
  }
  if (part === 'uncountable' || total === 'uncountable') {
    return { uncountable: 'query' };
  }
  return JSON.stringify(part) === JSON.stringify(total)
    ? events.get(errorQuery).report({ kind: 'partIsTotal' })
    : { events: { counted: 'bad', part, total } };
}

/** Null where Sloth itself would refuse the query. */
function readQuery(place: Place): EventCount | 'uncountable' | null {
  const text = withWindow(place);
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  if (parsed.ok) {
    return isCounter(place, text, parsed, true) ? parsed.count : null;
  }
  const { problem } = parsed;
  if (problem.kind === 'notACount' || problem.kind === 'noMetric') {
    reportQuery(place, text, problem, 'warning');
    return 'uncountable';
  }
  return reportQuery(place, text, problem);
}

function readRaw(raw: Place, { errorRatioQuery }: SlothKeys): SlothIndicator | null {
  raw.allowKeys([errorRatioQuery]);
  const place = raw.get(errorRatioQuery);
  const text = withWindow(place);
  if (text === null) {
    return null;
  }
  const parsed = parseEventRatio(text);
  if (!parsed.ok && (parsed.problem.kind === 'syntax' || parsed.problem.kind === 'empty')) {
    return reportQuery(place, text, parsed.problem);
  }
  if (!parsed.ok || !parsed.part.rated || !parsed.total.rated) {
    place.report({ kind: 'notCountable', what: 'ratio' }, 'warning');
    return { uncountable: 'ratio' };
  }
  const { part, total, complement } = parsed;
  return JSON.stringify(part.count) === JSON.stringify(total.count)
    ? place.report({ kind: 'partIsTotal' })
    : { events: { counted: complement ? 'good' : 'bad', part: part.count, total: total.count } };
}

function withWindow(place: Place): string | null {
  const text = place.text();
  return text === null || WINDOW.test(text) ? text : place.report({ kind: 'windowMissing' });
}
