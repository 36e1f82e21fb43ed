import { t } from '@grafana/i18n';
import type { CostedEpisode } from '../core/query/episodes/judge';
import type { Exclusion } from '../core/window/exclusions';
import { PLAIN_TEXT } from '../shared/plainText';
import { remarkWords } from './episodeWords';
import { exclusionReasonWords } from './exclusionWords';

/** What an episode has cost, how bad it was, and what nobody has seen of it. */
export function episodeMarkWords(
  slo: string,
  episode: Pick<CostedEpisode, 'costRatio' | 'endSeconds' | 'onsetSeen' | 'endSeen' | 'peakBurnRate' | 'severity'>
): string {
  const values = {
    ...PLAIN_TEXT,
    slo,
    percent: Number((episode.costRatio * 100).toPrecision(3)),
    rate: Number(episode.peakBurnRate.toPrecision(3)),
  };
  const said =
    episode.severity === 'page'
      ? t(
          'annotation.episode.page',
          '{{slo}}: worth a page, {{percent}}% of the budget, burn rate up to {{rate}}.',
          values
        )
      : t(
          'annotation.episode.ticket',
          '{{slo}}: worth a ticket, {{percent}}% of the budget, burn rate up to {{rate}}.',
          values
        );
  const open = episode.endSeconds === null ? t('annotation.episode.open', 'It goes on.') : '';
  return [said, open, remarkWords(episode)].filter((text) => text !== '').join(' ');
}

export function exhaustedMarkWords(slo: string): string {
  return t('annotation.exhausted', '{{slo}}: the error budget is spent from here on.', { ...PLAIN_TEXT, slo });
}

export function exclusionMarkWords(exclusion: Exclusion): string {
  return t('annotation.exclusion', 'Counts for nothing: {{reason}}', {
    ...PLAIN_TEXT,
    reason: exclusionReasonWords(exclusion),
  });
}
