import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { Unsuitable } from '../../core/suggest/family';
import { PLAIN_TEXT } from '../plainText';
import { unsuitableWords } from './words';

const MOST_LISTED = 30;

/** What was found and is not suggested, with the reason of each, folded away. */
export function UnsuitableList({ unsuitable }: { unsuitable: readonly Unsuitable[] }) {
  const styles = useStyles2(getStyles);
  if (unsuitable.length === 0) {
    return null;
  }
  const beyond = unsuitable.length - MOST_LISTED;
  return (
    <details>
      <summary>
        {t('suggestions.unsuitable.title', 'Found and not suggested: {{count}}', { count: unsuitable.length })}
      </summary>
      <ul className={styles.list}>
        {unsuitable.slice(0, MOST_LISTED).map((one, index) => (
          <li key={index}>
            {t('suggestions.unsuitable.what', '{{metric}} of {{service}}', {
              ...PLAIN_TEXT,
              metric: one.metric,
              service: one.service,
            })}
            <div className={styles.reason}>{unsuitableWords(one)}</div>
          </li>
        ))}
        {beyond > 0 && <li>{t('suggestions.unsuitable.more', 'and {{number}} more', { number: beyond })}</li>}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: theme.spacing(1, 2),
    overflowWrap: 'anywhere',
    '& > li': { marginBottom: theme.spacing(1) },
  }),
  reason: css({ color: theme.colors.text.secondary }),
});
