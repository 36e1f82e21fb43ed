import React from 'react';
import { t } from '@grafana/i18n';
import { InlineField } from '@grafana/ui';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';
import { suggestions } from './suggestions';
import type { Choices } from './useChoices';

/** Grafana's lists take an empty value for none. */
const NO_GROUPS = '-';

interface Props {
  id: string;
  groupBy: string;
  /** Labels that SLOs have, and what else they can be grouped by; what is counted may have others. */
  known: readonly string[];
  choices: Pick<Choices, 'variables' | 'isLoading'>;
  help: string;
  /** Empty for no groups. */
  onChange: (groupBy: string) => void;
}

/** The label by whose values events or SLOs are told apart. */
export function GroupByField({ id, groupBy, known, choices, help, onChange }: Props) {
  const { variables, isLoading } = choices;
  return (
    <InlineField
      label={t('query.group-by.label', 'Group by')}
      labelWidth={LABEL_WIDTH}
      htmlFor={id}
      loading={isLoading}
      tooltip={help}
    >
      <Choice
        id={id}
        width={20}
        createCustomValue
        options={[
          { value: NO_GROUPS, label: t('query.group-by.none', 'Nothing') },
          ...suggestions({
            heading: t('query.group-by.labels', 'Labels'),
            variables,
            known,
            chosen: groupBy === '' ? [] : [groupBy],
          }),
        ]}
        value={groupBy === '' ? NO_GROUPS : groupBy}
        onChange={(label) => onChange(label === NO_GROUPS ? '' : label)}
      />
    </InlineField>
  );
}
