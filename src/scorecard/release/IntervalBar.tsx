import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { intervalOf } from './interval';
import type { Criterion } from './readRelease';

/** Bad events against what the objective allows: the band is where the truth lies, the line the objective. The words are beside it. */
export function IntervalBar({ criterion }: { criterion: Criterion }) {
  const styles = useStyles2(getStyles);
  const interval = intervalOf(criterion);
  if (interval === null) {
    return null;
  }
  const { from, to, measured, objective } = interval;
  const percent = (ratio: number) => `${100 * ratio}%`;
  return (
    <div className={styles.bar} aria-hidden>
      <div
        className={cx(styles.band, styles[criterion.verdict])}
        style={{ left: percent(from), width: percent(to - from) }}
      />
      <div className={styles.measured} style={{ left: percent(measured) }} />
      <div className={styles.objective} style={{ left: percent(objective) }} />
    </div>
  );
}

function getStyles({ colors, shape, spacing }: GrafanaTheme2) {
  return {
    bar: css({
      position: 'relative',
      height: 8,
      minWidth: 120,
      margin: spacing(0.5, 0, 0.75),
      background: colors.background.secondary,
      borderRadius: shape.radius.default,
    }),
    band: css({ position: 'absolute', height: '100%', minWidth: 2, borderRadius: shape.radius.default }),
    PASS: css({ background: colors.success.main }),
    FAIL: css({ background: colors.error.main }),
    INCONCLUSIVE: css({ background: colors.warning.main }),
    measured: css({
      position: 'absolute',
      top: 1,
      width: 6,
      height: 6,
      marginLeft: -3,
      borderRadius: '50%',
      background: colors.text.maxContrast,
    }),
    objective: css({
      position: 'absolute',
      top: -3,
      bottom: -3,
      width: 2,
      marginLeft: -1,
      background: colors.text.primary,
    }),
  };
}
