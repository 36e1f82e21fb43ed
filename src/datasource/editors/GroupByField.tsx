import React from 'react';
import { t } from '@grafana/i18n';
import { InlineField } from '@grafana/ui';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';

/** Grafana's lists take an empty value for none. */
const NO_GROUPS = '-';

interface Props {
  id: string;
  groupBy: string;
  /** Labels that SLOs have; what is counted may have others. */
  known: readonly string[];
  /** Empty for no groups. */
  onChange: (groupBy: string) => void;
}

/** The label by whose values events are told apart. */
export function GroupByField({ id, groupBy, known, onChange }: Props) {
  const labels = [...new Set([...known, ...(groupBy === '' ? [] : [groupBy])])];
  return (
    <InlineField
      label={t('query.group-by.label', 'Group by')}
      labelWidth={LABEL_WIDTH}
      htmlFor={`${id}-group-by`}
      tooltip={t('query.group-by.help', 'A label of what is counted, such as region. Every value has its own line.')}
    >
      <Choice
        id={`${id}-group-by`}
        width={20}
        createCustomValue
        options={[
          { value: NO_GROUPS, label: t('query.group-by.none', 'Nothing') },
          ...labels.map((value) => ({ value, label: value })),
        ]}
        value={groupBy === '' ? NO_GROUPS : groupBy}
        onChange={(label) => onChange(label === NO_GROUPS ? '' : label)}
      />
    </InlineField>
  );
}
