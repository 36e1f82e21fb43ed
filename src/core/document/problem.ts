import type { CountProblem } from '../promql/eventCount';

/** What is wrong with a place in a document; the edge turns it into words, with what would be right. */
export type DocumentIssue =
  | { kind: 'missing' }
  | { kind: 'wrongType'; expected: 'text' | 'number' | 'true or false' | 'list' | 'map'; value: string }
  | { kind: 'notOneOf'; value: string; allowed: readonly string[] }
  /** Where `value` must lie between them, both bounds are excluded but the one that `including` names. */
  | {
      kind: 'outOfRange';
      value: number;
      above: number;
      below: number;
      meant: 'target' | 'targetPercent' | null;
      including?: 'above' | 'below';
    }
  | { kind: 'tooLong'; value: number; most: number }
  | { kind: 'notAKey'; value: string }
  /** It means nothing beside what is there already. */
  | { kind: 'noEffect'; beside: string }
  /** Only several objectives with indicators of their own are weighed. */
  | { kind: 'weightWithoutComposite' }
  /** A ratio that is no quotient of two counts, so that it has no events. */
  | { kind: 'rawRatio'; value: string }
  /** `letters` where capitals, dots and underscores are allowed as well. */
  | { kind: 'notAName'; value: string; allowed?: 'letters' }
  /** A query of Sloth without its placeholder for a window. */
  | { kind: 'windowMissing' }
  /** No plain selector of one metric, which is all that Pyrra takes. */
  | { kind: 'notASelector'; value: string }
  /** No bucket of a classic histogram with its bound, which Pyrra wants for a latency. */
  | { kind: 'notABucket' }
  /** What is measured adds up to no number of events. */
  | { kind: 'notCountable'; what: Uncountable }
  /** Alert windows for a period that no SLO has; `used` is the one that all have. */
  | { kind: 'periodNotUsed'; value: string; used: string }
  /** `units` are those of OpenSLO where it does not say. */
  | { kind: 'notADuration'; value: string; units?: 'prometheus' }
  /** No day and no time with a zone. */
  | { kind: 'notATime'; value: string }
  /** Months, quarters and years have no fixed length, so a rolling window of them is none. */
  | { kind: 'calendarUnit'; value: string; instead: string }
  /** No wall time as a calendar window starts at: `2026-01-01 00:00:00`. */
  | { kind: 'notAWallTime'; value: string }
  | { kind: 'unknownZone'; value: string }
  | { kind: 'exactlyOne'; value: number }
  | { kind: 'exclusive'; other: string }
  | { kind: 'eitherOf'; keys: readonly string[] }
  | { kind: 'duplicateSlo'; value: string; document: number }
  | { kind: 'duplicateName'; value: string; document: number }
  | { kind: 'unknownReference'; value: string; wanted: string }
  | { kind: 'query'; problem: CountProblem; line: number; column: number }
  | { kind: 'notAHistogram'; value: string }
  /** What is counted as good or bad is everything, so that the SLI could only ever be 100 % or 0 %. */
  | { kind: 'partIsTotal' }
  /** The parts of one ratio name different data sources. */
  | { kind: 'sourcesDiffer'; value: string; other: string }
  /** A percentage that reads like a ratio; it counts as it stands. */
  | { kind: 'percentBelowOne'; value: number; ratioPercent?: number }
  | { kind: 'unsafeUrl'; value: string }
  | { kind: 'unknownKey'; value: string; nearest: string | null }
  /** A counter that nothing says is one: `counter: true` is not there, and no rate or increase stands in the query. */
  | { kind: 'counterAssumed' }
  /** Something that is no counter, by its name or its author's own word. */
  | { kind: 'notACounter'; value: string }
  | { kind: 'unknownUpstream'; value: string; known: readonly string[] }
  | { kind: 'ignored'; value: string }
  /** How many slices of time the window would hold, of at least one and at most so many. */
  | { kind: 'sliceCount'; slices: number; most: number }
  | { kind: 'notSupported'; what: UnsupportedFeature; value: string }
  | { kind: 'notALabel'; value: string }
  /** An SLO of a release policy whose events no raw counters hold. */
  | { kind: 'sloNotCounted'; value: string }
  /** A release that is known by its start alone has nothing that runs beside it. */
  | { kind: 'versionNeeded' }
  /** Of an SLO that has no pair of burn rate windows of a severity. */
  | { kind: 'noPairs'; value: string; severity: string }
  /** `value` is the least soak. */
  | { kind: 'soakTooShort'; value: string }
  | { kind: 'noneRequired' }
  /** What is required can never be shown. */
  | { kind: 'neverPasses'; what: 'headroom' }
  /** `line` is that of the first. */
  | { kind: 'duplicateKey'; value: string; line: number }
  /** The text is no YAML, or a kind of YAML that is refused. */
  | { kind: 'syntax'; message: string }
  | { kind: 'refused'; what: 'alias' | 'depth' | 'key'; value: string }
  /** In kilobytes. */
  | { kind: 'refused'; what: 'size'; value: string; most: number };

export type UnsupportedFeature = 'timeslices' | 'metricSource';

/** Ways to measure that hold no number of events. */
export type Uncountable = 'ratio' | 'query' | 'plugin' | 'nativeHistogram';

export interface DocumentProblem {
  /** An error leaves out what it concerns; a warning does not. */
  severity: 'error' | 'warning';
  /** Number of the document, from 1; 0 where it concerns the whole text. */
  document: number;
  /** From 1; 0 where there is no text to point at. */
  line: number;
  column: number;
  /** `spec.objectives[0].target`; empty for the document itself. */
  path: string;
  issue: DocumentIssue;
}

/** In the order of the text. */
export function inOrder(problems: readonly DocumentProblem[]): DocumentProblem[] {
  return [...problems].sort((a, b) => a.document - b.document || a.line - b.line || a.column - b.column);
}
