import React, { useId } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InlineField, Stack, Text } from '@grafana/ui';
import type { SloDataSource } from '../datasource';
import { migrateQuery } from '../query';
import type { SloDataSourceOptions, SloQuery, SloQueryType } from '../types';
import { Choice } from './Choice';
import { LABEL_WIDTH } from './FilterField';
import { FilterFields } from './FilterFields';
import { PromqlSection } from './PromqlSection';
import { ReleaseFields } from './ReleaseFields';
import { TypeFields } from './TypeFields';
import { typeDescription, typeOptions } from './typeOptions';
import { useChoices } from './useChoices';

type Props = QueryEditorProps<SloDataSource, SloQuery, SloDataSourceOptions> & {
  /** The type of the query where no other may be chosen. */
  onlyType?: SloQueryType;
};

export function QueryEditor({ datasource, query: stored, onChange, onRunQuery, data, range, onlyType }: Props) {
  const id = useId();
  const migrated = migrateQuery(stored);
  const query = { ...migrated, queryType: onlyType ?? migrated.queryType };
  const choices = useChoices(datasource, query, range?.to.valueOf());
  const change = (part: Partial<SloQuery>, run = true) => {
    onChange({ ...query, ...part });
    if (run) {
      onRunQuery();
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" wrap="wrap" gap={0}>
        {onlyType === undefined && (
          <InlineField label={t('query.type.label', 'Show')} labelWidth={LABEL_WIDTH} htmlFor={`${id}-type`} shrink>
            <Choice<SloQueryType>
              id={`${id}-type`}
              width={30}
              options={typeOptions()}
              value={query.queryType}
              onChange={(queryType) => change({ queryType })}
            />
          </InlineField>
        )}
        <TypeFields id={id} query={query} choices={choices} onChange={change} />
      </Stack>
      <Text element="p" variant="bodySmall" color="secondary">
        {typeDescription(query.queryType)}
      </Text>
      {query.queryType === 'release' ? (
        <ReleaseFields id={id} datasource={datasource} query={query} onChange={change} />
      ) : (
        <FilterFields id={id} query={query} choices={choices} onChange={change} />
      )}
      <PromqlSection datasource={datasource} query={query} data={data} />
    </Stack>
  );
}
