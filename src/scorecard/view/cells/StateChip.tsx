import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { Explain } from '../Explain';
import type { CellProps } from '../table';
import { STATE_ICONS, stateMeaning, stateWord, statusWords } from '../words';

/** Says what the number is worth, unless it simply was measured. */
export function StateChip({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  if (row.stale) {
    const asOf = t('scorecard.stale.as-of', 'as of {{time}}', {
      ...PLAIN_TEXT,
      time: table.asOf(row.stale.atMilliseconds),
    });
    return (
      <Explain className={styles.chip} title={asOf} text={statusWords(row, table.asOf)}>
        <Icon key="stale" name="history" size="xs" aria-hidden />
        {asOf}
      </Explain>
    );
  }
  if (row.dataState === 'measured') {
    return null;
  }
  const word = stateWord(row.dataState);
  return (
    <Explain className={styles.chip} title={word} text={row.dataStateReason || stateMeaning(row.dataState)}>
      <Icon key={row.dataState} name={STATE_ICONS[row.dataState]} size="xs" aria-hidden />
      {word}
    </Explain>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    chip: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: theme.typography.bodySmall.lineHeight,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    }),
  };
}
