import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { bar, type BarScale } from '../../model/barScale';
import type { ScoreRow } from '../../model/row';
import { isDoubtful } from '../../model/trust';

interface Props {
  row: ScoreRow;
  scale: BarScale;
  /** From the thresholds of the field. */
  color: string | undefined;
}

/** Drawing only: the number beside it says the same. */
export function BudgetBar({ row, scale, color }: Props) {
  const styles = useStyles2(getStyles);
  const { value } = row.budget;
  if (value === null) {
    return <div aria-hidden className={cx(styles.track, styles.absent)} />;
  }
  const { start, length, zero, cut } = bar(value, scale);
  const share = (part: number) => `${100 * part}%`;
  const doubtful = isDoubtful(row);
  return (
    <div aria-hidden data-testid="budget-bar" data-doubtful={doubtful} className={styles.track}>
      <div
        className={cx(styles.bar, {
          [styles.calm]: row.status === 'healthy',
          [styles.doubtful]: doubtful,
          [styles.striped]: row.stale !== null,
          [styles.cut]: cut,
        })}
        style={{ left: share(start), width: share(length), ...(doubtful ? {} : { backgroundColor: color }) }}
      />
      {scale.low < 0 && <div className={styles.zero} style={{ left: share(zero) }} />}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    track: css({
      position: 'relative',
      height: theme.spacing(0.75),
      borderRadius: theme.shape.radius.default,
      background: colors.action.hover,
    }),
    absent: css({ background: 'none', boxShadow: `inset 0 0 0 1px ${colors.border.weak}` }),
    bar: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 2, borderRadius: theme.shape.radius.default }),
    calm: css({ opacity: 0.55 }),
    doubtful: css({ backgroundColor: colors.text.disabled }),
    striped: css({
      backgroundColor: 'transparent',
      backgroundImage: `repeating-linear-gradient(-45deg, ${colors.text.disabled} 0 3px, transparent 3px 6px)`,
    }),
    cut: css({ maskImage: 'linear-gradient(to right, transparent, black 30%)' }),
    zero: css({
      position: 'absolute',
      top: `-${theme.spacing(0.25)}`,
      bottom: `-${theme.spacing(0.25)}`,
      width: 1,
      background: colors.text.secondary,
    }),
  };
}
