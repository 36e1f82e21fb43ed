import type { AlertPair } from '../budget/alertPairs';
import type { Uncountable } from '../document/problem';
import type { Exclusion } from '../window/exclusions';
import type { RulesUnreadable } from '../rules/rules';
import type { CalendarWindow, SloWindow } from '../window/window';
import type { CompositeMember } from './composite';
import type { EventsSli, NativeThreshold } from './events';
import type { SloLink } from './links';
import type { Slices } from './slices';

/** The tool that made the rules or the document. */
export type SourceTool = 'sloth' | 'openslo' | 'pyrra' | 'grafana-slo' | 'slo-generator' | 'kubernetes-mixin';

export type Labels = Readonly<Record<string, string>>;

/** Something wrong or doubtful about an SLO that its reader must know; the edge turns it into words. */
export type Problem =
  | { kind: 'rulesStopped' }
  | { kind: 'sliMissing' }
  | { kind: 'sliStopped' }
  /** Its document gives nothing that can be counted, and no tool has recorded it. */
  | { kind: 'notCountable'; what: Uncountable }
  | { kind: 'objectiveUnknown' }
  /** Rules tell of it what no series does, and nobody may read them. */
  | { kind: 'rulesUnreadable'; cause: RulesUnreadable }
  /** The objective is known without rules; they would tell how to count all events, or which pairs alert. */
  | { kind: 'rulesWouldTell'; what: 'total' | 'pairs' }
  /** Nothing has been pushed since (unix seconds): the gauges repeat the last run. */
  | { kind: 'pushStopped'; sinceSeconds: number }
  /** A step of an error budget policy whose name tells no window. */
  | { kind: 'stepUnreadable'; step: string }
  /** Its burn rates add up the error ratios of all values of the label, as its alerts do. */
  | { kind: 'ratiosSummed'; label: string }
  | { kind: 'objectivesDisagree'; infoRatio: number; seriesRatio: number }
  | { kind: 'windowAssumed'; windowSeconds: number }
  /**
   * Its document wants an SLO for every combination of these labels, of which there are too many, or nobody knows how
   * many: null.
   */
  | { kind: 'groupsSummed'; by: readonly string[]; groups: number | null }
  | { kind: 'pairsAssumed' }
  | { kind: 'pairNotRecorded'; shortSeconds: number; longSeconds: number }
  /** The burn rate over its short window is not defined: the window is shorter than a slice. */
  | { kind: 'pairShorterThanSlice'; shortSeconds: number; longSeconds: number; sliceSeconds: number }
  /** Not even a burn rate of nothing but failures fires it. */
  | { kind: 'pairUnreachable'; shortSeconds: number; longSeconds: number; factor: number }
  /**
   * So few events are expected in the long window of a pair that a single bad one fires it; what that one spends of the
   * budget of the SLO window.
   */
  | {
      kind: 'lowTraffic';
      expectedEvents: number;
      shortSeconds: number;
      longSeconds: number;
      failureBudgetRatio: number;
    }
  | { kind: 'valueOutOfRange'; metric: string; value: number }
  | { kind: 'budgetDisagrees'; recorded: number; computed: number }
  /** The document says another objective (a ratio) or window (seconds) than the rules, whose numbers are shown. */
  | { kind: 'documentDisagrees'; about: 'objective' | 'window'; document: number; recorded: number }
  /** The document says a calendar window, the rules a rolling one of so many seconds. */
  | { kind: 'documentDisagrees'; about: 'calendar'; document: CalendarWindow; recorded: number }
  | { kind: 'ratioOutOfRange'; value: number }
  | { kind: 'noGoodEvents'; selector: string }
  | { kind: 'noBadSeries'; selector: string }
  | { kind: 'badMetricMissing'; metric: string }
  /** No series of the metric carries the label by which bad events are told. */
  | { kind: 'labelMissing'; metric: string; label: string }
  /** Events were bad, yet the tool has recorded nothing of it. */
  | { kind: 'errorsNotRecorded' }
  /** There is nothing that its number over the window could be made of without the excluded times. */
  | { kind: 'exclusionsIgnored' }
  /** No event of this member of a composite was counted, so it burns nothing. */
  | { kind: 'memberIdle'; member: string }
  /** Several current series of one number, told apart by nothing that matters, hold different values. */
  | { kind: 'measurementsDisagree'; metric: string }
  /** The newest evaluation of one of its rules failed. */
  | { kind: 'ruleFails'; rule: string; message: string }
  /** What is wrong with one member of a composite. */
  | { kind: 'ofMember'; member: string; problem: Problem };

