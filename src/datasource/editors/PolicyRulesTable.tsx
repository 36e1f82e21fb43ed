import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import type { PolicyRule } from '../../core/budget/policyRules';
import { policyPercent } from '../policyWords';

/** The rules by label as they are provisioned, with what they take from the defaults; changed where they come from. */
export function PolicyRulesTable({ rules }: { rules: readonly PolicyRule[] }) {
  const styles = useStyles2(getStyles);
  if (rules.length === 0) {
    return null;
  }
  return (
    <>
      <Text color="secondary">
        <Trans i18nKey="config.policy.rules.description">
          Rules by label are provisioned and cannot be changed here. The first whose labels match an SLO holds for it,
          the values above where none does.
        </Trans>
      </Text>
      <table className={styles.table} aria-label={t('config.policy.rules.title', 'Rules by label')}>
        <thead>
          <tr>
            <th scope="col">{t('config.policy.rules.labels', 'Labels')}</th>
            <th scope="col">{t('config.policy.sign-off', 'Sign-off below')}</th>
            <th scope="col">{t('config.policy.freeze', 'Freeze at or below')}</th>
            <th scope="col">{t('config.policy.exemptions', 'Exempt from both')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ match, policy }, index) => (
            <tr key={index}>
              <td>{labelWords(match)}</td>
              {policy && match ? (
                <>
                  <td>{`${policyPercent(policy.signOffBelowRatio)} %`}</td>
                  <td>{`${policyPercent(policy.freezeAtOrBelowRatio)} %`}</td>
                  <td>{policy.exemptions.join(', ') || t('config.policy.rules.nothing', 'nothing')}</td>
                </>
              ) : (
                <td colSpan={3}>{t('config.policy.rules.error', 'has an error, see below')}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function labelWords(match: PolicyRule['match']): string {
  return match ? [...match].map(([label, values]) => `${label}: ${values.join(' | ')}`).join(', ') : '—';
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: 'fit-content',
    maxWidth: '100%',
    '& th, & td': {
      padding: theme.spacing(0.5, 2, 0.5, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      textAlign: 'start',
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
    '& th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
  }),
});
