import { t } from '@grafana/i18n';
import type { Episode } from '../core/budget/episodes';
import type { EpisodesAbsence } from '../core/query/episodes/judge';
import { formatDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';
import { stateWords } from './words';

/** How the cost of an episode is counted. */
export function episodeMethodWords(weighs: 'events' | 'slots'): string {
  return weighs === 'events'
    ? t('episodes.method.events', 'By events, counted every 5 minutes: every event weighs the same.')
    : t('episodes.method.slots', 'By recorded short ratios: every slot weighs the same, however many events it had.');
}

/** What nobody has seen of an episode. */
export function remarkWords({ onsetSeen, endSeen }: Pick<Episode, 'onsetSeen' | 'endSeen'>): string {
  return [
    onsetSeen ? '' : t('episodes.remark.onset', 'There are no numbers just before it, so it may have begun earlier.'),
    endSeen ? '' : t('episodes.remark.end', 'There are no numbers just after it, so it may have ended later.'),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

export function leftOutWords(count: number): string {
  return t('episodes.left-out', '', {
    ...PLAIN_TEXT,
    count,
    defaultValue_one:
      'Episodes of {{count}} SLO are left out, because they would take too many samples. Choose fewer services or SLOs, or a shorter window.',
    defaultValue_other:
      'Episodes of {{count}} SLOs are left out, because they would take too many samples. Choose fewer services or SLOs, or a shorter window.',
  });
}

/** Why the episodes of an SLO cannot be told. */
export function absentEpisodesWords(slo: string, absence: EpisodesAbsence): string {
  const values = { ...PLAIN_TEXT, slo };
  switch (absence.kind) {
    case 'tooMany':
      return leftOutWords(1);
    case 'objectiveUnknown':
      return t('episodes.absent.objective', '{{slo}}: without an objective nobody can tell what is burning.', values);
    case 'composite':
      return t('episodes.absent.composite', '{{slo}}: the episodes of a composite are told of its parts only.', values);
    case 'noPairs':
      return t('episodes.absent.pairs', '{{slo}}: it has no alerts, and an episode is what an alert has seen.', values);
    case 'slotsUnknown':
      return t(
        'episodes.absent.slots',
        '{{slo}}: no short ratios are recorded, and no document says how to count its events.',
        values
      );
    case 'stopped':
      return t('episodes.absent.stopped', '{{slo}}: its SLI is no longer recorded.', values);
    case 'noEvents':
      return t('episodes.absent.no-events', '{{slo}}: no events were counted in its window.', values);
    case 'unmeasured':
      return `${slo}: ${stateWords(absence.what)}`;
    case 'stepChanged':
      return t(
        'episodes.absent.step-changed',
        '{{slo}}: events were to be counted every {{wanted}}, but the data source answered every {{got}}, which leaves events out. Allow the step in its settings.',
        { ...values, wanted: formatDuration(absence.wantedSeconds), got: formatDuration(absence.gotSeconds) }
      );
  }
}
