import React, { useState } from 'react';
import { LoadingState, type DataFrame, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import { readPanelData } from '../model/reading';
import type { ScorecardOptions } from '../options';
import { Loading } from '../view/Loading';
import { Message } from '../view/Message';
import { Notices } from '../view/Notices';
import { clockWords, failureWords, momentWords } from '../view/words';
import { readReleases, staleRelease, type Release } from './readRelease';
import { ReleaseScreen } from './ReleaseScreen';

interface Kept {
  question: string;
  series: readonly DataFrame[];
  releases: readonly Release[];
  atMilliseconds: number;
}

/** The release of the panel's frames. While a refresh fails or is under way the last answer stays, with its time. */
export function ReleasePanel({ data, replaceVariables, timeZone }: PanelProps<ScorecardOptions>) {
  const { question, failures, notices, settled, toMilliseconds } = readPanelData(data, replaceVariables);
  // The range that is looked at says nothing of when a release is judged.
  const askedMilliseconds = data.request?.startTime ?? toMilliseconds;
  const [last, setLast] = useState<Kept | null>(null);
  const told = readReleases(data.series);
  // What is on its way may be the answer to the question before.
  if (settled && told.length > 0 && (last?.question !== question || last.series !== data.series)) {
    setLast({ question, series: data.series, releases: told, atMilliseconds: askedMilliseconds });
  }
  const kept = last?.question === question ? last : null;
  const isFresh = settled && told.length > 0;
  const releases = isFresh ? told : (kept?.releases ?? []);
  if (releases.length === 0 && !settled) {
    return <Loading />;
  }
  if (releases.length === 0) {
    return (
      <Message icon="question-circle" role="status" title={t('release.none', 'No release is judged')}>
        {failures.map(failureWords).join('\n')}
      </Message>
    );
  }
  const atMilliseconds = isFresh ? askedMilliseconds : (kept?.atMilliseconds ?? askedMilliseconds);
  const timeOf = (milliseconds: number) => clockWords(milliseconds, atMilliseconds, timeZone);
  const isStale = !isFresh && data.state !== LoadingState.Loading;
  const said = [
    ...(isStale
      ? [
          t('release.stale', 'Refresh failed; this is how it was at {{time}}.', {
            ...PLAIN_TEXT,
            time: timeOf(atMilliseconds),
          }),
        ]
      : []),
    ...failures.map(failureWords),
  ].map((text) => ({ severity: 'error' as const, text, url: null }));
  return (
    <ReleaseScreen
      releases={
        isStale ? releases.map((release) => staleRelease(release, passedWords(timeOf(atMilliseconds)))) : releases
      }
      timeOf={timeOf}
      momentOf={(milliseconds) => momentWords(milliseconds, atMilliseconds, timeZone)}
      urlOver={(from, to) => {
        const margin = (to - from) / 10;
        const time = new URLSearchParams({
          from: String(Math.floor(from - margin)),
          to: String(Math.ceil(to + margin)),
        });
        return `/d/reliability-release?${replaceVariables('${__all_variables}')}&${String(time)}`;
      }}
      notices={<Notices notices={[...said, ...notices]} />}
    />
  );
}

function passedWords(time: string): string {
  return t('release.passed-then', 'it passed at {{time}}, and the refresh since then failed', { ...PLAIN_TEXT, time });
}
