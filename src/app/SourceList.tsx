import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, Icon, useStyles2 } from '@grafana/ui';
import type { Upstream } from '../core/slo/slo';
import type { Holdings } from './probe';
import { holdingsLines, type Line } from './words';

interface Props {
  /** Id of the heading that says what the list is about. */
  labelledBy: string;
  upstreams: readonly Upstream[];
  holdings: (uid: string) => Holdings;
  /** What else there is to say of a data source. */
  remark?: (upstream: Upstream) => Line | undefined;
  /** Where data sources can be chosen: which ones are, and what a change does. */
  choice?: { isChosen: (uid: string) => boolean; onChange: (uid: string, isChosen: boolean) => void };
}

/** Data sources with what they hold, each with a check box where one can choose. */
export function SourceList({ labelledBy, upstreams, holdings, remark, choice }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul aria-labelledby={labelledBy} className={styles.list}>
      {upstreams.map((upstream) => {
        const { uid, name } = upstream;
        const linesId = `slo-holdings-${uid}`;
        const said = remark?.(upstream);
        const lines = [...holdingsLines(holdings(uid)), ...(said ? [said] : [])];
        return (
          <li key={uid} className={styles.source}>
            {choice ? (
              <Checkbox
                label={name}
                aria-describedby={linesId}
                value={choice.isChosen(uid)}
                onChange={({ currentTarget }) => choice.onChange(uid, currentTarget.checked)}
              />
            ) : (
              <strong className={styles.name}>{name}</strong>
            )}
            <div id={linesId} className={cx(styles.lines, choice && styles.indented)}>
              {lines.map(({ icon, tone, text }) => (
                <div key={text} className={cx(styles.line, styles[tone])}>
                  <Icon name={icon} aria-hidden className={styles.icon} />
                  <span>{text}</span>
                </div>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  source: css({
    padding: theme.spacing(1.5, 2),
    overflowWrap: 'anywhere',
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  lines: css({ marginTop: theme.spacing(0.5) }),
  // As far as the label of a check box is from its left edge.
  indented: css({ paddingLeft: theme.spacing(3) }),
  line: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
  icon: css({ flexShrink: 0, marginTop: theme.spacing(0.375) }),
  found: css({ color: theme.colors.text.primary }),
  nothing: css({ color: theme.colors.text.secondary }),
  trouble: css({ color: theme.colors.warning.text }),
});
