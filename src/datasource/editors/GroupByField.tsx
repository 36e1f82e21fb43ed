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
  /** Its labels are those that SLOs have; what is counted may have others. */
  choices: Choices;
  /** Empty for no groups. */
  onChange: (groupBy: string) => void;
}

/** The label by whose values events are told apart. */
export function GroupByField({ id, groupBy, choices, onChange }: Props) {
  const { variables, known, isLoading } = choices;
  return (
    <InlineField
      label={t('query.group-by.label', 'Group by')}
      labelWidth={LABEL_WIDTH}
      htmlFor={id}
      loading={isLoading}
      tooltip={t(
        'query.group-by.help',
        'A label of what is counted, such as region. Every value has its own line or row.'
      )}
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
            known: known('labelNames'),
            chosen: groupBy === '' ? [] : [groupBy],
          }),
        ]}
        value={groupBy === '' ? NO_GROUPS : groupBy}
        onChange={(label) => onChange(label === NO_GROUPS ? '' : label)}
      />
    </InlineField>
  );
}
