import React, { useId, useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup, Stack } from '@grafana/ui';
import type { ErrorBudgetPolicy } from '../../core/budget/policy';
import type { PolicyProblem } from '../../core/budget/policyOptions';
import { formatLabelValues, parseLabelValues } from '../labelText';
import { policyPercent } from '../policyWords';
import { ExemptionsField } from './ExemptionsField';
import { LabelTextField } from './LabelTextField';
import { PercentField } from './PercentField';
import { fieldError, type PolicyField } from './policyFields';
import type { Entry } from './entries';

interface Props {
  rule: Entry;
  /** Where it stands: `rules[0]` and so on. */
  place: string;
  problems: readonly PolicyProblem[];
  /** Whether nobody has named its labels yet, which is not wrong before the field was passed. */
  isNew: boolean;
  /** What holds where the rule says nothing; null where that cannot be read. */
  inherited: ErrorBudgetPolicy | null;
  onChange: (rule: Entry) => void;
}

/** The fields of one rule by label. */
export function PolicyRuleFields({ rule, place, problems, isNew, inherited, onChange }: Props) {
  const id = useId();
  const [passed, setPassed] = useState(!isNew);
  const { exemptions } = rule;
  const own = exemptions != null;
  const set = (key: PolicyField, value: unknown) => {
    const { [key]: _, ...others } = rule;
    onChange(value === undefined ? others : { ...rule, [key]: value });
  };
  const percent = (key: 'signOffBelowPercent' | 'freezeAtOrBelowPercent', label: string, usualRatio?: number) => (
    <PercentField
      id={`${id}-${key}`}
      label={label}
      description={t('config.policy.rules.empty', 'Empty is as above')}
      usualPercent={usualRatio === undefined ? undefined : policyPercent(usualRatio)}
      value={rule[key]}
      error={fieldError(problems, place, key)}
      disabled={false}
      onChange={(value) => set(key, value)}
    />
  );
  return (
    <Stack direction="column" gap={2}>
      <div onBlur={() => setPassed(true)}>
        <LabelTextField
          id={`${id}-match`}
          label={t('config.policy.rules.match', 'For SLOs with these labels')}
          description={t(
            'config.policy.rules.match-help',
            'An SLO must have all of them. service and slo count as labels; name a label twice for either value.'
          )}
          placeholder={t('config.policy.rules.match-placeholder', 'tier=1, tier=2, region=eu')}
          saved={formatLabelValues(rule['match'])}
          error={passed ? fieldError(problems, place, 'match') : undefined}
          parse={parseLabelValues}
          onChange={(labels) => set('match', labels)}
        />
      </div>
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        {percent('signOffBelowPercent', t('config.policy.sign-off', 'Sign-off below'), inherited?.signOffBelowRatio)}
        {percent(
          'freezeAtOrBelowPercent',
          t('config.policy.freeze', 'Freeze at or below'),
          inherited?.freezeAtOrBelowRatio
        )}
      </Stack>
      <Field noMargin label={t('config.policy.exemptions', 'Exempt from both')}>
        <RadioButtonGroup
          aria-label={t('config.policy.exemptions', 'Exempt from both')}
          options={[
            { value: false, label: t('config.policy.rules.as-above', 'As above') },
            { value: true, label: t('config.policy.rules.own', 'A list of its own') },
          ]}
          value={own}
          onChange={(next) => set('exemptions', next ? [...(inherited?.exemptions ?? [])] : undefined)}
        />
      </Field>
      {own && (
        <ExemptionsField
          id={`${id}-exemptions`}
          label={t('config.policy.rules.exemptions', 'Exempt in this rule')}
          exemptions={Array.isArray(exemptions) ? exemptions.map(String) : []}
          error={fieldError(problems, place, 'exemptions')}
          disabled={false}
          onChange={(next) => set('exemptions', next)}
        />
      )}
    </Stack>
  );
}
