import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { Notice } from '../model/notices';
import { Anchor } from './Anchor';
import { Explain } from './Explain';

const ICONS: Record<Notice['severity'], IconName> = {
  error: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
};

/** Above the rows: what the source says about its answer, the worst of it in full and the rest one click away. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const styles = useStyles2(getStyles);
  const [first, ...others] = notices;
  if (!first) {
    return null;
  }
  return (
    <div role="note" className={cx(styles.line, styles[first.severity])}>
      <Icon key={first.severity} name={ICONS[first.severity]} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <NoticeText notice={first} />
      </div>
      {others.length > 0 && (
        <Explain
          className={styles.more}
          title={t('scorecard.notices.all', 'Notices')}
          text={notices.map(({ text }) => text).join('\n')}
          content={
            <ul className={styles.list}>
              {notices.map((notice) => (
                <li key={notice.text}>
                  <NoticeText notice={notice} />
                </li>
              ))}
            </ul>
          }
        >
          {t('scorecard.notices.more', '{{count}} more', { count: others.length })}
        </Explain>
      )}
    </div>
  );
}

function NoticeText({ notice: { text, url } }: { notice: Notice }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {text}
      {url !== null && (
        <>
          {' '}
          <Anchor
            url={url}
            name={t('scorecard.notices.link-name', 'Read more: {{text}}', { ...PLAIN_TEXT, text })}
            className={styles.link}
          >
            {t('scorecard.notices.link', 'Read more')}
          </Anchor>
        </>
      )}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors, spacing, typography } = theme;
  const edge = (color: string) => css({ '& > svg': { color } });
  return {
    line: css({
      display: 'flex',
      alignItems: 'flex-start',
      gap: spacing(1),
      flexShrink: 0,
      padding: spacing(0.75, 2),
      borderBottom: `1px solid ${colors.border.weak}`,
      color: colors.text.secondary,
      fontSize: typography.bodySmall.fontSize,
      lineHeight: typography.bodySmall.lineHeight,
    }),
    icon: css({ flexShrink: 0 }),
    error: edge(colors.error.text),
    warning: edge(colors.warning.text),
    info: edge(colors.info.text),
    text: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
    more: css({ flexShrink: 0, color: colors.text.link }),
    link: css({ color: colors.text.link, textDecoration: 'underline' }),
    list: css({ margin: 0, paddingLeft: spacing(2), overflowWrap: 'anywhere' }),
  };
}
