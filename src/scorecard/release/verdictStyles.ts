import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import type { Verdict } from '../../core/release/verdict';

export const VERDICT_ICONS: Record<Verdict, IconName> = {
  PASS: 'check-circle',
  FAIL: 'times-circle',
  INCONCLUSIVE: 'question-circle',
};

/** What is not decided is never green. */
export function getVerdictStyles({ colors, shape, spacing, typography }: GrafanaTheme2) {
  const badge = (color: string, background: string, border: string) =>
    css({ color, background, boxShadow: `inset 0 0 0 1px ${border}` });
  return {
    badge: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: spacing(0.5),
      padding: spacing(0.25, 0.75),
      fontWeight: typography.fontWeightMedium,
      borderRadius: shape.radius.default,
      whiteSpace: 'nowrap',
    }),
    large: css({ padding: spacing(0.5, 1.5), fontSize: typography.h3.fontSize }),
    PASS: badge(colors.success.text, colors.success.transparent, colors.success.border),
    FAIL: badge(colors.error.contrastText, colors.error.main, colors.error.main),
    INCONCLUSIVE: badge(colors.warning.text, colors.warning.transparent, colors.warning.border),
  };
}
