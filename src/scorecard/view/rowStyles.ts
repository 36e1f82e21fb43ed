import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { Status } from '../../core/budget/status';
import type { Layout } from './layout';

/** Quiet hairlines; only a burning row has a background, so that one of them stands out among hundreds. */
export function getRowStyles(theme: GrafanaTheme2, { template, shape, density }: Layout) {
  const { colors, spacing, typography } = theme;
  const edge = (color: string) => css({ boxShadow: `inset 3px 0 0 ${color}` });
  const none = css({});
  const wide = shape === 'wide';
  return {
    sticky: css({ position: 'sticky', top: 0, zIndex: 1, background: colors.background.primary }),
    row: css({
      display: 'grid',
      gridTemplateColumns: template,
      columnGap: spacing(wide ? 2 : 1),
      alignItems: 'center',
      padding: spacing(0, wide ? 2 : 1),
      borderBottom: `1px solid ${colors.border.weak}`,
    }),
    body: css(
      density === 'compact'
        ? { minHeight: spacing(3.5), padding: spacing(0.125, wide ? 2 : 1) }
        : { minHeight: spacing(5.5), padding: spacing(0.5, wide ? 2 : 1) }
    ),
    // Where the rows before it are not drawn.
    placed: css({ position: 'absolute', left: 0, right: 0 }),
    header: css({
      minHeight: spacing(4),
      alignItems: 'end',
      paddingBottom: spacing(0.5),
      color: colors.text.secondary,
      fontSize: typography.bodySmall.fontSize,
      fontWeight: typography.fontWeightMedium,
    }),
    windows: css({
      fontWeight: typography.fontWeightRegular,
      textAlign: 'end',
      '& > span': { paddingRight: spacing(0.5) },
    }),
    cell: css({
      minWidth: 0,
      borderRadius: theme.shape.radius.default,
      // Below the header, which sticks over what is scrolled to.
      scrollMargin: spacing(9, 0, 2),
      '&:focus-visible': { outline: `2px solid ${colors.primary.border}`, outlineOffset: 2 },
    }),
    // The last column beside the two that stand on one another.
    tall: css(shape === 'stacked' && { gridColumn: 2, gridRow: '1 / span 2' }),
    right: css({ textAlign: 'end' }),
    group: css({ background: colors.background.secondary }),
    inGroup: css({ paddingLeft: spacing(shape === 'stacked' ? 0 : 2) }),
    // Comes into sight once; the words in it stay.
    worse: css({
      [theme.transitions.handleMotion('no-preference')]: {
        animation: `${keyframes({ from: { backgroundColor: colors.primary.transparent } })} 2s ease-out`,
      },
    }),
    burning: css({ background: colors.error.transparent, boxShadow: `inset 3px 0 0 ${colors.error.main}` }),
    blind: edge(colors.border.strong),
    // Nobody knows whether it still burns: the edge of what is burning, without its background.
    wasBurning: edge(colors.error.main),
    breached: edge(colors.error.border),
    smouldering: edge(colors.warning.main),
    atRisk: none,
    noTraffic: none,
    healthy: none,
  } satisfies Record<Status, string> & Record<string, string>;
}