/** A Prometheus-compatible data source the samples come from. */
export interface Upstream {
  /** Stable identity: the data source's uid. */
  uid: string;
  /** For people. */
  name: string;
  /** Labels that its SLOs carry besides their own, such as region or cluster. */
  labels: Labels;
}

/** A metric that tools have recorded, and how the series of one SLO is found in it. */
export interface RecordedMetric {
  metric: string;
  /** Further labels of its series, where one metric holds several numbers of an SLO. */
  labels?: Labels;
  /** Key of its series, where they carry other labels than the rest of the SLO's. */
  seriesKey?: string;
  /** Label over which its series are added up, as the tool's own alerts do. */
  summedOver?: string;
}

/** A recorded ratio of events. */
export interface RatioMetric extends RecordedMetric {
  /** Of which events it is the share. */
  holds: 'bad' | 'good';
}

/** Numbers that a tool has already written, one series per number. */
export interface RecordedSli {
  /** Label that carries the tool's id, and its value for this SLO. */
  idLabel: string;
  idValue: string;
  /** Labels by which this SLO's series are told from all others, as `seriesKey` writes them. */
  seriesKey: string;
  /** Labels in which the series of one SLO differ, so that they are no part of the key. */
  remarkLabels: ReadonlySet<string>;
  /** By window length in seconds; the SLO window is among them only where an alert pair looks at it. */
  ratios: ReadonlyMap<number, RatioMetric>;
  /** Over the SLO window; null where the tool records none, or where another window than the tool's is judged. */
  windowRatio: RatioMetric | null;
  /**
   * What weighs the same in that ratio: every short ratio that it is the mean of, or every event. `traffic`: it is the
   * mean of short ratios that were weighed by their traffic. `query`: whatever its own query over the window says.
   */
  weighs: 'slots' | 'events' | 'traffic' | 'query';
  /** The budget that remains of that window; null where the tool records none. */
  budgetRemaining: RecordedMetric | null;
  /**
   * Short ratios recorded throughout the SLO window, which tell how much of it was seen; null where there are none, so
   * that the tool's ratio must be taken at its word.
   */
  slot: RatioSlot | null;
  /** Rates of its events recorded throughout the SLO window, which count them; absent where there are none. */
  rates?: EventRates;
  /**
   * True when the ratio over the SLO window was NaN when the catalogue was read: a slot without traffic was summed into
   * it, and it stays NaN until that slot has left the window.
   */
  poisoned: boolean;
}

export interface RatioSlot {
  ratio: RatioMetric;
  seconds: number;
}

/** Events per second, each sample an average over the seconds before it. */
export interface EventRates {
  good: RecordedMetric;
  total: RecordedMetric;
  seconds: number;
}

export interface Slo {
  /** Unique among all SLOs of all upstreams, stable between refreshes. */
  id: string;
  tool: SourceTool;
  upstream: Upstream;
  service: string;
  name: string;
  description?: string;
  /** The label `owner`, or else `team`; where its tool or its document has a place of its own for it, that. */
  owner?: string;
  /** Labels the tool's user gave to the SLO, and those the SLI keeps. */
  labels: Labels;
  /** Target share of good events, in [0, 1); null when no series tells it, and for a composite, whose members have one each. */
  objectiveRatio: number | null;
  window: SloWindow;
  /** Where somebody looks at it over another window than its own. */
  isOverAnotherWindow?: true;
  /** True where that is the default of its tool, as nobody said another. */
  windowIsDefault?: boolean;
  /** What a tool has recorded of it; absent where only a document defines it. At least one of the two is there. */
  recorded?: RecordedSli;
  /** How its events are counted from raw metrics; absent where no document says. */
  events?: EventsSli;
  /** Present where slices of time weigh the same, not events; `events` is absent then, as they are not what the SLI counts. */
  slices?: Slices;
  /** The native histogram whose share of events it is about; absent where no document names one. */
  native?: NativeThreshold;
  /** Names the document that defines it, where that is for every upstream; the same in all of them. */
  sharedDocument?: string;
  /** The objectives it burns with; present where it is a composite, which has neither recorded numbers nor own events. */
  composite?: readonly CompositeMember[] | undefined;
  pairs: readonly AlertPair[];
  /** True where no rule tells them, and they are those that its tool has by default. */
  pairsByDefault?: boolean;
  /** Those that its tool alerts on by default and was told not to; absent where there are none. */
  mutedPairs?: readonly AlertPair[];
  links: readonly SloLink[];
  problems: readonly Problem[];
  /** Times that count for nothing in its ratio and budget; its alerts know nothing of them. */
  exclusions?: readonly Exclusion[];
}
