import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { parseEventCount } from '../../promql/eventCount';
import { reportQuery } from '../../slo/countQuery';

/** A selector by itself, of what is neither added to others nor taken away; reports what is none, as it is told to. */
export function readSelector(place: Place, otherwise: 'notAHistogram' | 'notASelector'): Selector | null {
  const text = place.text();
  if (text === null) {
    return null;
  }
  const parsed = parseEventCount(text);
  if (!parsed.ok) {
    return reportQuery(place, text, parsed.problem);
  }
  const [{ selector, sign }, ...others] = parsed.count;
  return sign > 0 && others.length === 0 ? selector : place.report({ kind: otherwise, value: shown(text) });
}
