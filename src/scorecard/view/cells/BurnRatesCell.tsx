import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { placeBurnRates } from '../../model/burnColumns';
import type { BurnRate } from '../../model/row';
import type { Format } from '../format';
import { burnRateFacts } from '../burnRateFacts';
import { getBurnGridStyles } from '../burnGrid';
import { Explain } from '../Explain';
import type { CellProps, TableContext } from '../table';
import { getTextStyles } from '../textStyles';
import { stateMeaning, stateWord } from '../words';
import { firesWords } from '../burnRateWords';
import { Facts } from './Facts';
import { NoNumber } from './NoNumber';

/** One small cell per window; those that make an alert pair fire are marked. All together tell how they are calculated. */
export function BurnRatesCell({ row, table }: CellProps) {
  const states = new Set(row.burnRates.map(({ state }) => state));
  const [only] = states;
  if (row.burnRates.every(({ rate }) => rate.value === null)) {
    return <NoNumber state={states.size === 1 && only ? only : row.dataState} wordless />;
  }
  const facts = burnRateFacts(row, table.format);
  return (
    <Explain
      title={t('scorecard.column.burn-rates', 'Burn rate')}
      text={facts.map(({ name, value }) => `${name}: ${value}`).join('\n')}
      content={<Facts facts={facts} />}
    >
      <BurnStrip burnRates={row.burnRates} table={table} stale={row.stale?.burnRates ?? false} />
    </Explain>
  );
}

interface BurnStripProps {
  burnRates: readonly BurnRate[];
  table: TableContext;
  stale: boolean;
}

export function BurnStrip({ burnRates, table, stale }: BurnStripProps) {
  const grid = useStyles2(getBurnGridStyles, table.windows.length);
  const placed = placeBurnRates(table.windows, burnRates);
  return (
    <span className={grid.strip}>
      {table.windows.map(({ seconds }) => {
        const burnRate = placed.get(seconds);
        return burnRate ? (
          <BurnCell
            key={seconds}
            burnRate={burnRate}
            isElsewhere={burnRate.windowSeconds !== seconds}
            format={table.format}
            stale={stale}
          />
        ) : (
          <span key={seconds} />
        );
      })}
    </span>
  );
}

interface BurnCellProps {
  burnRate: BurnRate;
  /** Whether its window is another than that of the column, which it then says. */
  isElsewhere: boolean;
  format: Format;
  stale: boolean;
}

function BurnCell({ burnRate, isElsewhere, format, stale }: BurnCellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const { window, rate, state, reason, fires } = burnRate;
  if (rate.value === null) {
    return (
      <span
        className={cx(styles.cell, text.quiet)}
        title={[isElsewhere ? `${window}: ` : '', reason || stateMeaning(state)].join('')}
      >
        <span className={text.hidden}>{window} </span>—<span className={text.hidden}> {stateWord(state)}</span>
      </span>
    );
  }
  const { prefix, text: figures, suffix } = format.burnRate(rate);
  const mark = fires && firesWords(fires);
  return (
    <span
      className={cx(
        styles.cell,
        text.number,
        isElsewhere && styles.elsewhere,
        fires ? styles[fires.severity] : (stale || rate.value <= 1) && text.quiet
      )}
      title={mark ? `${window}: ${mark}` : isElsewhere ? window : undefined}
    >
      <span className={text.hidden}>{window} </span>
      {prefix}
      {figures}
      <span className={styles.unit}>{suffix?.trim()}</span>
      {mark && <span className={text.hidden}> {mark}</span>}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors, typography } = theme;
  return {
    cell: css({
      padding: theme.spacing(0.25, 0.5),
      borderRadius: theme.shape.radius.default,
      fontSize: typography.bodySmall.fontSize,
      lineHeight: typography.bodySmall.lineHeight,
      textAlign: 'end',
      whiteSpace: 'nowrap',
    }),
    unit: css({ opacity: 0.75 }),
    elsewhere: css({ textDecoration: 'underline dotted', textUnderlineOffset: '2px' }),
    page: css({
      color: colors.error.contrastText,
      background: colors.error.main,
      fontWeight: typography.fontWeightMedium,
    }),
    ticket: css({
      color: colors.warning.text,
      background: colors.warning.transparent,
      boxShadow: `inset 0 0 0 1px ${colors.warning.border}`,
      fontWeight: typography.fontWeightMedium,
    }),
  };
}
