import { unmeasured, type Measured, type Reason } from '../../budget/dataState';
import { parseBound } from '../../latency/bounds';
import type { Selector } from '../../promql/ast';
import type { Problem } from '../../slo/slo';
import type { EventsSli } from '../../slo/events';
import { watchedWindows } from '../../slo/watched';
import { countEvents, type EventCounts } from '../events/count';
import { keptCoverage, readKept } from '../events/kept';
import { keptSpans, runningSpan } from '../events/spans';
import { COVERAGE_LOOKS, withCoverage } from '../coverage';
import { beginId, BOUNDS_ID, coverageId, increaseId, LABELS_ID, tellingLabels, windowsOf } from '../events/plan';
import { neededAllTheTime, termKey, type Terms } from '../events/terms';
import { uncountable, type JudgedSlo } from '../judgedSlo';
import type { ReadPart } from '../union';
import type { Numbers } from './numbers';

/** An SLO whose events are known. */
export type CountedSlo = JudgedSlo & { events: EventsSli };

export function isCounted(slo: JudgedSlo): slo is CountedSlo {
  return slo.events !== undefined;
}

/** What the counted events say of an SLO, and the events themselves over its window. */
export interface EventNumbers extends Numbers {
  counts: EventCounts;
}

/** The numbers of an SLO by its events. */
export function eventNumbers(slo: CountedSlo, toSeconds: number, terms: Terms, read: ReadPart): EventNumbers {
  const { events, window } = slo;
  const bounds = boundsOf(events, terms, read);
  const over = (windowSeconds: number) =>
    countEvents(events, (selector) => read(increaseId(windowSeconds), termKey(terms, selector)), bounds);
  const span = runningSpan(window, toSeconds);
  const allExcluded = keptSpans(slo, span).length === 0 ? unmeasured('noTraffic', { kind: 'allExcluded' }) : null;
  const nothing = uncountable(window) ?? allExcluded;
  const counts = nothing
    ? { bad: nothing, total: nothing, errorRatio: nothing, findings: [] }
    : slo.excluded.length === 0
      ? over(window.seconds)
      : countEvents(events, readKept(slo, span, terms, read), bounds);
  const watched = watchedWindows(slo);
  const errorRatios = new Map(
    windowsOf(slo)
      .filter((seconds) => watched.has(seconds))
      .map((seconds) => [seconds, alertRatio(over(seconds), counts)])
  );
  const { problems, failure } = checkLabels(events, counts, terms, read);
  return {
    errorRatios,
    windowErrorRatio: failure ?? nothing ?? covered(counts.errorRatio, slo, toSeconds, terms, read),
    method: { kind: 'events', counted: events.counted },
    problems: [...counts.findings, ...problems],
    counts,
  };
}

/**
 * A metric of bad events that was there within the SLO window and is not in the last minutes has been lost, not well. Where
 * it never was, the finding says so.
 */
function alertRatio({ errorRatio, findings }: EventCounts, whole: EventCounts): Measured {
  const [lost] = findings.flatMap((finding) => (finding.kind === 'badMetricMissing' ? [finding] : []));
  const wasThere = whole.findings.every(({ kind }) => kind !== 'badMetricMissing');
  return lost && wasThere ? unmeasured('noData', { kind: 'seriesMissing', metric: lost.metric }) : errorRatio;
}

/** Whether an absence of bad events proves anything: the labels they are told by must be there. */
function checkLabels(
  events: EventsSli,
  { bad }: EventCounts,
  terms: Terms,
  read: ReadPart
): { problems: Problem[]; failure: Measured | undefined } {
  const problems: Problem[] = [];
  let failure: Measured | undefined;
  for (const { key, label, metric } of bad.value === 0 ? tellingLabels(events, terms) : []) {
    const answer = read(LABELS_ID, key);
    if (answer.state === 'failed') {
      failure = unmeasured('error', answer.reason);
    } else if (answer.series.length === 0) {
      problems.push({ kind: 'labelMissing', metric, label });
    }
  }
  return { problems, failure };
}

/** By what was there for the least of the window: without the counter of failures nobody knows of any. */
function covered(own: Measured, slo: CountedSlo, toSeconds: number, terms: Terms, read: ReadPart): Measured {
  const { events, window } = slo;
  const coverages = neededAllTheTime(events).map(({ of }) => coverageOf(of, slo, toSeconds, terms, read));
  const failed = coverages.find((one) => 'reason' in one);
  if (failed && 'reason' in failed) {
    return unmeasured('error', failed.reason);
  }
  const [least] = coverages
    // What was never there is no matter of coverage: a finding says so.
    .flatMap((one, index) => ('ratio' in one && (index === 0 || one.ratio > 0) ? [one] : []))
    .sort((a, b) => a.ratio - b.ratio);
  return withCoverage(own, least?.ratio ?? 0, least?.sinceSeconds ?? NaN, { seconds: window.seconds, toSeconds });
}

function coverageOf(
  selector: Selector,
  slo: CountedSlo,
  toSeconds: number,
  terms: Terms,
  read: ReadPart
): { ratio: number; sinceSeconds: number } | { reason: Reason } {
  const { window, excluded } = slo;
  const key = termKey(terms, selector);
  const looks = read(coverageId(window.seconds), key);
  if (looks.state === 'failed') {
    return { reason: looks.reason };
  }
  const kept = excluded.length === 0 ? null : keptCoverage(slo, selector, toSeconds, terms, read);
  if (kept !== null && typeof kept !== 'number') {
    return { reason: kept.reason };
  }
  return {
    ratio: kept ?? Math.min(1, first(looks, 0) / COVERAGE_LOOKS),
    sinceSeconds: first(read(beginId(window.seconds), key), NaN),
  };
}

function first(answer: ReturnType<ReadPart>, absent: number): number {
  return (answer.state === 'ok' ? answer.series[0]?.values[0] : undefined) ?? absent;
}

function boundsOf(events: EventsSli, terms: Terms, read: ReadPart): number[] {
  const [{ selector }]: readonly [{ selector: Selector }, ...unknown[]] = events.total;
  const answer = events.threshold ? read(BOUNDS_ID, termKey(terms, selector)) : undefined;
  return answer?.state === 'ok' ? answer.series.map(({ labels }) => parseBound(labels['le'])) : [];
}
