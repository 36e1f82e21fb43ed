import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Failure } from '../model/reading';
import type { ScoreRow } from '../model/row';
import { Explain } from './Explain';
import { failureWords } from './words';

interface Props {
  failures: readonly Failure[];
  rows: readonly ScoreRow[];
  asOf: (milliseconds: number) => string;
}

/** Above the rows: what the last refresh could not get, and which rows are older for it. */
export function Banner({ failures, rows, asOf }: Props) {
  const styles = useStyles2(getStyles);
  const stale = rows.flatMap((row) => (row.stale ? [row.stale.atMilliseconds] : []));
  const [first] = failures;
  const numbers = rows.filter(({ budget }) => budget.value !== null).length;
  if (!first && stale.length === 0) {
    return null;
  }
  return (
    <div role="status" className={styles.banner}>
      <Icon name="exclamation-triangle" aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <strong>{headline(stale, rows.length, numbers === stale.length, asOf)}</strong>
        {first && ` ${failureWords(first)}`}
      </div>
      {failures.length > 1 && (
        <Explain
          className={styles.more}
          title={t('scorecard.banner.all', 'What failed')}
          text={failures.map(failureWords).join('\n')}
        >
          {t('scorecard.banner.more', '{{count}} more', { count: failures.length - 1 })}
        </Explain>
      )}
    </div>
  );
}

function headline(stale: readonly number[], rows: number, all: boolean, asOf: Props['asOf']): string {
  if (stale.length === 0) {
    return t('scorecard.banner.partial', 'Some queries failed.');
  }
  const time = asOf(Math.min(...stale));
  return all
    ? t('scorecard.banner.all-stale', 'Refresh failed; showing the numbers of {{time}}.', { ...PLAIN_TEXT, time })
    : t(
        'scorecard.banner.some-stale',
        'Refresh failed for {{stale}} of {{rows}} SLOs; they show the numbers of {{time}}.',
        {
          ...PLAIN_TEXT,
          stale: stale.length,
          rows,
          time,
        }
      );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    banner: css({
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      flexShrink: 0,
      padding: theme.spacing(0.75, 2),
      background: theme.colors.warning.transparent,
      borderBottom: `1px solid ${theme.colors.warning.borderTransparent}`,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: theme.typography.bodySmall.lineHeight,
    }),
    icon: css({ flexShrink: 0, color: theme.colors.warning.text }),
    text: css({
      flex: 1,
      minWidth: 0,
      overflowWrap: 'anywhere',
      '& strong': { fontWeight: theme.typography.fontWeightMedium },
    }),
    more: css({ flexShrink: 0, color: theme.colors.text.link }),
  };
}
