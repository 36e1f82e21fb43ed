import { isShare } from '../../budget/budget';
import { measured, partial, unmeasured, type Measured, type Reason } from '../../budget/dataState';
import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { EventCount, EventsSli } from '../../slo/events';
import type { PartAnswer } from '../union';

/** The increase of every counter of one term over one window. */
export type ReadTerm = (selector: Selector) => PartAnswer;

/** Events of one window, each with what is known about it. */
export interface EventCounts {
  bad: Measured;
  total: Measured;
  /** bad / total. */
  errorRatio: Measured;
  findings: readonly EventFinding[];
}

/** What the counts show that their reader must know. */
export type EventFinding =
  | { kind: 'ratioOutOfRange'; value: number }
  /** No counter of the good events exists beside a live total: everything counts as bad. */
  | { kind: 'noGoodEvents'; selector: string }
  /** No bad event was ever seen within the window: none, or a selector that finds none. */
  | { kind: 'noBadSeries'; selector: string }
  /** The bad events have a metric of their own and it does not exist: none, or a misspelt or lost metric. */
  | { kind: 'badMetricMissing'; metric: string };

/**
 * Events and error ratio over one window. An absent error series beside a live total is zero errors; an absent total is
 * no data, and so is a term that is taken off and absent, because what is left would be too much. 0/0 is no traffic.
 *
 * @param bounds of the histogram's buckets, for the words where the wanted one does not exist
 */
export function countEvents(sli: EventsSli, read: ReadTerm, bounds: readonly number[]): EventCounts {
  const total = isAbsent(sli.total, read) ? missing(sli.total) : sum(sli.total, read, true);
  if (total.value === null) {
    return { bad: total, total, errorRatio: total, findings: [] };
  }
  const part = sum(sli.part, read, false);
  const findings: EventFinding[] = [];
  if (part.value === null) {
    return { bad: part, total, errorRatio: part, findings };
  }
  if (isAbsent(sli.part, read)) {
    if (sli.threshold && total.value > 0) {
      const { upperBound } = sli.threshold;
      const noBucket = unmeasured('noData', { kind: 'bucketMissing', upperBound, ...neighbours(upperBound, bounds) });
      return { bad: noBucket, total, errorRatio: noBucket, findings };
    }
    findings.push(...absenceFindings(sli));
  }
  const badEvents = sli.counted === 'bad' ? part.value : total.value - part.value;
  const warned = total.reason ?? part.reason;
  const known = (value: number) => (warned === undefined ? measured(value) : partial(value, warned));
  if (total.value === 0) {
    return { bad: known(badEvents), total, errorRatio: unmeasured('noTraffic', { kind: 'noEvents' }), findings };
  }
  const ratio = badEvents / total.value;
  if (!isShare(ratio)) {
    findings.push({ kind: 'ratioOutOfRange', value: ratio });
  }
  return { bad: known(badEvents), total, errorRatio: known(ratio), findings };
}

/** The signed sum of terms. @param whole whether every term must be there; where not, only those taken off must. */
function sum(count: EventCount, read: ReadTerm, whole: boolean): Measured {
  let value = 0;
  let warning: string | undefined;
  for (const { sign, selector, optional } of count) {
    const answer = read(selector);
    if (answer.state === 'failed') {
      return unmeasured('error', answer.reason);
    }
    const [series] = answer.series;
    const events = series?.values[0];
    if (events === undefined) {
      if ((whole || sign < 0) && !optional) {
        return unmeasured('noData', { kind: 'seriesMissing', metric: print(selector) });
      }
      continue;
    }
    if (!Number.isFinite(events)) {
      return unmeasured('noData', { kind: 'notANumber', metric: print(selector) });
    }
    value += sign * events;
    warning ??= answer.warning;
  }
  const reason: Reason | undefined = warning === undefined ? undefined : { kind: 'upstreamWarning', message: warning };
  return reason === undefined ? measured(value) : partial(value, reason);
}

function missing([{ selector }]: EventCount): Measured {
  return unmeasured('noData', { kind: 'seriesMissing', metric: print(selector) });
}

function isAbsent(count: EventCount, read: ReadTerm): boolean {
  return count.every(({ selector }) => {
    const answer = read(selector);
    return answer.state === 'ok' && answer.series.length === 0;
  });
}

/** What it may mean that nothing of what is counted exists beside a live total. */
export function absenceFindings({ counted, part, total }: EventsSli): EventFinding[] {
  const [{ selector }] = part;
  if (counted === 'good') {
    return [{ kind: 'noGoodEvents', selector: print(selector) }];
  }
  const { metric } = selector;
  return metric !== undefined && total.every((term) => term.selector.metric !== metric)
    ? [{ kind: 'badMetricMissing', metric }]
    : [{ kind: 'noBadSeries', selector: print(selector) }];
}

/** The next bounds below and above; null where there is none. */
export function neighbours(
  upperBound: number,
  bounds: readonly number[]
): { below: number | null; above: number | null } {
  const finite = bounds.filter(Number.isFinite);
  const below = finite.filter((bound) => bound < upperBound);
  const above = finite.filter((bound) => bound > upperBound);
  return {
    below: below.length === 0 ? null : Math.max(...below),
    above: above.length === 0 ? null : Math.min(...above),
  };
}
