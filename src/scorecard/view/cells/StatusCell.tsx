import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { statusWord } from '../../../shared/statusWord';
import { Explain } from '../Explain';
import type { CellProps } from '../table';
import { STATUS_ICONS, statusWords } from '../words';

/** Icon, word and colour; why is one click away. */
export function StatusCell({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  const { status } = row;
  return (
    <Explain
      className={cx(styles.badge, styles[status])}
      title={statusWord(status)}
      text={statusWords(row, table.asOf)}
    >
      {/* Keyed, because an icon that changes its name while it loads keeps the drawing of the old one. */}
      <Icon key={status} name={STATUS_ICONS[status]} size="sm" aria-hidden />
      {statusWord(status)}
    </Explain>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  const badge = (color: string, background: string, border: string) =>
    css({ color, background, boxShadow: `inset 0 0 0 1px ${border}` });
  const hatch = `repeating-linear-gradient(-45deg, ${colors.border.weak} 0 3px, transparent 3px 7px)`;
  return {
    badge: css({
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
  };
}
