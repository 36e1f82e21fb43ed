import React from 'react';
import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { formatDuration } from '../../../core/window/duration';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { getTextStyles } from '../textStyles';
import type { CellProps } from '../table';
import { membersWords } from '../members';
import { DisplayText } from './DisplayText';
import { NoNumber } from './NoNumber';

/** The target and the window it holds over. */
export function ObjectiveCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const { objective, windowSeconds, period, members } = row;
  const window = period
    ? t('scorecard.objective.per', 'per {{period}}', { ...PLAIN_TEXT, period: period.name })
    : windowSeconds === null
      ? ''
      : t('scorecard.objective.over', 'over {{window}}', { ...PLAIN_TEXT, window: formatDuration(windowSeconds) });
  const shown = table.format.objective(row);
  return (
    <span className={text.number}>
      {objective.value !== null ? (
        <DisplayText shown={shown} />
      ) : members.length > 0 ? (
        membersWords(members.length)
      ) : (
        <NoNumber state="noData" text={shown.text} />
      )}
      {window !== '' && (
        <span className={cx(text.small, text.quiet)} title={period?.text}>
          {' '}
          {window}
        </span>
      )}
    </span>
  );
}
