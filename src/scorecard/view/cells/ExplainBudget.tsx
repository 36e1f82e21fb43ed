import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { budgetFacts } from '../budgetFacts';
import { Explain } from '../Explain';
import { absentFacts, sourceFacts } from '../rowFacts';
import type { CellProps } from '../table';
import { Facts } from './Facts';

/** A budget that tells, when clicked, what it amounts to, how it was obtained, and what the row has no room for. */
export function ExplainBudget({ row, table, children }: CellProps & { children: ReactNode }) {
  const facts = [...budgetFacts(row, table), ...absentFacts(row, table), ...sourceFacts(row)];
  if (facts.length === 0) {
    return <>{children}</>;
  }
  return (
    <Explain
      title={t('scorecard.budget.title', 'Error budget left')}
      text={facts.map(({ name, value }) => `${name}: ${value}`).join('\n')}
      content={<Facts facts={facts} />}
    >
      {children}
    </Explain>
  );
}
