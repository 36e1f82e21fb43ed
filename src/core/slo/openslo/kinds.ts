import type { Place } from '../../document/place';
import { checkAlertCondition, checkAlertPolicy, checkNotificationTarget } from './alerting';
import { checkDescription } from './metadata';

/** Kinds of OpenSLO v1, each with what is checked of its `spec` besides what a reader reads of it. */
const KINDS = {
  SLO: null,
  SLI: null,
  Service: checkService,
  DataSource: checkDataSource,
  AlertPolicy: checkAlertPolicy,
  AlertCondition: checkAlertCondition,
  AlertNotificationTarget: checkNotificationTarget,
} as const satisfies Record<string, ((spec: Place) => void) | null>;

export type Kind = keyof typeof KINDS;

export function readKind(place: Place): Kind | null {
  return place.oneOf([
    'SLO',
    'SLI',
    'Service',
    'DataSource',
    'AlertPolicy',
    'AlertCondition',
    'AlertNotificationTarget',
  ]);
}

export function checkSpec(kind: Kind, spec: Place): void {
  KINDS[kind]?.(spec);
}

function checkService(spec: Place): void {
  spec.allowKeys(['description']);
  checkDescription(spec.get('description'));
}

/** How to reach a data source is Grafana's to know: `connectionDetails` must be there and is not read. */
function checkDataSource(spec: Place): void {
  if (!spec.isMap()) {
    return;
  }
  spec.allowKeys(['description', 'type', 'connectionDetails']);
  checkDescription(spec.get('description'));
  spec.get('type').text();
  if (!spec.get('connectionDetails').exists) {
    spec.get('connectionDetails').report({ kind: 'missing' });
  }
}
