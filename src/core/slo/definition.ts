import type { SloWindow } from '../window/window';
import type { CompositeMember } from './composite';
import type { EventsSli } from './events';
import type { SloLink } from './links';
import type { Labels, SourceTool } from './slo';

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
  /** Name or uid of the data source that holds the events; absent where the document does not say. */
  upstreamRef?: string;
  /** Another name of it, by which it may be known instead. */
  upstreamAlias?: string;
  /** Absent for a composite. */
  events?: EventsSli;
  composite?: readonly CompositeMember[];
  links: readonly SloLink[];
}
