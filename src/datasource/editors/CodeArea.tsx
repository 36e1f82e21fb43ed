import React, { forwardRef, useImperativeHandle, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

const FEWEST_LINES = 8;
const MOST_LINES = 32;

export interface CodeAreaHandle {
  /** Selects a line, from 1, and shows it. */
  selectLine: (line: number) => void;
}

interface Props {
  labelledBy: string;
  describedBy: string;
  value: string;
  readOnly: boolean;
  onChange: (value: string) => void;
}

/**
 * A text area with line numbers, because problems name lines. A plain one instead of Monaco: it is there at once, takes
 * any text, and every screen reader knows it.
 */
export const CodeArea = forwardRef<CodeAreaHandle, Props>(function CodeArea(
  { labelledBy, describedBy, value, readOnly, onChange },
  handle
) {
  const styles = useStyles2(getStyles);
  const area = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const lines = value.split('\n').length;

  useImperativeHandle(handle, () => ({
    selectLine: (line) => {
      const before = value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, text) => sum + text.length + 1, 0);
      const end = value.indexOf('\n', start);
      const { current } = area;
      current?.focus();
      current?.setSelectionRange(start, end < 0 ? value.length : end);
      if (current) {
        current.scrollTop = ((line - 1) / lines) * current.scrollHeight - current.clientHeight / 3;
      }
    },
  }));

  return (
    <div className={styles.frame}>
      <div className={styles.gutter} aria-hidden>
        <pre style={{ transform: `translateY(${-scrolled}px)` }}>
          {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
        </pre>
      </div>
      <textarea
        ref={area}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        className={styles.area}
        rows={Math.min(MOST_LINES, Math.max(FEWEST_LINES, lines + 1))}
        wrap="off"
        spellCheck={false}
        readOnly={readOnly}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
      />
    </div>
  );
});

function getStyles(theme: GrafanaTheme2) {
  const text = {
    margin: 0,
    padding: theme.spacing(1),
    border: 'none',
    background: 'transparent',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.body.lineHeight,
  };
  return {
    frame: css({
      display: 'flex',
      background: theme.components.input.background,
      border: `1px solid ${theme.components.input.borderColor}`,
      borderRadius: theme.shape.radius.default,
      overflow: 'hidden',
      '&:focus-within': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    gutter: css({
      position: 'relative',
      flexShrink: 0,
      overflow: 'hidden',
      // The text area beside it gives the height.
      contain: 'size',
      minWidth: theme.spacing(6),
      background: theme.colors.background.secondary,
      color: theme.colors.text.disabled,
      textAlign: 'right',
      userSelect: 'none',
      '& pre': { ...text, color: 'inherit' },
    }),
    area: css({
      ...text,
      flex: 1,
      minWidth: 0,
      color: theme.components.input.text,
      whiteSpace: 'pre',
      resize: 'vertical',
      '&:focus': { outline: 'none' },
    }),
  };
}
