import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Text } from '@grafana/ui';
import type { ErrorBudgetPolicy } from '../../core/budget/policy';
import type { PolicyProblem } from '../../core/budget/policyOptions';
import type { PolicyRules as ReadRules } from '../../core/budget/policyRules';
import { PLAIN_TEXT } from '../../shared/plainText';
import { formatLabelValues } from '../labelText';
import { policyPercent, policyProblemWords } from '../policyWords';
import { asEntry } from './entries';
import { PolicyRuleFields } from './PolicyRuleFields';
import { SettingsEntry, SettingsList, type EntryActions } from './SettingsEntry';

interface Props {
  /** The rules as they are configured. */
  given: readonly unknown[];
  read: ReadRules;
  problems: readonly PolicyProblem[];
  isReadOnly: boolean;
  onChange: (rules: unknown[]) => void;
}

/** The rules by label, in the order in which they are tried. */
export function PolicyRules({ given, read, problems, isReadOnly, onChange }: Props) {
  const [open, setOpen] = useState<{ index: number; isNew: boolean }>();
  const placeOf = (index: number) => `rules[${index}]`;
  const rearrange = (rules: unknown[]) => {
    setOpen(undefined);
    onChange(rules);
  };
  const moved = (index: number, by: 1 | -1) => {
    const rules = given.filter((_, place) => place !== index);
    rules.splice(index + by, 0, given[index]);
    return rules;
  };
  const actions = (index: number): EntryActions => {
    const values = { number: index + 1 };
    const expanded = open?.index === index;
    return {
      moveUp:
        index === 0
          ? undefined
          : {
              label: t('config.policy.rules.up', 'Move rule {{number}} up', values),
              onClick: () => rearrange(moved(index, -1)),
            },
      moveDown:
        index === given.length - 1
          ? undefined
          : {
              label: t('config.policy.rules.down', 'Move rule {{number}} down', values),
              onClick: () => rearrange(moved(index, 1)),
            },
      edit: {
        name: expanded ? t('config.policy.rules.done', 'Done') : t('config.policy.rules.edit', 'Edit'),
        label: expanded
          ? t('config.policy.rules.done-label', 'Done with rule {{number}}', values)
          : t('config.policy.rules.edit-label', 'Edit rule {{number}}', values),
        expanded,
        onClick: () => setOpen(expanded ? undefined : { index, isNew: false }),
      },
      remove: {
        label: t('config.policy.rules.remove', 'Remove rule {{number}}', values),
        onClick: () => rearrange(given.filter((_, place) => place !== index)),
      },
    };
  };

  return (
    <>
      <Text color="secondary">
        <Trans i18nKey="config.policy.rules.description">
          Rules by label: the first whose labels match an SLO holds for it, the values above where none does.
        </Trans>
      </Text>
      {given.length > 0 && (
        <SettingsList label={t('config.policy.rules.title', 'Rules by label')}>
          {given.map((rule, index) => {
            const own = problems.filter(({ path }) => path === placeOf(index) || path.startsWith(`${placeOf(index)}.`));
            return (
              <SettingsEntry
                key={index}
                title={
                  formatLabelValues(asEntry(rule)['match']) ||
                  t('config.policy.rules.unnamed', 'Rule {{number}}', { number: index + 1 })
                }
                details={policyDetails(read.rules[index]?.policy ?? null)}
                problems={open?.index === index ? [] : ruleProblems(own)}
                actions={isReadOnly ? undefined : actions(index)}
              >
                {open?.index === index && (
                  <PolicyRuleFields
                    rule={asEntry(rule)}
                    place={placeOf(index)}
                    problems={own}
                    isNew={open.isNew}
                    inherited={read.otherwise}
                    onChange={(next) => onChange(given.map((old, place) => (place === index ? next : old)))}
                  />
                )}
              </SettingsEntry>
            );
          })}
        </SettingsList>
      )}
      {!isReadOnly && (
        <div>
          <Button
            variant="secondary"
            icon="plus"
            onClick={() => {
              setOpen({ index: given.length, isNew: true });
              onChange([...given, { match: {} }]);
            }}
          >
            <Trans i18nKey="config.policy.rules.add">Add rule</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

/** The policy of a rule with what it takes from the defaults; empty where it cannot be read. */
function policyDetails(policy: ErrorBudgetPolicy | null): string {
  return policy === null
    ? ''
    : [
        t('config.policy.rules.sign-off', 'Sign-off below {{percent}}%', {
          percent: policyPercent(policy.signOffBelowRatio),
        }),
        t('config.policy.rules.freeze', 'freeze at or below {{percent}}%', {
          percent: policyPercent(policy.freezeAtOrBelowRatio),
        }),
        policy.exemptions.length === 0
          ? t('config.policy.rules.nothing', 'nothing exempt')
          : t('config.policy.rules.exempt', 'exempt: {{exemptions}}', {
              ...PLAIN_TEXT,
              exemptions: policy.exemptions.join(', '),
            }),
      ].join(' · ');
}

function ruleProblems(problems: readonly PolicyProblem[]): string[] {
  return problems.length === 0
    ? []
    : [
        ...problems.map(policyProblemWords),
        t('config.policy.rules.consequence', 'SLOs that it concerns show “Cannot tell” until it is mended.'),
      ];
}
