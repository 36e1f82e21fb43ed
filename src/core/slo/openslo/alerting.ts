import type { Place } from '../../document/place';
import { checkDescription, checkInlineMetadata, readName } from './metadata';
import { checkShorthand } from './shorthand';

const OPERATORS = ['gt', 'lt', 'gte', 'lte'] as const;

/** `spec.alertPolicies` of an SLO: each by reference or written out. */
export function checkAlertPolicies(policies: Place): void {
  for (const policy of policies.items()) {
    checkRefOrInline(policy, { ref: 'alertPolicyRef', kind: 'AlertPolicy', check: checkAlertPolicy });
  }
}

export function checkAlertPolicy(spec: Place): void {
  if (!spec.isMap()) {
    return;
  }
  spec.allowKeys([
    'description',
    'alertWhenNoData',
    'alertWhenBreaching',
    'alertWhenResolved',
    'conditions',
    'notificationTargets',
  ]);
  checkDescription(spec.get('description'));
  for (const key of ['alertWhenNoData', 'alertWhenBreaching', 'alertWhenResolved']) {
    spec.get(key).optionalBoolean();
  }
  const conditions = spec.get('conditions').items();
  if (conditions.length !== 1) {
    spec.get('conditions').report({ kind: 'exactlyOne', value: conditions.length });
  }
  for (const condition of conditions) {
    checkRefOrInline(condition, { ref: 'conditionRef', kind: 'AlertCondition', check: checkAlertCondition });
  }
  const targets = spec.get('notificationTargets').items();
  if (targets.length === 0) {
    spec.get('notificationTargets').report({ kind: 'missing' });
  }
  for (const target of targets) {
    checkRefOrInline(target, { ref: 'targetRef', kind: 'AlertNotificationTarget', check: checkNotificationTarget });
  }
}

export function checkAlertCondition(spec: Place): void {
  if (!spec.isMap()) {
    return;
  }
  spec.allowKeys(['severity', 'condition', 'description']);
  checkDescription(spec.get('description'));
  spec.get('severity').text();
  const condition = spec.get('condition');
  if (!condition.isMap()) {
    return;
  }
  condition.allowKeys(['kind', 'op', 'threshold', 'lookbackWindow', 'alertAfter']);
  if (condition.get('kind').oneOf(['burnrate']) === null) {
    return;
  }
  condition.get('op').oneOf(OPERATORS);
  const threshold = condition.get('threshold');
  if (threshold.exists) {
    threshold.optionalNumber();
  } else {
    threshold.report({ kind: 'missing' });
  }
  checkShorthand(condition.get('lookbackWindow'));
  if (condition.get('alertAfter').exists) {
    checkShorthand(condition.get('alertAfter'));
  }
}

export function checkNotificationTarget(spec: Place): void {
  if (!spec.isMap()) {
    return;
  }
  spec.allowKeys(['target', 'description']);
  checkDescription(spec.get('description'));
  spec.get('target').text();
}

interface RefOrInline {
  ref: string;
  kind: string;
  check: (spec: Place) => void;
}

/** Something that is named by reference, or written out with kind, metadata and spec; never both. */
function checkRefOrInline(place: Place, { ref, kind, check }: RefOrInline): void {
  if (!place.isMap()) {
    return;
  }
  place.allowKeys([ref, 'kind', 'metadata', 'spec']);
  const reference = place.get(ref);
  const spec = place.get('spec');
  if (reference.exists && spec.exists) {
    reference.report({ kind: 'exclusive', other: 'spec' });
  } else if (reference.exists) {
    readName(reference);
  } else if (spec.exists) {
    place.get('kind').oneOf([kind]);
    checkInlineMetadata(place.get('metadata'));
    check(spec);
  } else {
    place.report({ kind: 'eitherOf', keys: [ref, 'spec'] });
  }
}
