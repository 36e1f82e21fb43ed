import React, { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Toggletip, useStyles2 } from '@grafana/ui';
import { useControlTabIndex } from './GridCell';

interface Props {
  children: ReactNode;
  className?: string;
  /** Heading of what opens. */
  title: string;
  /** What opens, and the description of the button for hover and screen readers. */
  text: string;
  /** Where there is more to say than one text. */
  content?: React.JSX.Element;
}

/** Something small that says more when it is clicked. */
export function Explain({ children, className, title, text, content }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Toggletip title={title} content={content ?? <div className={styles.text}>{text}</div>} placement="auto-start">
      <Opener className={cx(styles.button, className)} title={text}>
        {children}
      </Opener>
    </Toggletip>
  );
}

/** A toggletip puts what opens it into the order of the tab key, which in a grid is not for it to say. */
const Opener = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<'button'>>(function Opener(props, ref) {
  return <button {...props} ref={ref} type="button" tabIndex={useControlTabIndex()} />;
});

function getStyles(theme: GrafanaTheme2) {
  return {
    button: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      textAlign: 'start',
      cursor: 'pointer',
      borderRadius: theme.shape.radius.default,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    }),
    text: css({ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }),
  };
}
