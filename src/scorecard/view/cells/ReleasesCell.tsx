import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { policyWord } from '../../../shared/policyWord';
import { Explain } from '../Explain';
import { POLICY_ICONS, releasesWords } from '../policyWords';
import type { CellProps } from '../table';
import { NoNumber } from './NoNumber';

/** What the error-budget policy says of releases: icon, word and colour; why is one click away. */
export function ReleasesCell({ row: { releases } }: CellProps) {
  const styles = useStyles2(getStyles);
  if (releases === null) {
    return <NoNumber state="noData" wordless />;
  }
  const { state } = releases;
  const word = policyWord(state);
  return (
    <Explain
      className={cx(styles.chip, styles[state])}
      title={t('scorecard.releases.title', 'Releases: {{word}}', { ...PLAIN_TEXT, word })}
      text={releasesWords(releases)}
    >
      {/* Keyed, because an icon that changes its name while it loads keeps the drawing of the old one. */}
      <Icon key={state} name={POLICY_ICONS[state]} size="sm" aria-hidden />
      {word}
    </Explain>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    chip: css({
      minHeight: theme.spacing(3),
      padding: theme.spacing(0.25, 0.75),
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: theme.typography.bodySmall.lineHeight,
      whiteSpace: 'nowrap',
    }),
    freeze: css({ color: colors.error.text, boxShadow: `inset 0 0 0 1px ${colors.error.border}` }),
    unknown: css({ color: colors.text.primary, boxShadow: `inset 0 0 0 1px ${colors.border.strong}` }),
    // Of its own, because on that of a burning row its text would be too faint.
    signOff: css({
      color: colors.warning.text,
      background: colors.background.primary,
      boxShadow: `inset 0 0 0 1px ${colors.warning.border}`,
    }),
    normal: css({ color: colors.text.secondary, '& svg': { color: colors.success.text } }),
  } satisfies Record<string, string>;
}
