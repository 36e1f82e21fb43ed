import { print } from '../../promql/print';
import type { Selector } from '../../promql/ast';
import type { Slo } from '../../slo/slo';
import type { EventsSli } from '../../slo/events';

/**
 * Every distinct selector that these SLOs count events by, with the key under which its count is asked for and read. A
 * selector that several SLOs share, or that stands in both the part and the total of one, is asked for once.
 */
export type Terms = ReadonlyMap<string, { key: string; selector: Selector }>;

export function termsOf(slos: readonly Slo[]): Terms {
  const selectors = slos.flatMap(({ events }) => (events ? selectorsOf(events) : []));
  const byText = new Map(selectors.map((selector) => [print(selector), selector]));
  const sorted = [...byText].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([text, selector], index) => [text, { key: String(index), selector }]));
}

export function selectorsOf({ part, total }: EventsSli): Selector[] {
  return [...part, ...total].map(({ selector }) => selector);
}

export function termKey(terms: Terms, selector: Selector): string {
  return terms.get(print(selector))?.key ?? '';
}

/** Whether the numbers of an SLO are those of its events: it has nothing recorded, or nothing that could be measured. */
export function countsEvents({ events, recorded, problems }: Slo): boolean {
  return events !== undefined && (recorded === undefined || problems.some(({ kind }) => kind === 'sliMissing'));
}
