import React from 'react';
import type { QueryEditorHelpProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { DEFAULT_QUERY, migrateQuery } from '../query';
import type { SloQuery } from '../types';
import { helpExamples, type HelpExample } from './helpExamples';

type Props = QueryEditorHelpProps<SloQuery>;

/** Grafana's help of a query: what one may want to know, each with the query that tells. */
export function QueryHelp({ query, onClickExample }: Props) {
  return (
    <Stack direction="column" gap={2}>
      <Text element="p" color="secondary">
        {t(
          'query.help.intro',
          'A click sets the query and leaves its filters as they are; run it to see the answer. “Show” lists everything that can be asked.'
        )}
      </Text>
      {helpExamples().map(({ reader, examples }) => (
        <section key={reader} aria-label={reader}>
          <Text element="h4" variant="h6">
            {reader}
          </Text>
          <Stack direction="column" gap={0.5} alignItems="flex-start">
            {examples.map((example) => (
              <div key={example.question}>
                <Button
                  variant="secondary"
                  fill="text"
                  size="sm"
                  onClick={() => onClickExample(exampleQuery(query, example))}
                >
                  {example.question}
                </Button>
                <Text variant="bodySmall" color="secondary">
                  {example.shown}
                </Text>
              </div>
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}

/** The query of an example, about the SLOs that the present one is about. */
function exampleQuery(present: SloQuery, { query }: HelpExample): SloQuery {
  const { refId, key, hide, datasource, services, slos, owners, labels } = migrateQuery(present);
  return { refId, key, hide, datasource, services, slos, owners, labels, ...DEFAULT_QUERY, ...query };
}
