import React, { useId, useState } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Field, Input, Stack, Text, TextArea } from '@grafana/ui';
import { DEFAULT_POLICY } from '../../core/budget/policy';
import { readPolicyOptions, type PolicyOptions, type PolicyValues } from '../../core/budget/policyOptions';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';
import { PolicyProblems } from './PolicyProblems';
import { PolicyRulesTable } from './PolicyRulesTable';

type PercentKey = 'freezeAtOrBelowPercent' | 'signOffBelowPercent';

/** What follows for releases from a budget that runs out: the defaults to be changed, the rules by label to be read. */
export function PolicySection({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const id = useId();
  const configured = options.jsonData.errorBudgetPolicy;
  const { policies, problems } = readPolicyOptions(configured);
  const policy = asMap<PolicyOptions>(configured);
  const defaults = asMap<PolicyValues>(policy.defaults);
  const change = (next: PolicyValues) =>
    onOptionsChange({
      ...options,
      jsonData: {
        ...options.jsonData,
        schemaVersion: OPTIONS_SCHEMA_VERSION,
        errorBudgetPolicy: { ...policy, defaults: next },
      },
    });
  const percentField = (key: PercentKey, label: string, description: string, usualRatio: number) => (
    <Field noMargin label={label} description={description} htmlFor={`${id}-${key}`}>
      <Input
        id={`${id}-${key}`}
        type="number"
        min={0}
        max={100}
        width={16}
        suffix="%"
        disabled={options.readOnly === true}
        placeholder={String(100 * usualRatio)}
        value={defaults[key] ?? ''}
        onChange={({ currentTarget }) => {
          const { [key]: _, ...others } = defaults;
          change(currentTarget.value === '' ? others : { ...others, [key]: currentTarget.valueAsNumber });
        }}
      />
    </Field>
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
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
        {percentField(
          'signOffBelowPercent',
          t('config.policy.sign-off', 'Sign-off below'),
          t('config.policy.sign-off-help', 'Share of the error budget left'),
          DEFAULT_POLICY.signOffBelowRatio
        )}
        {percentField(
          'freezeAtOrBelowPercent',
          t('config.policy.freeze', 'Freeze at or below'),
          t('config.policy.freeze-help', '0 % is a spent budget'),
          DEFAULT_POLICY.freezeAtOrBelowRatio
        )}
      </Stack>
      <ExemptionsField
        id={`${id}-exemptions`}
        exemptions={defaults.exemptions}
        disabled={options.readOnly === true}
        onChange={(exemptions) => change({ ...defaults, exemptions })}
      />
      <PolicyRulesTable rules={policies.rules} />
      <PolicyProblems problems={problems} />
    </Stack>
  );
}

interface ExemptionsProps {
  id: string;
  exemptions: unknown;
  disabled: boolean;
  onChange: (exemptions: string[]) => void;
}

function ExemptionsField({ id, exemptions, disabled, onChange }: ExemptionsProps) {
  // Empty lines and spaces at an end are needed while typing and never saved.
  const [draft, setDraft] = useState<string>();
  const saved = Array.isArray(exemptions) ? exemptions : DEFAULT_POLICY.exemptions;
  return (
    <Field
      noMargin
      label={t('config.policy.exemptions', 'Exempt from both')}
      description={t('config.policy.exemptions-help', 'One a line; nothing is exempt where it is empty.')}
      htmlFor={id}
    >
      <TextArea
        id={id}
        rows={3}
        disabled={disabled}
        value={draft ?? saved.join('\n')}
        onChange={({ currentTarget }) => {
          setDraft(currentTarget.value);
          onChange(
            currentTarget.value
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
          );
        }}
        onBlur={() => setDraft(undefined)}
      />
    </Field>
  );
}

/** What a provisioning file has put in the place of a map is told among the problems, and goes with the first change. */
function asMap<T extends object>(value: T | null | undefined): Partial<T> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
