import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { budgetFacts } from '../budgetFacts';
import { Explain } from '../Explain';
import type { CellProps } from '../table';

/** A budget that tells, when clicked, what it amounts to and how it was obtained. */
export function ExplainBudget({ row, table, children }: CellProps & { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const facts = budgetFacts(row, table.format);
  return (
    <Explain
      title={t('scorecard.budget.title', 'Error budget left')}
      text={facts.map(({ name, value }) => `${name}: ${value}`).join('\n')}
      content={
        <dl className={styles.facts}>
          {facts.map(({ name, value }) => (
            <React.Fragment key={name}>
              <dt className={styles.name}>{name}</dt>
              <dd className={styles.value}>{value}</dd>
            </React.Fragment>
          ))}
        </dl>
      }
    >
      {children}
    </Explain>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    facts: css({
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: theme.spacing(0.5, 1.5),
      margin: 0,
    }),
    name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
    value: css({ margin: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }),
  };
}
