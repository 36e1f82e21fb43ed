import type { GroupCount } from '../../budget/mainGroup';
import type { Expr, Selector } from '../../promql/ast';
import type { EventsSli } from '../../slo/events';
import { GROUP_LABELS } from '../../slo/groupLabels';
import { queryFailed } from '../failure';
import { atMost, isCut } from '../points';
import type { Series } from '../port';
import type { PartAnswer } from '../union';
import { countEvents } from './count';
import { increase } from './plan';

/** Labels that tell the version that served an event. */
export const VERSION_LABELS = ['version', 'release', 'app_version', 'service_version'] as const;

/** All labels that are known to tell events apart. */
export const TELLING_LABELS: readonly string[] = [...GROUP_LABELS, ...VERSION_LABELS];

/** Combinations of values that are read of one counter: a hundred counters of them are what a browser can hold. */
export const MOST_COMBINATIONS = 2000;

/**
 * The events of a stretch by everything that tells them apart, for `readByGroup`.
 *
 * @param agoSeconds how long before the query it ends
 */
export function increaseByGroup(selector: Selector, seconds: number, agoSeconds = 0): Expr {
  return atMost(MOST_COMBINATIONS, increase(selector, seconds, agoSeconds, TELLING_LABELS));
}

/** The answer to `increaseByGroup`; failed where there may be more than was let through, since what is missing adds up to no number. */
export function readByGroup(answer: PartAnswer): PartAnswer {
  return answer.state === 'ok' && isCut(MOST_COMBINATIONS, answer.series)
    ? { state: 'failed', reason: { kind: 'tooManyCombinations', most: MOST_COMBINATIONS - 1 } }
    : answer;
}

/**
 * Whether the values of a label tell bad events apart from good ones: a label that only what is counted has, or only what
 * counts all, would make groups that look wholly good. One that nothing has tells nothing and misleads nobody.
 */
export function isOnBothSides(
  label: string,
  { part, total }: EventsSli,
  seriesOf: (selector: Selector) => readonly Series[]
): boolean {
  const [counted, all] = [part, total].map((terms) => terms.flatMap(({ selector }) => seriesOf(selector)));
  const has = (series: readonly Series[]) => series.some(({ labels }) => (labels[label] ?? '') !== '');
  return counted!.length === 0 || all!.length === 0 || has(counted!) === has(all!);
}

/**
 * The events by the values of a label; a group of which something is not known is left out, and all are where the label
 * stands on one side only.
 */
export function groupsBy(label: string, events: EventsSli, answers: ReadonlyMap<Selector, PartAnswer>): GroupCount[] {
  if (!isOnBothSides(label, events, (selector) => seriesOf(answers.get(selector)))) {
    return [];
  }
  const valueOf = ({ labels }: Series) => labels[label] ?? '';
  const values = new Set([...answers.values()].flatMap((answer) => seriesOf(answer).map(valueOf)));
  return [...values].flatMap((value) => {
    const { bad, total } = countGrouped(events, answers, (one) => valueOf(one) === value);
    return bad.value === null || total.value === null ? [] : [{ value, bad: bad.value, total: total.value }];
  });
}

/** The events of the series that belong to it. */
function countGrouped(
  events: EventsSli,
  answers: ReadonlyMap<Selector, PartAnswer>,
  belongs: (series: Series) => boolean
) {
  return countEvents(events, (selector) => summed(answers.get(selector), belongs), []);
}

export function seriesOf(answer: PartAnswer | undefined): readonly Series[] {
  return answer?.state === 'ok' ? answer.series : [];
}

/** The series of a group as one. */
function summed(answer: PartAnswer | undefined, belongs: (series: Series) => boolean): PartAnswer {
  if (answer?.state !== 'ok') {
    return answer ?? { state: 'failed', reason: queryFailed(undefined) };
  }
  const own = answer.series.filter(belongs);
  const [first] = own;
  const sum = own.reduce((all, { values }) => all + (values[0] ?? NaN), 0);
  return { ...answer, series: first ? [{ ...first, values: [sum] }] : [] };
}
