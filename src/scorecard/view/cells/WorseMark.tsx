import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Status } from '../../../core/budget/status';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { statusWord } from '../../../shared/statusWord';

/** That a row has become worse since somebody last looked at it. */
export function WorseMark({ than }: { than: Status }) {
  const styles = useStyles2(getStyles);
  return (
    <span
      className={styles.mark}
      title={t('scorecard.worse.help', 'Until you point at the row, or go to it by keyboard.')}
    >
      <Icon name="arrow-down" size="xs" aria-hidden />
      {t('scorecard.worse', 'worse: was {{status}}', { ...PLAIN_TEXT, status: statusWord(than) })}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    mark: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.25),
      maxWidth: '100%',
      marginTop: theme.spacing(0.25),
      color: theme.colors.text.primary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: theme.typography.bodySmall.lineHeight,
      overflowWrap: 'anywhere',
      '& svg': { flexShrink: 0 },
    }),
  };
}
