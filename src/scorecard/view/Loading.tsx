import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

/** The shape of the rows to come, fading out, because nobody knows yet how many there are. */
export function Loading() {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.loading}>
      <div className={styles.text}>{t('scorecard.loading', 'Loading SLOs')}</div>
      <div aria-hidden className={styles.rows} />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const row = theme.spacing(5.5);
  return {
    loading: css({ display: 'flex', flexDirection: 'column', height: '100%', padding: theme.spacing(1, 2) }),
    text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    rows: css({
      flex: 1,
      background: `repeating-linear-gradient(transparent 0 calc(${row} - ${theme.spacing(2)}), ${theme.colors.action.hover} 0 ${row})`,
      maskImage: 'linear-gradient(black, transparent)',
    }),
  };
}
