import React, { useState } from 'react';
import { LoadingState, type DataFrame, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { ScorecardOptions } from '../options';
import { readPanelData } from '../model/reading';
import { Loading } from '../view/Loading';
import { Message } from '../view/Message';
import { NoSlos } from '../view/NoSlos';
import { Notices } from '../view/Notices';
import { clockWords, failureWords, momentWords } from '../view/words';
import { IncidentScreen } from './IncidentScreen';
import { readIncident } from './readIncident';

/** The incident of the panel's frames. While a refresh fails or is under way the last one stays, with its time. */
export function IncidentPanel({ data, replaceVariables, timeZone }: PanelProps<ScorecardOptions>) {
  const { question, failures, notices, settled } = readPanelData(data, replaceVariables);
  const told = readIncident(data.series);
  const [last, setLast] = useState<Kept | null>(null);
  // What is on its way is not the whole of it, and may be the answer to the question before.
  if (settled && told && (last?.question !== question || last.series !== data.series)) {
    setLast({ question, series: data.series, incident: told });
  }
  const kept = last?.question === question ? last.incident : null;
  const fresh = told && (told.complete || settled || !kept) ? told : null;
  const incident = fresh ?? kept;
  if (!settled && (!incident || incident.sloCount === 0 || (!incident.complete && !incident.main))) {
    return <Loading />;
  }
  if (incident?.sloCount === 0 && failures.length === 0) {
    return <NoSlos />;
  }
  if (!incident || incident.sloCount === 0) {
    return (
      <Message icon="exclamation-triangle" role="alert" title={t('incident.failed', 'Nobody can tell what burns')}>
        {failures.map(failureWords).join('\n')}
      </Message>
    );
  }
  const timeOf = (milliseconds: number) => clockWords(milliseconds, incident.atMilliseconds, timeZone);
  const failed = failures.map(failureWords);
  const stale =
    fresh || data.state === LoadingState.Loading
      ? []
      : [
          t('incident.stale', 'Refresh failed; this is how it was at {{time}}.', {
            ...PLAIN_TEXT,
            time: timeOf(incident.atMilliseconds),
          }),
        ];
  const said = [...stale, ...failed].map((text) => ({ severity: 'error' as const, text, url: null }));
  return (
    <IncidentScreen
      incident={incident}
      whole={settled && failures.length === 0}
      timeOf={timeOf}
      asOf={momentWords(incident.atMilliseconds, data.timeRange.to.valueOf(), timeZone)}
      timeRange={replaceVariables('${__url_time_range}')}
      notices={<Notices notices={[...said, ...notices]} />}
    />
  );
}

interface Kept {
  question: string;
  series: readonly DataFrame[];
  incident: IncidentView;
}
