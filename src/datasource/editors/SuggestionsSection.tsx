import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { DataSourcePluginOptionsEditorProps, GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, ClipboardButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { appendDocument } from '../../core/suggest/document';
import type { Upstream } from '../../core/slo/slo';
import { resolveUpstreams } from '../../shared/delegate/upstreams';
import { PLAIN_TEXT } from '../../shared/plainText';
import { Suggestions } from '../../shared/suggestions/Suggestions';
import { OPTIONS_SCHEMA_VERSION, type SloDataSourceOptions } from '../types';

/** Offers SLOs for what the chosen upstreams count, and takes those that are accepted into the documents. */
export function SuggestionsSection({
  options,
  onOptionsChange,
}: DataSourcePluginOptionsEditorProps<SloDataSourceOptions>) {
  const [shown, setShown] = useState<Upstream>();
  const [handedOut, setHandedOut] = useState('');
  const upstreams = resolveUpstreams(options.jsonData.upstreams).flatMap((resolved) =>
    resolved.state === 'ok' ? [resolved.upstream] : []
  );
  if (upstreams.length === 0) {
    return null;
  }
  const documents = options.jsonData.documents ?? '';
  const accept = (addition: string) => {
    if (options.readOnly) {
      setHandedOut(appendDocument(handedOut, addition));
      return;
    }
    const next = typeof documents === 'string' ? appendDocument(documents, addition) : [...documents, addition];
    onOptionsChange({
      ...options,
      jsonData: { ...options.jsonData, schemaVersion: OPTIONS_SCHEMA_VERSION, documents: next },
    });
  };

  return (
    <Stack direction="column" gap={2}>
      <Text element="h3">
        <Trans i18nKey="config.suggestions.title">Suggest SLOs from metrics</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="config.suggestions.description">
          Looks for what counts or times requests and tells which objective last week would have met. What you add
          becomes an SLO document, yours to change.
        </Trans>
      </Text>
      <Stack wrap="wrap" gap={1}>
        {upstreams.map((upstream) => (
          <Button
            key={upstream.uid}
            variant="secondary"
            icon="search"
            aria-expanded={shown?.uid === upstream.uid}
            onClick={() => setShown(shown?.uid === upstream.uid ? undefined : upstream)}
          >
            {t('config.suggestions.button', 'Suggest SLOs from {{upstream}}', {
              ...PLAIN_TEXT,
              upstream: upstream.name,
            })}
          </Button>
        ))}
      </Stack>
      {shown && (
        <Suggestions key={shown.uid} upstream={shown} isOneOfSeveral={upstreams.length > 1} onAccept={accept} />
      )}
      {handedOut !== '' && <HandedOut documents={handedOut} />}
    </Stack>
  );
}

/** Documents that cannot be saved here, to be copied into the file that provisions the data source. */
function HandedOut({ documents }: { documents: string }) {
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text>
        <Trans i18nKey="config.suggestions.provisioned">
          This data source is provisioned and cannot be changed here. Add this text to jsonData.documents in the file
          that provisions it.
        </Trans>
      </Text>
      <ClipboardButton icon="copy" variant="secondary" getText={() => documents}>
        <Trans i18nKey="config.suggestions.copy">Copy</Trans>
      </ClipboardButton>
      <pre className={styles.documents}>{documents}</pre>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  documents: css({ width: '100%', maxHeight: theme.spacing(50), overflow: 'auto' }),
});
