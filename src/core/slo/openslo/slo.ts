import { shown, type Place } from '../../document/place';
import { nominalSeconds } from '../../window/calendar';
import type { CompositeMember } from '../composite';
import type { SloDefinition } from '../definition';
import type { OpenedDocument } from '../opened';
import { readAlertPolicies } from './alerting';
import { readIndicator, type Indicator } from './indicator';
import { checkDescription, checkInlineMetadata, describe, readMetadata, readName } from './metadata';
import type { Source } from './metric';
import { readObjectives, type Objective, type Objectives } from './objectives';
import { sameSource } from './ratio';
import type { References } from './references';
import { readTimeWindow } from './timeWindow';

/** Slices of a window that are read: a minute each in 31 days. */
const MOST_SLICES = 45_000;

interface MeasuredObjective {
  objective: Objective;
  indicator: Indicator;
}

/** The SLOs of one document: one for each objective, or one composite of them all. */
export function readSlo(
  { document, name, place: slo }: OpenedDocument & { name: string },
  references: References
): SloDefinition[] {
  const spec = slo.get('spec');
  if (!spec.isMap()) {
    return [];
  }
  spec.allowKeys([
    'description',
    'service',
    'indicator',
    'indicatorRef',
    'timeWindow',
    'budgetingMethod',
    'objectives',
    'alertPolicies',
  ]);
  checkDescription(spec.get('description'));
  const service = readName(spec.get('service'));
  const window = readTimeWindow(spec.get('timeWindow'));
  const method = spec.get('budgetingMethod').oneOf(['Occurrences', 'Timeslices', 'RatioTimeslices']);
  const objectives = readObjectives(spec, method);
  if (objectives.composite && method !== null && method !== 'Occurrences') {
    spec.get('budgetingMethod').report({ kind: 'notSupported', what: 'timeslices', value: method });
    return [];
  }
  const policies = spec.get('alertPolicies');
  const pairs = policies.exists ? readAlertPolicies(policies, references) : null;
  if (policies.exists && pairs === null) {
    policies.report({ kind: 'ignored', value: 'alertPolicies' }, 'warning');
  }
  const measured = objectives.items.flatMap((objective): MeasuredObjective[] => {
    const indicator = indicatorOf(spec, objective, objectives, references);
    return indicator ? [{ objective, indicator }] : [];
  });
  if (service === null || window === null || method === null) {
    return [];
  }
  const description = describe(slo.get('metadata').get('displayName'), spec.get('description'));
  const about = {
    tool: 'openslo' as const,
    document,
    line: slo.get('metadata').get('name').line,
    service,
    ...readMetadata(slo.get('metadata'), service, name),
    ...(description === null ? {} : { description }),
    window,
    ...(pairs === null ? {} : { pairs }),
  };
  if (objectives.composite) {
    // A composite without one of its members would have more budget left than it has.
    const source = measured.length === objectives.count ? commonSource(measured) : null;
    return source ? [{ ...about, name, objectiveRatio: null, composite: measured.map(memberOf), ...source }] : [];
  }
  return measured
    .filter(({ objective }) => isSliceable(objective, nominalSeconds(window)))
    .map(({ objective, indicator: { events, source } }) => ({
      ...about,
      name: `${name}${objective.suffix}`,
      objectiveRatio: objective.objectiveRatio,
      ...(objective.slicing === null ? { events } : { slices: { ...objective.slicing, events } }),
      ...source,
    }));
}

/** Reports slices of which a window holds none, or too many to be read at every refresh. */
function isSliceable({ slicing, place }: Objective, windowSeconds: number): boolean {
  const slices = slicing === null ? 1 : Math.floor(windowSeconds / slicing.seconds);
  if (slices >= 1 && slices <= MOST_SLICES) {
    return true;
  }
  place.get('timeSliceWindow').report({ kind: 'sliceCount', slices, most: MOST_SLICES });
  return false;
}

/** The data source of all members; reports a member whose events are in another. */
function commonSource(measured: readonly MeasuredObjective[]): Source | null {
  return measured.reduce<Source | null>(
    (common, { objective, indicator }) => common && sameSource(common, indicator.source, objective.place),
    {}
  );
}

function memberOf({ objective, indicator }: MeasuredObjective): CompositeMember {
  const { name, weight, objectiveRatio } = objective;
  return { name, weight, objectiveRatio, events: indicator.events };
}

function indicatorOf(
  spec: Place,
  { place: objective }: Objective,
  { composite, inner }: Objectives,
  references: References
): Indicator | null {
  const holder = inner ? objective : spec;
  const inline = holder.get('indicator');
  const reference = holder.get('indicatorRef');
  if (inner && hasIndicator(spec)) {
    return hasIndicator(objective) ? objective.report({ kind: 'exclusive', other: 'spec.indicator' }) : null;
  }
  if (!composite && objective.get('compositeWeight').exists) {
    objective.get('compositeWeight').report({ kind: 'weightWithoutComposite' }, 'warning');
  }
  if (inline.exists && reference.exists) {
    return reference.report({ kind: 'exclusive', other: 'indicator' });
  }
  if (inline.exists) {
    inline.allowKeys(['metadata', 'spec']);
    checkInlineMetadata(inline.get('metadata'));
    checkThresholdKeys(inline, objective);
    return readIndicator(inline, objective, references);
  }
  if (!reference.exists) {
    return holder.report({ kind: 'eitherOf', keys: ['indicator', 'indicatorRef'] });
  }
  const wanted = readName(reference);
  if (wanted === null) {
    return null;
  }
  const sli = references.sli(wanted);
  return sli
    ? readIndicator(sli, objective, references)
    : reference.report({ kind: 'unknownReference', value: shown(wanted), wanted: 'SLI' });
}

export function hasIndicator(place: Place): boolean {
  return place.get('indicator').exists || place.get('indicatorRef').exists;
}

/** OpenSLO's own tools refuse a threshold beside a ratio, though examples of OpenSLO have one. */
function checkThresholdKeys(indicator: Place, objective: Place): void {
  if (indicator.get('spec').get('ratioMetric').exists) {
    for (const key of ['op', 'value']) {
      if (objective.get(key).exists) {
        objective.get(key).report({ kind: 'noEffect', beside: 'ratioMetric' }, 'warning');
      }
    }
  }
}
