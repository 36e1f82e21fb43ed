import React, { useId } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import { DEFAULT_POLICY } from '../../core/budget/policy';
import { readPolicyOptions } from '../../core/budget/policyOptions';
import { policyPercent } from '../policyWords';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';
import { asEntry, asList, type Entry } from './entries';
import { ExemptionsField } from './ExemptionsField';
import { PercentField } from './PercentField';
import { fieldError, type PolicyField } from './policyFields';
import { PolicyProblems } from './PolicyProblems';
import { PolicyRules } from './PolicyRules';

/** What follows for releases from a budget that runs out: the defaults, and the rules by label before them. */
export function PolicySection({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const id = useId();
  const configured = options.jsonData.errorBudgetPolicy;
  const isReadOnly = options.readOnly === true;
  const { policies, problems } = readPolicyOptions(configured);
  const policy = asEntry(configured);
  const defaults = asEntry(policy['defaults']);
  const { exemptions } = defaults;
  const change = (next: Entry) =>
    onOptionsChange({
      ...options,
      jsonData: {
        ...options.jsonData,
        schemaVersion: OPTIONS_SCHEMA_VERSION,
        errorBudgetPolicy: { ...policy, ...next },
      },
    });
  const setDefault = (key: PolicyField, value: unknown) => {
    const { [key]: _, ...others } = defaults;
    change({ defaults: value === undefined ? others : { ...defaults, [key]: value } });
  };
  const percent = (
    key: 'signOffBelowPercent' | 'freezeAtOrBelowPercent',
    label: string,
    description: string,
    usualRatio: number
  ) => (
    <PercentField
      id={`${id}-${key}`}
      label={label}
      description={description}
      usualPercent={policyPercent(usualRatio)}
      value={defaults[key]}
      error={fieldError(problems, 'defaults', key)}
      disabled={isReadOnly}
      onChange={(value) => setDefault(key, value)}
    />
  );

  return (
    <Stack direction="column" gap={1}>
      <Text element="h3">
        <Trans i18nKey="config.policy.title">Error-budget policy</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.policy.description">
          What the column Releases of the scorecard says. The freeze and its exemptions are those of the Site
          Reliability Workbook, over the window of each SLO; the sign-off before it is an addition. A release also needs
          a sign-off while the budget burns fast enough for a page.
        </Trans>
      </Text>
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        {percent(
          'signOffBelowPercent',
          t('config.policy.sign-off', 'Sign-off below'),
          t('config.policy.sign-off-help', 'Share of the error budget left'),
          DEFAULT_POLICY.signOffBelowRatio
        )}
        {percent(
          'freezeAtOrBelowPercent',
          t('config.policy.freeze', 'Freeze at or below'),
          t('config.policy.freeze-help', '0% is a spent budget'),
          DEFAULT_POLICY.freezeAtOrBelowRatio
        )}
      </Stack>
      <ExemptionsField
        id={`${id}-exemptions`}
        label={t('config.policy.exemptions', 'Exempt from both')}
        exemptions={Array.isArray(exemptions) ? exemptions.map(String) : DEFAULT_POLICY.exemptions}
        error={fieldError(problems, 'defaults', 'exemptions')}
        disabled={isReadOnly}
        onChange={(next) => setDefault('exemptions', next)}
      />
      <PolicyRules
        given={asList(policy['rules'])}
        read={policies}
        problems={problems}
        isReadOnly={isReadOnly}
        onChange={(rules) => change({ rules })}
      />
      <PolicyProblems problems={problems.filter(({ path }) => !path.startsWith('rules['))} />
    </Stack>
  );
}
