import type { Measured } from '../../budget/dataState';
import type { PairState } from '../../budget/alertPairs';
import type { RankedGroup } from '../../budget/mainGroup';
import type { Onset } from '../../budget/onset';
import type { PolicyVerdict } from '../../budget/policy';
import type { StatusVerdict } from '../../budget/status';
import type { Slices } from '../../slo/slices';
import type { Problem, RecordedSli, SourceTool } from '../../slo/slo';
import type { RowAlert } from '../alerts/stand';
import type { BudgetPoint } from '../budgetSeries';
import type { JudgedSlo } from '../judgedSlo';

/** How the share of good events over the SLO window was obtained. */
export type SliMethod =
  /** The tool's own series. */
  | { kind: 'recorded'; tool: SourceTool; metric: string; weighs: RecordedSli['weighs'] }
  /** The mean of the tool's short ratios, computed here without the slots that had no traffic. */
  | { kind: 'meanOfSlots'; metric: string; slotSeconds: number }
  /** Events counted from raw metrics: each weighs the same. */
  | { kind: 'events'; counted: 'good' | 'bad' }
  /** Slices of time, each of which weighs the same. */
  | { kind: 'slices'; slices: Slices }
  /** None of its own: the budget is what the members of a composite have left of it. */
  | { kind: 'composite' }
  | { kind: 'none' };

/** One number of a row and the query that gave it. */
export interface Evidence {
  role: 'sli' | 'budgetRemaining' | 'trend' | 'burnRate' | 'badEvents' | 'burningSince';
  promql: string;
}

/** The same SLO by its events: each weighs the same, which a mean of ratios does not do. */
export interface EventWeighted {
  sli: Measured;
  budgetRemaining: Measured;
  /** Over the SLO window; estimates, not always whole. */
  badEvents: Measured;
  totalEvents: Measured;
}

/** What a member of a composite gives to it. */
export interface MemberRow {
  name: string;
  weight: number;
  objectiveRatio: number;
  /** Over the SLO window. */
  sli: Measured;
  /** Share of its own budget that it has spent over the SLO window; times the weight it is what the composite has spent by it. */
  spent: Measured;
  badEvents: Measured;
  totalEvents: Measured;
}

/**
 * What was not asked of a row, as there would be too many points:
 * - `history`: its trend, and what leaves its window next.
 * - `onset`: since when it burns.
 */
export type NotAsked = 'history' | 'onset';

export interface SloRow {
  slo: JudgedSlo;
  atSeconds: number;
  /** Share of good events over the SLO window. */
  sli: Measured;
  method: SliMethod;
  /** 1 = untouched, 0 = spent, negative = overspent. */
  budgetRemaining: Measured;
  /** Null where nothing says how to count the events. Equals the numbers above where `method` is `events`. */
  eventWeighted: EventWeighted | null;
  /** By window length in seconds, ascending. */
  burnRates: ReadonlyMap<number, Measured>;
  /** Those of a composite; absent for every other SLO. */
  members?: readonly MemberRow[];
  /** State of every alert pair, in the order of `slo.pairs`. */
  pairStates: readonly PairState[];
  /** Since when what fires has burned; absent where nothing fires, and where nobody can tell. */
  onset?: Onset;
  /** Where the long window of what fires was hit; absent where nothing fires, and where no group stands out. */
  worstGroup?: RankedGroup;
  /** How its burn alerts stand; absent where nobody has asked, or not yet been told. */
  alert?: RowAlert;
  verdict: StatusVerdict;
  /** What the error-budget policy for this SLO says of releases. */
  policy: PolicyVerdict;
  trend: readonly BudgetPoint[];
  /** Absent where everything was asked. */
  notAsked?: readonly NotAsked[];
  evidence: readonly Evidence[];
  /** Those of the SLO and those that only the numbers show. */
  problems: readonly Problem[];
}
