import { print } from '../../promql/print';
import type { Selector } from '../../promql/ast';
import type { Slo } from '../../slo/slo';
import type { EventsSli } from '../../slo/events';

/**
 * The key under which the count of a selector is asked for and read. A selector that several SLOs share, or that stands in
 * both the part and the total of one, has one key and is asked for once. By object and not by text, because a text would
 * be made anew for every number that is read.
 */
export type Terms = ReadonlyMap<Selector, string>;

export function termsOf(slos: readonly Slo[]): Terms {
  const texts = new Map(
    slos.flatMap(({ events }) => (events ? selectorsOf(events) : [])).map((selector) => [selector, textOf(selector)])
  );
  const keys = new Map([...new Set(texts.values())].sort().map((text, index) => [text, String(index)]));
  return new Map([...texts].map(([selector, text]) => [selector, keys.get(text) ?? '']));
}

/** What is asked of a selector: of a gauge several things. */
function textOf(selector: Selector): string {
  return selector.samples ? `${print(selector)} ${JSON.stringify(selector.samples)}` : print(selector);
}

export function selectorsOf({ part, total }: EventsSli): Selector[] {
  return [...part, ...total].map(({ selector }) => selector);
}

/**
 * What must have been there whenever something is counted, each with what is looked at for it: every metric of the total,
 * and that of the good or bad events where it is another, for which no other speaks. Of that, whatever its labels tell
 * apart: a counter of failures may begin with the first.
 */
export function neededAllTheTime({ part, total }: EventsSli): Array<{ of: Selector; looked: Selector }> {
  const [{ selector: first }] = total;
  const metrics = new Set(total.map(({ selector }) => selector.metric));
  const common = new Set(first.matchers.map(({ label }) => label));
  const own = part.filter(({ selector, optional }) => !optional && !metrics.has(selector.metric));
  const others = total.slice(1).filter(({ selector, optional }) => !optional && selector.metric !== first.metric);
  return [
    { of: first, looked: first },
    ...others.map(({ selector }) => ({ of: selector, looked: selector })),
    ...own.map(({ selector }) => ({
      of: selector,
      looked: { ...selector, matchers: selector.matchers.filter(({ label }) => common.has(label)) },
    })),
  ];
}

export function termKey(terms: Terms, selector: Selector): string {
  return terms.get(selector) ?? '';
}

/** Whether the numbers of an SLO are those of its events: it has nothing recorded, or nothing that could be measured. */
export function countsEvents({ events, recorded, problems }: Slo): boolean {
  return events !== undefined && (recorded === undefined || problems.some(({ kind }) => kind === 'sliMissing'));
}

/** A tool that counts events and records no ratio over the window leaves the quotient to whoever reads it. */
export function isCountedByTool({ recorded }: Slo): boolean {
  return recorded?.windowRatio === null && recorded.weighs === 'events';
}
