import type { EventsSli } from './events';
import type { Slo } from './slo';

/** One objective of a composite SLO: it has events and a target of its own. */
export interface CompositeMember {
  /** For people; not unique. */
  name: string;
  /** By how much its burn rate is multiplied in that of the composite; above 0. */
  weight: number;
  /** In [0, 1). */
  objectiveRatio: number;
  events: EventsSli;
}

/** An SLO that has no SLI of its own and burns as its members burn. */
export type CompositeSlo = Slo & { composite: readonly CompositeMember[] };

export function isComposite<S extends Slo>(slo: S): slo is S & CompositeSlo {
  return slo.composite !== undefined;
}

/** A member as an SLO of its own, over the window and with the alert pairs of the composite. */
export function memberSlo<S extends Slo>(slo: S, { name, objectiveRatio, events }: CompositeMember) {
  return { ...slo, composite: undefined, name, objectiveRatio, events };
}

/** The SLOs that have to be measured: each itself, but of a composite its members. */
export function measuredSlos<S extends Slo>(slos: readonly S[]): S[] {
  return slos.flatMap((slo) => (isComposite(slo) ? slo.composite.map((member) => memberSlo<S>(slo, member)) : [slo]));
}
