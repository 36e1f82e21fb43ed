import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

interface Props {
  icon: IconName;
  title: string;
  /** Absent where something else announces it. */
  role?: 'status' | 'alert';
  children: ReactNode;
}

/** In place of rows: what is the matter, and what to do. */
export function Message({ icon, title, role, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role={role} className={styles.message}>
      <Icon name={icon} size="xl" aria-hidden className={styles.icon} />
      <strong className={styles.title}>{title}</strong>
      <div className={styles.text}>{children}</div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    message: css({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'center',
      gap: theme.spacing(0.5),
      height: '100%',
      padding: theme.spacing(2),
      textAlign: 'center',
      overflow: 'auto',
    }),
    icon: css({ color: theme.colors.text.secondary }),
    title: css({ fontSize: theme.typography.h5.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    text: css({ maxWidth: '60ch', color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  };
}
