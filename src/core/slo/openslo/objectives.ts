import type { Place } from '../../document/place';
import { percentToRatio } from '../percent';
import { readFixedShorthand } from './shorthand';

export type BudgetingMethod = 'Occurrences' | 'Timeslices' | 'RatioTimeslices';

export type Slicing = { kind: 'good'; seconds: number; targetRatio: number } | { kind: 'mean'; seconds: number };

export interface Objective {
  place: Place;
  /** What tells it from its siblings in the name of its SLO, valid or not; empty where it has none. */
  suffix: string;
  /** What people call it. */
  name: string;
  objectiveRatio: number;
  /** By how much it counts in a composite. */
  weight: number;
  /** How its events make an SLI where slices of time weigh the same; null where every event does. */
  slicing: Slicing | null;
}

export interface Objectives {
  /** Those that can be read. */
  items: readonly Objective[];
  /** How many there are. */
  count: number;
  /** Whether objectives have indicators of their own. */
  inner: boolean;
  /** Whether they are the members of one composite: a single objective is an SLO like any other. */
  composite: boolean;
}

/** `spec.objectives`: each with `target` (a ratio) or `targetPercent`, never both. */
export function readObjectives(spec: Place, method: BudgetingMethod | null): Objectives {
  const objectives = spec.get('objectives');
  const places = objectives.items();
  if (places.length === 0) {
    objectives.report({ kind: 'missing' });
  }
  const inner = places.some((place) => place.get('indicator').exists || place.get('indicatorRef').exists);
  const composite = inner && places.length > 1;
  const items = places.flatMap((place, index) => {
    place.allowKeys([
      'displayName',
      'op',
      'value',
      'target',
      'targetPercent',
      'timeSliceTarget',
      'timeSliceWindow',
      'indicator',
      'indicatorRef',
      'compositeWeight',
    ]);
    const slicing = readSlices(place, method);
    const objectiveRatio = readTarget(place);
    const weight = composite ? readWeight(place.get('compositeWeight')) : 1;
    const suffix = places.length === 1 ? '' : `-${index}`;
    return objectiveRatio === null || weight === null || slicing === undefined
      ? []
      : [{ place, objectiveRatio, weight, slicing, suffix, name: nameOf(place, index) }];
  });
  return { items, count: places.length, inner, composite };
}

function nameOf(objective: Place, index: number): string {
  return (
    objective.get('displayName').optionalText() ??
    objective.get('indicatorRef').optionalText() ??
    objective.get('indicator').get('metadata').get('name').optionalText() ??
    `${index + 1}`
  );
}

/** What slices of time need, undefined where it is wrong; beside occurrences it has no effect. */
function readSlices(objective: Place, method: BudgetingMethod | null): Slicing | null | undefined {
  const target = objective.get('timeSliceTarget');
  const length = objective.get('timeSliceWindow');
  const unused = method === 'Occurrences' ? [target, length] : method === 'RatioTimeslices' ? [target] : [];
  for (const place of unused.filter(({ exists }) => exists)) {
    place.report({ kind: 'noEffect', beside: `budgetingMethod: ${method}` }, 'warning');
  }
  if (method === null || method === 'Occurrences') {
    return null;
  }
  const targetRatio = method === 'Timeslices' ? readSliceTarget(target) : null;
  const seconds = readFixedShorthand(length);
  if (seconds === null) {
    return undefined;
  }
  if (method === 'RatioTimeslices') {
    return { kind: 'mean', seconds };
  }
  return targetRatio === null ? undefined : { kind: 'good', seconds, targetRatio };
}

function readSliceTarget(target: Place): number | null {
  const value = target.exists ? target.optionalNumber() : target.report({ kind: 'missing' });
  return value === null || (value > 0 && value <= 1)
    ? value
    : target.report({ kind: 'outOfRange', value, above: 0, below: 1, meant: null, including: 'below' });
}

/** 1 where it is not said. */
function readWeight(place: Place): number | null {
  const value = place.exists ? place.optionalNumber() : 1;
  return value === null || value > 0
    ? value
    : place.report({ kind: 'outOfRange', value, above: 0, below: Infinity, meant: null });
}

function readTarget(objective: Place): number | null {
  const target = objective.get('target');
  const percent = objective.get('targetPercent');
  if (target.exists && percent.exists) {
    return percent.report({ kind: 'exclusive', other: 'target' });
  }
  if (!target.exists && !percent.exists) {
    return objective.report({ kind: 'eitherOf', keys: ['target', 'targetPercent'] });
  }
  return target.exists ? readRatio(target) : readPercent(percent);
}

function readRatio(place: Place): number | null {
  const value = place.optionalNumber();
  if (value === null || (value >= 0 && value < 1)) {
    return value;
  }
  return place.report({
    kind: 'outOfRange',
    value,
    above: 0,
    below: 1,
    meant: value > 1 && value < 100 ? 'targetPercent' : null,
    including: 'above',
  });
}

function readPercent(place: Place): number | null {
  const value = place.optionalNumber();
  if (value === null) {
    return null;
  }
  if (value < 0 || value >= 100) {
    return place.report({ kind: 'outOfRange', value, above: 0, below: 100, meant: null, including: 'above' });
  }
  if (value > 0 && value < 1) {
    place.report({ kind: 'percentBelowOne', value }, 'warning');
  }
  return percentToRatio(value);
}
