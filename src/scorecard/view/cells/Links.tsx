import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { SloLink, SloLinkKind } from '../../../core/slo/links';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { keepContext } from '../../model/links';
import { Anchor } from '../Anchor';

export const LINK_ICONS: Record<SloLinkKind, IconName> = {
  runbook: 'book-open',
  dashboard: 'apps',
  logs: 'gf-logs',
  traces: 'gf-traces',
  other: 'external-link-alt',
};

/** Where to go from here. Another site opens beside Grafana; a dashboard keeps the time range and the variables. */
export function Links({ links, context }: { links: readonly SloLink[]; context: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.links}>
      {links.map(({ kind, title, url }) => (
        <Anchor
          key={`${kind} ${url}`}
          url={keepContext(url, context)}
          name={linkName(kind, title)}
          className={styles.link}
        >
          <Icon name={LINK_ICONS[kind]} size="sm" aria-hidden />
        </Anchor>
      ))}
    </span>
  );
}

export function linkName(kind: SloLinkKind, title: string): string {
  const word = kindWord(kind);
  return title === '' ? word : t('scorecard.link.name', '{{kind}}: {{title}}', { ...PLAIN_TEXT, kind: word, title });
}

function kindWord(kind: SloLinkKind): string {
  switch (kind) {
    case 'runbook':
      return t('scorecard.link.runbook', 'Runbook');
    case 'dashboard':
      return t('scorecard.link.dashboard', 'Dashboard');
    case 'logs':
      return t('scorecard.link.logs', 'Logs');
    case 'traces':
      return t('scorecard.link.traces', 'Traces');
    case 'other':
      return t('scorecard.link.other', 'Link');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    links: css({ display: 'inline-flex', flexShrink: 0, gap: theme.spacing(0.25) }),
    // As large as a fingertip needs it, without making the row any higher.
    link: css({
      display: 'inline-flex',
      padding: theme.spacing(0.5),
      margin: theme.spacing(-0.25, 0),
      color: theme.colors.text.secondary,
      borderRadius: theme.shape.radius.default,
      '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -1 },
    }),
  };
}
