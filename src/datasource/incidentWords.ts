import { t } from '@grafana/i18n';
import type { Change, Place, Unseen } from '../core/query/incident/before';
import type { Since } from '../core/query/incident/since';
import type { Slo } from '../core/slo/slo';
import { PLAIN_TEXT } from '../shared/plainText';
import { stateWords } from './stateWords';

const LONGEST_TEXT = 120;

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
    case 'rulesFail':
      return t('incident.change.rulesFail', 'Rules fail now ({{count}}), such as {{name}}: {{message}}', {
        ...PLAIN_TEXT,
        count: change.count,
        name: change.name,
        message: shortened(change.message),
      });
    case 'rulesStopped':
      return t('incident.change.rulesStopped', 'No rule has been evaluated since');
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
    case 'rules':
      return t('incident.place.rules', 'rules');
    case 'alerts':
      return t('incident.place.alerts', 'alerts');
    case 'slos':
      return t('incident.place.slos', 'other SLOs');
    case 'annotations':
      return t('incident.place.annotations', 'annotations');
  }
}

export function notLookedWords(place: Place | 'annotations', unseen: Unseen): string {
  const why = unseenWords(unseen);
  return why === '' ? placeWords(place) : `${placeWords(place)} (${why})`;
}

function unseenWords(unseen: Unseen): string {
  switch (unseen.kind) {
    case 'failed':
      return shortened(unseen.message);
    case 'noEvents':
      return t('incident.unseen.noEvents', 'only ratios are recorded');
    case 'noVersionLabel':
      return t('incident.unseen.noVersionLabel', 'no label of its events tells one');
    case 'noJobLabel':
      return t('incident.unseen.noJobLabel', 'no job label of its events tells them');
    case 'tooMany':
      return t('incident.unseen.tooMany', 'too many to read');
    case 'otherTime':
      return t('incident.unseen.otherTime', 'known only as of now');
    case 'onlyOneChosen':
      return t('incident.unseen.onlyOneChosen', 'only this one is chosen');
  }
}

/** Errors of upstreams may hold whole expressions. */
function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Why no groups are ranked. */
export function noGroupsWords({ events, composite }: Slo, { only, members, unread }: Since): string {
  if (composite) {
    return members.length === 0
      ? t('incident.groups.composite', 'A composite has no events of its own, and those of its members are not known.')
      : t('incident.groups.members', 'Share of the budget that its members have cost: {{costs}}.', {
          ...PLAIN_TEXT,
          costs: members.map(({ name, costRatio }) => `${name} ${percentText(costRatio)}`).join(', '),
        });
  }
  if (unread) {
    return t('incident.groups.unread', 'Its events could not be read by group. {{reason}}', {
      ...PLAIN_TEXT,
      reason: stateWords({ reason: unread }),
    });
  }
  if (only.length > 0) {
    return t('incident.groups.only', 'All of its events have {{labels}}.', {
      ...PLAIN_TEXT,
      labels: only.map(({ label, value }) => `${label} ${value}`).join(', '),
    });
  }
  return events
    ? t('incident.groups.none', 'No label such as region, provider or version tells its events apart.')
    : t(
        'incident.groups.ratios',
        'Only ratios are recorded. A document that says how to count its events would tell where.'
      );
}

function percentText(ratio: number): string {
  return `${Number((100 * ratio).toPrecision(3))}%`;
}

/** Why no past episode is told, of so many SLOs that were looked at, those that have spent the most. */
export function noLastEpisodeWords(seen: number, looked: number): string {
  return seen === 0
    ? t('incident.last.unknown', 'Past episodes are not known.')
    : t('incident.last.none', 'None of the {{looked}} SLOs that have spent the most had an episode in its window.', {
        looked,
      });
}
