import { t } from '@grafana/i18n';
import type { Episode } from '../core/budget/episodes';
import type { EpisodesAbsence } from '../core/query/episodes/judge';
import { PLAIN_TEXT } from '../shared/plainText';
import { absenceWords, weighsWords } from './overTimeWords';

/** How the cost of an episode is counted. */
export function episodeMethodWords(weighs: 'events' | 'slots'): string {
  return weighs === 'events'
    ? t('episodes.method.events', 'By events, counted every 5 minutes: every event weighs the same.')
    : weighsWords(weighs);
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

/** Why the episodes of an SLO cannot be told. */
export function absentEpisodesWords(slo: string, absence: EpisodesAbsence): string {
  return absence.kind === 'noPairs'
    ? t('episodes.absent.pairs', '{{slo}}: it has no alerts, and an episode is what an alert has seen.', {
        ...PLAIN_TEXT,
        slo,
      })
    : absenceWords(slo, absence);
}
