import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Status } from '../../../core/budget/status';
import { statusWord } from '../../../shared/statusWord';
import { burningForWords } from '../burningWords';
import { Explain } from '../Explain';
import type { CellProps } from '../table';
import { absentFacts } from '../rowFacts';
import { getTextStyles } from '../textStyles';
import { lastStatusWords, STATUS_ICONS, statusWords } from '../words';
import { getBadgeStyles } from './badgeStyles';
import { DataLink } from './DataLink';
import { Facts } from './Facts';

/**
 * Icon, word and colour; why is one click away. Below it what the status was when it last could be seen, or for how long it has
 * burned, and what fires where no burn rate is marked.
 */
export function StatusCell({ row, table }: CellProps) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const badges = useStyles2(getBadgeStyles);
  const { status, burning } = row;
  const { statusLink } = row;
  const why = statusWords(row, table.asOf);
  const absent = absentFacts(row, table);
  const badge = (
    <Explain
      className={cx(badges.badge, badges[status])}
      title={statusWord(status)}
      text={why}
      {...((absent.length > 0 || statusLink) && {
        content: (
          <>
            <p className={styles.why}>{why}</p>
            {absent.length > 0 && <Facts facts={absent} />}
            <DataLink of={statusLink} className={styles.follow} />
          </>
        ),
      })}
    >
      {/* Keyed, because an icon that changes its name while it loads keeps the drawing of the old one. */}
      <Icon key={status} name={STATUS_ICONS[status]} size="sm" aria-hidden />
      {statusWord(status)}
    </Explain>
  );
  const was = lastStatusWords(row, table.clock);
  // Of another status the time would be taken for its own.
  const burns = burning && BURNS.has(status) ? burning : null;
  const since = burns ? burningForWords(row) : '';
  const lines = [
    was,
    since,
    burns?.where ?? '',
    burns && !table.layout.columns.includes('burnRates') ? burns.pair : '',
  ].filter((line) => line !== '');
  if (lines.length === 0) {
    return badge;
  }
  return (
    <div className={cx(styles.stack, table.layout.shape === 'stacked' && styles.inline)}>
      {badge}
      {lines.map((line) => {
        const look = cx(text.small, text.quiet, line === was ? styles.was : cx(text.oneLine, text.number, styles.line));
        return line === since && statusLink ? (
          <DataLink key={line} of={statusLink} className={cx(look, styles.since)} description={line}>
            {line}
          </DataLink>
        ) : (
          <span key={line} className={look} title={line}>
            {line}
          </span>
        );
      })}
    </div>
  );
}

/** Pixels that WCAG 2.2 asks of what is pointed at. */
const LEAST_TARGET = 24;

const BURNS: ReadonlySet<Status> = new Set<Status>(['burning', 'smouldering']);

function getStyles(theme: GrafanaTheme2) {
  return {
    follow: css({ color: theme.colors.text.link, '&:hover, &:focus-visible': { textDecoration: 'underline' } }),
    why: css({ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }),
    stack: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 }),
    // Above the SLO it has the width of both.
    inline: css({ flexFlow: 'row wrap', alignItems: 'center', columnGap: theme.spacing(0.75) }),
    line: css({ maxWidth: '100%' }),
    // As large as a finger needs it, over what stands below it, which leads nowhere.
    since: css({
      minHeight: LEAST_TARGET,
      marginBlockEnd: `calc(${theme.typography.bodySmall.lineHeight} * ${theme.typography.bodySmall.fontSize} - ${LEAST_TARGET}px)`,
      textDecoration: 'underline',
      textDecorationColor: theme.colors.border.strong,
      textUnderlineOffset: 2,
      '&:hover, &:focus-visible': { color: theme.colors.text.primary, textDecorationColor: 'currentColor' },
    }),
    // Whole, on two lines where one is too short: it is all that tells an outage from calm.
    was: css({ maxWidth: '100%', fontVariantNumeric: 'tabular-nums' }),
  };
}
