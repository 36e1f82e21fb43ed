import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../../shared/plainText';
import { getTextStyles } from '../textStyles';
import { isOneLine } from '../layout';
import type { CellProps } from '../table';
import { DataLink } from './DataLink';
import { Links } from './Links';
import { Problems } from './Problems';

const MOST_TAGS = 4;
/** Labels that say where it runs, which come first. */
const PLACES = ['region', 'provider', 'cluster'];

/** Name with its problems, below it the service, its owner and the labels. */
export function SloCell({ row, table }: CellProps) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  const tags = tagsOf(row, table);
  const more = tags.length - MOST_TAGS;
  // Where there is room for one only, it is the runbook.
  const links = table.layout.shape === 'wide' ? row.links : row.links.slice(0, 1);
  return (
    <div className={cx(styles.cell, isOneLine(table.layout) && styles.oneLine)}>
      <div className={styles.line}>
        <Name row={row} />
        {row.problems.length > 0 && <Problems problems={row.problems} />}
        {links.length > 0 && <Links links={links} context={table.linkContext} />}
      </div>
      <div className={cx(styles.line, text.small, text.quiet)}>
        <span className={cx(text.oneLine, styles.service)} title={row.service}>
          {row.service}
        </span>
        {row.owner !== '' && (
          <IconTag
            icon="user"
            text={row.owner}
            title={t('scorecard.owner', 'Owner: {{name}}', { ...PLAIN_TEXT, name: row.owner })}
          />
        )}
        {table.severalUpstreams && row.upstream !== '' && (
          <IconTag
            icon="database"
            text={row.upstream}
            title={t('scorecard.upstream', 'from {{name}}', { ...PLAIN_TEXT, name: row.upstream })}
          />
        )}
        {table.layout.shape === 'wide' && tags.length > 0 && (
          <span className={styles.tags} title={tags.map(({ name, value }) => `${name}: ${value}`).join('\n')}>
            {tags.slice(0, MOST_TAGS).map(({ name, value, isTold }) => (
              <span key={name} className={cx(text.oneLine, styles.tag)}>
                <span className={isTold ? undefined : text.hidden}>{name}: </span>
                {value}
              </span>
            ))}
            {more > 0 && <span className={styles.tag}>+{more}</span>}
          </span>
        )}
      </div>
    </div>
  );
}

interface Tag {
  name: string;
  value: string;
  /** Whether the value needs its name to be understood. */
  isTold: boolean;
}

/** Where it runs tells SLOs of one name apart, so that comes first; who owns it does not. */
function tagsOf({ labels, owner, tool }: CellProps['row'], { severalTools }: CellProps['table']): Tag[] {
  const known = labels.filter(([, value]) => value !== owner);
  const tag =
    (isTold: boolean) =>
    ([name, value]: readonly [string, string]) => ({ name, value, isTold });
  return [
    ...PLACES.flatMap((place) => known.filter(([name]) => name === place)).map(tag(false)),
    ...(severalTools && tool !== '' ? [tag(false)([t('scorecard.fact.tool', 'Tool'), tool])] : []),
    ...known.filter(([name]) => !PLACES.includes(name)).map(tag(true)),
  ];
}

function Name({ row: { name, description, nameLink } }: Pick<CellProps, 'row'>) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  return nameLink ? (
    <DataLink of={nameLink} className={cx(text.oneLine, styles.name, text.link)} description={description} leads>
      {name}
    </DataLink>
  ) : (
    <span className={cx(text.oneLine, styles.name)} title={description || name}>
      {name}
    </span>
  );
}

/** A name with a sign that says of what it is one; for those who do not see that, the title says it. */
function IconTag({ icon, text: name, title }: { icon: IconName; text: string; title: string }) {
  const text = useStyles2(getTextStyles);
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.icon} title={title}>
      <Icon name={icon} size="xs" aria-hidden className={styles.sign} />
      <span className={text.oneLine}>{name}</span>
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', minWidth: 0, width: '100%' }),
    // The name is what a line is cut last for.
    oneLine: css({
      flexDirection: 'row',
      columnGap: theme.spacing(1),
      '& > :first-child': { flexShrink: 0, maxWidth: '70%' },
    }),
    line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
    service: css({ flexShrink: 0, maxWidth: '100%' }),
    // One line high: a tag that does not fit is left out whole, and none is so long that it would leave out all others.
    tags: css({
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(0.5),
      flex: 1,
      height: `${theme.typography.bodySmall.lineHeight}em`,
      minWidth: 0,
      overflow: 'hidden',
    }),
    // A long name leaves room for where it runs.
    icon: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), minWidth: 0, maxWidth: '18ch' }),
    sign: css({ flexShrink: 0 }),
    tag: css({
      maxWidth: 'min(100%, 16ch)',
      padding: theme.spacing(0, 0.5),
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
    }),
  };
}
