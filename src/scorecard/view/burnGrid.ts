import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { BURN_CELL } from './layout';

/** The strip of windows, the same in the header and in every row, so that they line up. */
export function getBurnGridStyles(theme: GrafanaTheme2, windows: number) {
  return {
    strip: css({
      display: 'grid',
      gridTemplateColumns: `repeat(${windows}, minmax(0, 1fr))`,
      columnGap: theme.spacing(0.25),
      width: windows * BURN_CELL,
    }),
  };
}
