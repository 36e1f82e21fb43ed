import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { Status } from '../../../core/budget/status';

/** The badge of a status, the louder the worse. */
export function getBadgeStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  const badge = (color: string, background: string, border: string) =>
    css({ color, background, boxShadow: `inset 0 0 0 1px ${border}` });
  const hatch = `repeating-linear-gradient(-45deg, ${colors.border.weak} 0 3px, transparent 3px 7px)`;
  return {
    badge: css({
      minHeight: theme.spacing(3),
      padding: theme.spacing(0.25, 0.75),
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: theme.typography.bodySmall.lineHeight,
      borderRadius: theme.shape.radius.default,
      whiteSpace: 'nowrap',
    }),
    burning: badge(colors.error.contrastText, colors.error.main, colors.error.main),
    blind: badge(colors.text.primary, hatch, colors.border.strong),
    breached: badge(colors.error.text, 'transparent', colors.error.border),
    smouldering: badge(colors.warning.text, colors.warning.transparent, 'transparent'),
    atRisk: badge(colors.warning.text, 'transparent', 'transparent'),
    noTraffic: badge(colors.text.secondary, 'transparent', 'transparent'),
    healthy: css({ color: colors.text.secondary, '& svg': { color: colors.success.text } }),
  } satisfies Record<Status, string> & Record<string, string>;
}
