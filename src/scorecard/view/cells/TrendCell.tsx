import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { drawTrend, TREND_HEIGHT, TREND_WIDTH } from '../../model/drawTrend';
import type { CellProps } from '../table';
import { stateMeaning } from '../words';
import { NoNumber } from './NoNumber';

/** Budget remaining over the range: a lean drawing of its own, since a chart per row would be a canvas per row. */
export function TrendCell({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  const drawing = drawTrend(row.trend);
  if (!drawing) {
    const reason =
      row.trendReason ||
      (row.budget.value === null
        ? row.dataStateReason || stateMeaning(row.dataState)
        : t('scorecard.trend.not-told', 'The source gives no trend.'));
    return <NoNumber state={row.dataState} reason={reason} wordless />;
  }
  const budget = (value: number) => {
    const { prefix = '', text, suffix = '' } = table.format.budget(row, value);
    return prefix + text + suffix;
  };
  const label = t('scorecard.trend.label', 'Budget remaining: first {{first}}, last {{last}}, lowest {{lowest}}', {
    ...PLAIN_TEXT,
    first: budget(drawing.first),
    last: budget(drawing.last),
    lowest: budget(drawing.lowest),
  });
  return (
    <svg
      role="img"
      aria-label={label}
      className={row.stale ? styles.stale : styles.trend}
      viewBox={`0 0 ${TREND_WIDTH} ${TREND_HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{label}</title>
      {drawing.zero !== null && <path d={`M0 ${drawing.zero}H${TREND_WIDTH}`} className={styles.zero} />}
      <path d={drawing.line} className={styles.line} />
      <path d={drawing.end} className={styles.end} />
    </svg>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const trend = { display: 'block', width: '100%', height: theme.spacing(3), overflow: 'visible' };
  // Lines keep their width however the drawing is stretched.
  const stroke = {
    fill: 'none',
    vectorEffect: 'non-scaling-stroke',
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  return {
    trend: css(trend),
    stale: css(trend, { opacity: 0.5 }),
    line: css(stroke, { stroke: theme.colors.text.secondary, strokeWidth: 1.5 }),
    zero: css(stroke, { stroke: theme.colors.border.strong, strokeWidth: 1, strokeDasharray: '2 3' }),
    end: css(stroke, { stroke: theme.colors.text.primary, strokeWidth: 4 }),
  };
}
