import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import type { ScoreRow } from '../../model/row';
import { Explain } from '../Explain';
import type { CellProps, TableContext } from '../table';
import { getTextStyles } from '../textStyles';
import { STATE_ICONS, stateMeaning, stateWord, statusWords } from '../words';

interface Chip {
  icon: IconName;
  label: string;
  /** What the label leaves out for those who see the whole row. */
  hidden?: string;
  text: string;
}

/** Says what the number is worth, unless it simply was measured. */
export function StateChip({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  const texts = useStyles2(getTextStyles);
  const chip = chipOf(row, table);
  return (
    chip && (
      <Explain className={styles.chip} title={chip.label} text={chip.text}>
        <Icon key={chip.icon} name={chip.icon} size="xs" aria-hidden />
        {chip.hidden && <span className={texts.hidden}>{chip.hidden} </span>}
        {chip.label}
      </Explain>
    )
  );
}

function chipOf(row: ScoreRow, table: TableContext): Chip | null {
  const { dataState, sinceMilliseconds, stale } = row;
  if (stale) {
    const time = table.clock(stale.atMilliseconds);
    const label = t('scorecard.stale.as-of', 'as of {{time}}', { ...PLAIN_TEXT, time });
    return { icon: 'history', label, text: statusWords(row, table.asOf) };
  }
  if (dataState === 'measured') {
    return null;
  }
  const state = { icon: STATE_ICONS[dataState], text: row.dataStateReason || stateMeaning(dataState) };
  if (dataState !== 'partial' || sinceMilliseconds === null) {
    return { ...state, label: stateWord(dataState) };
  }
  const begin = t('scorecard.since.begin', 'The data begin at {{time}}.', {
    ...PLAIN_TEXT,
    time: table.asOf(sinceMilliseconds),
  });
  return {
    ...state,
    label: t('scorecard.since.day', 'since {{day}}', { ...PLAIN_TEXT, day: table.day(sinceMilliseconds) }),
    hidden: stateWord(dataState),
    text: `${state.text}\n${begin}`,
  };
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
