import React from 'react';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import { statusWord } from '../../shared/statusWord';
import { knownStatus, type StatusChange } from '../model/statusChanges';
import { sloWords } from './sloWords';
import { getTextStyles } from './textStyles';

/** Tells those who hear the page what a refresh has changed: the worst of it, and how much more. */
export function Announcement({ changes }: { changes: readonly StatusChange[] }) {
  const styles = useStyles2(getTextStyles);
  return (
    <div role="log" aria-label={t('scorecard.changes', 'Changes of status')} className={styles.hidden}>
      {changesWords(changes)}
    </div>
  );
}

/** One sentence, however many have changed. */
function changesWords([first, ...others]: readonly StatusChange[]): string {
  if (!first) {
    return '';
  }
  const { row } = first;
  const values = {
    ...PLAIN_TEXT,
    slo: sloWords(row),
    status: statusWord(knownStatus(row)),
  };
  return others.length === 0
    ? t('scorecard.changes.one', '{{slo}} is now {{status}}.', values)
    : t('scorecard.changes.more', '{{slo}} is now {{status}}; {{count}} more changed.', {
        ...values,
        count: others.length,
      });
}
