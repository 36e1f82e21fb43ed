import type { Place } from '../../document/place';

export interface Objective {
  place: Place;
  /** What tells it from its siblings in the name of its SLO, valid or not; empty where it has none. */
  suffix: string;
  objectiveRatio: number;
}

/** `spec.objectives`: each with `target` (a ratio) or `targetPercent`, never both. */
export function readObjectives(objectives: Place): Objective[] {
  const items = objectives.items();
  if (items.length === 0) {
    objectives.report({ kind: 'missing' });
  }
  if (items.length > 1 && items.some((item) => item.get('indicator').exists || item.get('indicatorRef').exists)) {
    objectives.report({ kind: 'notSupported', what: 'composite', value: '' });
    return [];
  }
  return items.flatMap((place, index) => {
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
    const objectiveRatio = readTarget(place);
    const suffix = items.length === 1 ? '' : `-${index}`;
    return objectiveRatio === null ? [] : [{ place, objectiveRatio, suffix }];
  });
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
  if (value === null || (value > 0 && value < 1)) {
    return value;
  }
  return place.report({
    kind: 'outOfRange',
    value,
    above: 0,
    below: 1,
    meant: value > 1 && value < 100 ? 'targetPercent' : null,
  });
}

function readPercent(place: Place): number | null {
  const value = place.optionalNumber();
  if (value === null) {
    return null;
  }
  if (value <= 0 || value >= 100) {
    return place.report({ kind: 'outOfRange', value, above: 0, below: 100, meant: null });
  }
  if (value < 1) {
    place.report({ kind: 'percentBelowOne', value }, 'warning');
  }
  // Shifting the point in the text keeps 99.9 % at 0.999, where a division makes 0.9990000000000001 of it.
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}
