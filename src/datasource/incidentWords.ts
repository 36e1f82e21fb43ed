import { t } from '@grafana/i18n';
import type { Change, Place } from '../core/query/incident/before';
import { PLAIN_TEXT } from '../shared/plainText';

/** Something that was not so before. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case 'version':
      return t('incident.change.version', '{{label}} {{value}} is new', {
        ...PLAIN_TEXT,
        label: change.label,
        value: change.value,
      });
    case 'seriesLost':
      return t('incident.change.series', '{{job}}: {{before}} series became {{after}}', {
        ...PLAIN_TEXT,
        job: change.job,
        before: change.before,
        after: change.after,
      });
    case 'targetsDown':
      return t('incident.change.targets', '{{job}}: {{count}} targets cannot be scraped', {
        ...PLAIN_TEXT,
        job: change.job,
        count: change.count,
      });
    case 'alert':
      return t('incident.change.alert', 'Alert {{name}} fires', { ...PLAIN_TEXT, name: change.name });
    case 'slo':
      return t('incident.change.slo', '{{service}} / {{name}} began to burn', {
        ...PLAIN_TEXT,
        service: change.service,
        name: change.name,
      });
  }
}

export function placeWords(place: Place | 'annotations'): string {
  switch (place) {
    case 'versions':
      return t('incident.place.versions', 'versions');
    case 'targets':
      return t('incident.place.targets', 'targets');
    case 'alerts':
      return t('incident.place.alerts', 'alerts');
    case 'slos':
      return t('incident.place.slos', 'other SLOs');
    case 'annotations':
      return t('incident.place.annotations', 'annotations');
  }
}

export function notLookedWords(place: Place | 'annotations', message: string): string {
  return message === '' ? placeWords(place) : `${placeWords(place)} (${message})`;
}

/** Why nothing is told of where. */
export function noGroupsWords(events: boolean): string {
  return events
    ? t('incident.groups.none', 'No label such as region, provider or version tells its events apart.')
    : t(
        'incident.groups.ratios',
        'Only ratios are recorded. A document that says how to count its events would tell where.'
      );
}
