import React from 'react';
import { t } from '@grafana/i18n';
import { Message } from './Message';

/** Said where the question was answered with no SLO: of none, nothing is well. */
export function NoSlos() {
  return (
    <Message icon="search" role="status" title={t('scorecard.empty.title', 'No SLOs match')}>
      {t(
        'scorecard.empty.hint',
        'The query was answered, but with no SLO: none is recorded at the end of the time range, or the filters and the dashboard’s variables leave none.'
      )}
    </Message>
  );
}
