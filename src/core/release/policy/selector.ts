import { shown, type Place } from '../../document/place';
import type { Selector } from '../../promql/ast';
import { readEventCount } from '../../slo/countQuery';

/** A selector by itself, of what is neither added to others nor taken away; reports what is none, as it is told to. */
export function readSelector(place: Place, otherwise: 'notAHistogram' | 'notASelector'): Selector | null {
  const read = readEventCount(place);
  if (read === null) {
    return null;
  }
  const [{ selector, sign }, ...others] = read.parsed.count;
  return sign > 0 && others.length === 0 ? selector : place.report({ kind: otherwise, value: shown(read.text) });
}
