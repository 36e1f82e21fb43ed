import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Status } from '../../../core/budget/status';
import { statusWord } from '../../../shared/statusWord';
import { burningForWords } from '../burningWords';
import { Explain } from '../Explain';
import type { CellProps } from '../table';
import { getTextStyles } from '../textStyles';
import { STATUS_ICONS, statusWords } from '../words';

/** Icon, word and colour; why is one click away. Below it for how long it has burned, and what fires where no burn rate is marked. */
export function StatusCell({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const { status, burning } = row;
  const badge = (
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
  // Of another status the time would be taken for its own.
  if (!burning || !BURNS.has(status)) {
    return badge;
  }
  const lines = [burningForWords(row), table.layout.columns.includes('burnRates') ? '' : burning.pair];
  return (
    <div className={cx(styles.stack, table.layout.shape === 'stacked' && styles.inline)}>
      {badge}
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <span key={line} className={cx(text.oneLine, text.number, text.small, text.quiet, styles.line)} title={line}>
            {line}
          </span>
        ))}
    </div>
  );
}

const BURNS: ReadonlySet<Status> = new Set<Status>(['burning', 'smouldering']);

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  const badge = (color: string, background: string, border: string) =>
    css({ color, background, boxShadow: `inset 0 0 0 1px ${border}` });
  const hatch = `repeating-linear-gradient(-45deg, ${colors.border.weak} 0 3px, transparent 3px 7px)`;
  return {
    stack: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 }),
    // Above the SLO it has the width of both.
    inline: css({ flexFlow: 'row wrap', alignItems: 'center', columnGap: theme.spacing(0.75) }),
    line: css({ maxWidth: '100%' }),
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
