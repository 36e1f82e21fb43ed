import type { AlertPair } from '../budget/alertPairs';
import type { Uncountable } from '../document/problem';
import type { SloWindow } from '../window/window';
import type { CompositeMember } from './composite';
import type { EventsSli, NativeThreshold } from './events';
import type { SloLink } from './links';
import type { Labels, SourceTool } from './slo';
import type { Slices } from './slices';

/** An SLO as a document defines it, before it is bound to an upstream. */
export interface SloDefinition {
  tool: SourceTool;
  /** Where it stands: number of the document (from 1) and the line of its name. */
  document: number;
  line: number;
  service: string;
  /** Identity within the service. Documents with several objectives give one SLO each: `<name>-<index>`. */
  name: string;
  description?: string;
  owner?: string;
  labels: Labels;
  /** In [0, 1); null for a composite, whose members have one each. */
  objectiveRatio: number | null;
  window: SloWindow;
  /**
   * Whose window it is where the document says none, so that another one of the rules is no contradiction: the default of
   * its tool, or only the likeliest one.
   */
  windowAssumed?: 'default' | 'likeliest';
  /** Name or uid of the data source that holds the events; absent where the document does not say. */
  upstreamRef?: string;
  /** Another name of it, by which it may be known instead. */
  upstreamAlias?: string;
  /** Absent for a composite, and where `uncountable` says why nothing can be counted. */
  events?: EventsSli;
  uncountable?: Uncountable;
  /** Present where slices of time weigh the same, not events; `events` is absent then. */
  slices?: Slices;
  /** Present where it is a native histogram that cannot be counted. */
  native?: NativeThreshold;
  composite?: readonly CompositeMember[];
  /** Labels of its events each combination of which is an SLO of its own; absent where all are one. */
  grouping?: readonly string[];
  /** Absent where the document defines none. */
  pairs?: readonly AlertPair[];
  /** Those that it switches off. */
  mutedPairs?: readonly AlertPair[];
  links: readonly SloLink[];
}
