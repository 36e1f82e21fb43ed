import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { getTextStyles } from '../textStyles';
import type { CellProps } from '../table';
import { Links } from './Links';
import { Problems } from './Problems';

const MOST_TAGS = 3;

/** Name with its problems, below it the service and the labels. */
export function SloCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  // Where it runs tells SLOs of one name apart; who owns it does not.
  const tags = row.labels
    .filter(([, value]) => value !== row.owner)
    .map(([key, value]) => ({ key, text: `${key}: ${value}` }));
  const more = tags.length - MOST_TAGS;
  // Where there is room for one only, it is the runbook.
  const links = table.layout.shape === 'wide' ? row.links : row.links.slice(0, 1);
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        <Name row={row} />
        {row.problems.length > 0 && <Problems problems={row.problems} />}
        {links.length > 0 && <Links links={links} context={table.linkContext} />}
      </div>
      <div className={cx(styles.line, text.small, text.quiet)}>
        <span className={cx(text.oneLine, styles.service)} title={row.service}>
          {row.service}
        </span>
        {table.severalUpstreams && row.upstream !== '' && <UpstreamTag name={row.upstream} />}
        {table.layout.shape === 'wide' && tags.length > 0 && (
          <span className={styles.tags} title={tags.map((tag) => tag.text).join('\n')}>
            {tags.slice(0, MOST_TAGS).map((tag) => (
              <span key={tag.key} className={cx(text.oneLine, styles.tag)}>
                {tag.text}
              </span>
            ))}
            {more > 0 && <span className={styles.tag}>+{more}</span>}
          </span>
        )}
      </div>
    </div>
  );
}

function Name({ row: { name, description, nameLink } }: Pick<CellProps, 'row'>) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const link = nameLink?.();
  return link ? (
    <a
      href={link.href}
      target={link.target}
      rel={link.target === '_blank' ? 'noopener noreferrer' : undefined}
      onClick={link.onClick}
      className={cx(text.oneLine, styles.name, styles.nameLink)}
      title={[link.title, description].filter((part) => part !== '').join('\n')}
    >
      {name}
    </a>
  ) : (
    <span className={cx(text.oneLine, styles.name)} title={description || name}>
      {name}
    </span>
  );
}

/** Which data source the numbers of this row come from. */
function UpstreamTag({ name }: { name: string }) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const words = t('scorecard.upstream', 'from {{name}}', { ...PLAIN_TEXT, name });
  return (
    <span className={cx(styles.tag, styles.upstream)} title={words}>
      <Icon name="database" size="xs" aria-hidden />
      <span className={text.oneLine}>{name}</span>
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', minWidth: 0, width: '100%' }),
    line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
    nameLink: css({ '&:hover, &:focus-visible': { textDecoration: 'underline' } }),
    service: css({ flexShrink: 0, maxWidth: '100%' }),
    // One line high: a tag that does not fit is left out whole.
    tags: css({
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(0.5),
      flex: 1,
      height: `${theme.typography.bodySmall.lineHeight}em`,
      minWidth: 0,
      overflow: 'hidden',
    }),
    upstream: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), minWidth: 0 }),
    tag: css({
      maxWidth: '100%',
      padding: theme.spacing(0, 0.5),
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
    }),
  };
}
