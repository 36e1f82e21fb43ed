import React, { useMemo, useState } from 'react';
import { LoadingState, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, Collapse, Stack, Text } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { SloDataSource } from '../datasource';
import { readExecuted } from '../executed';
import { asksTheSame } from '../query';
import type { SloQuery } from '../types';
import { noUpstreamWords } from '../upstreamWords';
import { ExecutedQueries } from './ExecutedQueries';

interface Props {
  datasource: SloDataSource;
  query: SloQuery;
  /** The last answer, of this query alone. */
  data: PanelData | undefined;
}

/** What upstreams were asked for this query when it was last run. */
export function PromqlSection({ datasource, query, data }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const text = data?.series.find(({ meta }) => meta?.executedQueryString)?.meta?.executedQueryString ?? '';
  const executed = useMemo(() => readExecuted(text), [text]);
  const count = executed.reduce((sum, block) => sum + (block.time ? block.promql.length : 0), 0);
  const note =
    executed.length === 0 ? absenceWords(datasource, data) : isOutdated(query, data) ? outdatedWords() : null;
  return (
    <Collapse
      label={
        executed.length === 0
          ? t('query.promql.title', 'PromQL')
          : t('query.promql.counted', '', {
              count,
              defaultValue_one: 'PromQL: {{count}} query',
              defaultValue_other: 'PromQL: {{count}} queries',
            })
      }
      isOpen={isOpen}
      loading={data?.state === LoadingState.Loading}
      onToggle={setIsOpen}
    >
      <Stack direction="column" gap={1}>
        {note !== null && (
          <Text element="p" variant="bodySmall" color="secondary">
            {note}
          </Text>
        )}
        {executed.length > 0 && (
          <>
            <ExecutedQueries
              executed={executed}
              upstreams={datasource.upstreams()}
              timeZone={data?.request?.timezone}
            />
            <div>
              <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => text}>
                {t('query.promql.copy', 'Copy all')}
              </ClipboardButton>
            </div>
          </>
        )}
      </Stack>
    </Collapse>
  );
}

function isOutdated(query: SloQuery, data: PanelData | undefined): boolean {
  const targets = (data?.request?.targets ?? []) as SloQuery[];
  const ran = targets.find(({ refId }) => refId === query.refId);
  return ran !== undefined && !asksTheSame(ran, query);
}

function outdatedWords(): string {
  return t(
    'query.promql.outdated',
    'This is what was sent before the query was changed. Run it to see what it sends now.'
  );
}

/** Why there is nothing to show. */
function absenceWords(datasource: SloDataSource, data: PanelData | undefined): string {
  switch (data?.state) {
    case LoadingState.Loading:
      return t('query.promql.loading', 'Waiting for the first answer.');
    case LoadingState.Error: {
      const messages = [data.error, ...(data.errors ?? [])].map((error) => error?.message ?? '');
      return t('query.promql.failed', 'No answer tells what was sent. {{messages}}', {
        ...PLAIN_TEXT,
        messages: [...new Set(messages)].filter((message) => message !== '').join(' '),
      });
    }
    case LoadingState.Done:
      return t('query.promql.nothing', 'The last answer has no data, so it does not tell what was sent.');
    default:
      return plannedWords(datasource);
  }
}

function plannedWords(datasource: SloDataSource): string {
  const names = datasource.upstreams().flatMap((resolved) => (resolved.state === 'ok' ? [resolved.upstream.name] : []));
  return names.length === 0
    ? noUpstreamWords()
    : t(
        'query.promql.planned',
        'Not run yet. A run reads which SLOs there are and asks for all that are chosen at once: a few queries each to {{upstreams}}, however many SLOs there are. They are shown here afterwards.',
        { ...PLAIN_TEXT, upstreams: names.join(', ') }
      );
}
