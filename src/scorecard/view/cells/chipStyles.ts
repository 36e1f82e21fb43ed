import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** How much a word in a cell asks for somebody. */
export type ChipLook = 'error' | 'warning' | 'strong' | 'good' | 'quiet';

/** A word with an icon; what needs somebody has a colour and a frame besides. */
export function getChipStyles({ colors, spacing, typography }: GrafanaTheme2): Record<ChipLook | 'chip', string> {
  // Of its own, because on that of a burning row its text would be too faint.
  const framed = (color: string, border: string) =>
    css({ color, background: colors.background.primary, boxShadow: `inset 0 0 0 1px ${border}` });
  return {
    chip: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: spacing(0.5),
      minHeight: spacing(3),
      padding: spacing(0.25, 0.75),
      fontSize: typography.bodySmall.fontSize,
      fontWeight: typography.fontWeightMedium,
      lineHeight: typography.bodySmall.lineHeight,
      whiteSpace: 'nowrap',
    }),
    error: framed(colors.error.text, colors.error.border),
    warning: framed(colors.warning.text, colors.warning.border),
    strong: framed(colors.text.primary, colors.border.strong),
    good: css({ color: colors.text.secondary, '& svg': { color: colors.success.text } }),
    quiet: css({ color: colors.text.secondary }),
  };
}
