import type { AlertPair } from '../../budget/alertPairs';
import type { Place } from '../../document/place';
import { checkDescription, checkInlineMetadata, readName } from './metadata';
import type { References } from './references';
import { checkShorthand, fixedSeconds } from './shorthand';

const OPERATORS = ['gt', 'lt', 'gte', 'lte'] as const;

/**
 * `spec.alertPolicies` of an SLO, each by reference or written out, as alert pairs: a condition looks at one burn rate, so
 * both windows of its pair are that one. Null where there is none, or one that cannot be read.
 */
export function readAlertPolicies(policies: Place, references: References): AlertPair[] | null {
  for (const policy of policies.items()) {
    checkRefOrInline(policy, { ref: 'alertPolicyRef', kind: 'AlertPolicy', check: checkAlertPolicy });
  }
  const pairs = policies.items().map((policy) => {
    const spec = specOf(policy, 'alertPolicyRef', references.alertPolicy);
    const [condition] = spec?.get('conditions').items() ?? [];
    const told = condition && specOf(condition, 'conditionRef', references.alertCondition);
    return told ? pairOf(told) : null;
  });
  const read = pairs.filter((pair) => pair !== null);
  return read.length > 0 && read.length === pairs.length ? read : null;
}

function specOf(place: Place, ref: string, lookUp: (name: string) => Place | undefined): Place | undefined {
  const reference = place.get(ref);
  return reference.exists ? lookUp(reference.optionalText() ?? '')?.get('spec') : place.get('spec');
}

/** Severities at which people are woken, as they are commonly called; all others can wait. */
const PAGES = /^(page|critical|high|p1|sev-?1)$/i;

function pairOf(spec: Place): AlertPair | null {
  const condition = spec.get('condition');
  const op = condition.get('op').optionalText();
  const factor = condition.get('threshold').optionalNumber();
  const seconds = fixedSeconds(condition.get('lookbackWindow').optionalText() ?? '');
  if (factor === null || factor <= 0 || seconds === null || (op !== 'gt' && op !== 'gte')) {
    return null;
  }
  return {
    severity: PAGES.test(spec.get('severity').optionalText() ?? '') ? 'page' : 'ticket',
    shortSeconds: seconds,
    longSeconds: seconds,
    factor,
    ...(op === 'gte' ? { comparison: '>=' } : {}),
  };
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
