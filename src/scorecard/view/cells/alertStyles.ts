import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { AlertStand } from '../../../core/alerting/alertStand';

/** What needs somebody has a colour besides its icon and its word. */
export function getAlertStyles({ colors, spacing, typography }: GrafanaTheme2): Record<AlertStand | 'chip', string> {
  // Of its own, because on that of a burning row its text would be too faint.
  const framed = (color: string, border: string) =>
    css({ color, background: colors.background.primary, boxShadow: `inset 0 0 0 1px ${border}` });
  const kept = framed(colors.warning.text, colors.warning.border);
  const quiet = css({ color: colors.text.secondary });
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
    firing: framed(colors.error.text, colors.error.border),
    missing: framed(colors.error.text, colors.error.border),
    silenced: kept,
    inhibited: kept,
    pending: framed(colors.warning.text, colors.warning.border),
    unknown: framed(colors.text.primary, colors.border.strong),
    none: quiet,
  };
}
