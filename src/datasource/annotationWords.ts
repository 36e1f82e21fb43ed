import { t } from '@grafana/i18n';
import type { CostedEpisode } from '../core/query/episodes/judge';
import type { Release } from '../core/query/releases/services';
import { formatDuration } from '../core/window/duration';
import type { Exclusion } from '../core/window/exclusions';
import { PLAIN_TEXT } from '../shared/plainText';
import { remarkWords } from './episodeWords';
import { exclusionReasonWords } from './exclusionWords';
import { namesWords } from './overTimeWords';

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

/** Which version came, and how exactly that is known. @param of the SLO or service that it is of */
export function releaseMarkWords(
  of: string,
  { kind, label, value, atSeconds, notBeforeSeconds, buildInfo }: Omit<Release, 'service' | 'slos' | 'ofAll'>
): string {
  const values = { ...PLAIN_TEXT, of, label, value, length: formatDuration(atSeconds - notBeforeSeconds) };
  const said =
    kind === 'new'
      ? t(
          'annotation.release.new',
          '{{of}}: {{label}} {{value}} is seen first here; it came in the {{length}} before.',
          values
        )
      : t(
          'annotation.release.back',
          '{{of}}: back to {{label}} {{value}}; it came back in the {{length}} before.',
          values
        );
  return buildInfo === null
    ? said
    : `${said} ${t('annotation.release.build-info', '{{metric}} says so.', { ...PLAIN_TEXT, metric: buildInfo })}`;
}

export function severalSlosWords(service: string, names: readonly string[]): string {
  return t('annotation.release.several', '{{service}} ({{names}})', {
    ...PLAIN_TEXT,
    service,
    names: namesWords(names),
  });
}

/** That releases of these SLOs cannot be seen. */
export function noVersionWords(names: readonly string[]): string {
  return t(
    'annotation.release.no-version',
    'There is no version label in what these SLOs count, nor in the build information of their jobs, so their releases are not marked: {{names}}.',
    { ...PLAIN_TEXT, names: namesWords(names) }
  );
}

/** That there were more versions and jobs at a time than are read, so that nobody knows which of them are new. */
export function tooManyVersionsWords(slo: string, most: number): string {
  return t(
    'annotation.release.too-many',
    '{{slo}}: what it counts has more than {{most}} combinations of version and job at a time, so its releases are not marked. Choose fewer SLOs, a shorter range, or longer steps.',
    { ...PLAIN_TEXT, slo, most }
  );
}
