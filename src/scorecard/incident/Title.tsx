import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** The one sentence of the screen. */
export function Title({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <h2 className={styles.title}>{children}</h2>;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    title: css({
      margin: 0,
      fontSize: theme.typography.h4.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      overflowWrap: 'anywhere',
    }),
  };
}
