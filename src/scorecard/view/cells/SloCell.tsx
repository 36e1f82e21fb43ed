import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { getTextStyles } from '../textStyles';
import type { CellProps } from '../table';
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
  return (
    <div className={styles.cell}>
      <div className={styles.line}>
        <span className={cx(text.oneLine, styles.name)} title={row.description || row.name}>
          {row.name}
        </span>
        {row.problems.length > 0 && <Problems problems={row.problems} />}
      </div>
      <div className={cx(styles.line, text.small, text.quiet)}>
        <span className={cx(text.oneLine, styles.service)} title={row.service}>
          {row.service}
        </span>
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

function getStyles(theme: GrafanaTheme2) {
  return {
    cell: css({ display: 'flex', flexDirection: 'column', minWidth: 0, width: '100%' }),
    line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
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
    tag: css({
      maxWidth: '100%',
      padding: theme.spacing(0, 0.5),
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
    }),
  };
}
