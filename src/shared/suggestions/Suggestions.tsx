import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Checkbox, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import type { Upstream } from '../../core/slo/slo';
import { appendDocument, documentFor } from '../../core/suggest/document';
import type { Suggestion } from '../../core/suggest/suggestions';
import { PLAIN_TEXT } from '../plainText';
import type { Found } from './load';
import { SuggestionRow } from './SuggestionRow';
import { UnsuitableList } from './UnsuitableList';
import { useSuggestions } from './useSuggestions';
import { descriptionWords, titlesOf } from './words';

interface Props {
  upstream: Upstream;
  /** True where the documents come to stand beside those of other upstreams. */
  isOneOfSeveral?: boolean;
  /** Receives the chosen SLOs as one text of OpenSLO documents. */
  onAccept: (documents: string) => void;
}

/** SLOs that the metrics of an upstream could have, to choose from. Asks the upstream when it is mounted. */
export function Suggestions({ upstream, isOneOfSeveral = false, onAccept }: Props) {
  const found = useSuggestions(upstream);
  if (!found) {
    return (
      <div role="status">
        <LoadingPlaceholder
          text={t('suggestions.loading', 'Counting last week’s events in {{upstream}} …', {
            ...PLAIN_TEXT,
            upstream: upstream.name,
          })}
        />
      </div>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      <Incomplete upstream={upstream} found={found} />
      {found.suggestions.length > 0 ? (
        <Choice
          key={found.atSeconds}
          upstream={upstream}
          isOneOfSeveral={isOneOfSeveral}
          found={found}
          onAccept={onAccept}
        />
      ) : (
        <Nothing upstream={upstream} found={found} />
      )}
      <UnsuitableList unsuitable={found.unsuitable} />
    </Stack>
  );
}

/** What may be missing from the list, so that nobody takes it for everything there is. */
function Incomplete({ upstream, found: { failures, cut, more } }: { upstream: Upstream; found: Found }) {
  return (
    <>
      {failures.length > 0 && (
        <Alert
          severity="error"
          title={t('suggestions.failed', '{{upstream}} did not answer what was asked of it', {
            ...PLAIN_TEXT,
            upstream: upstream.name,
          })}
        >
          {failures.map((message) => (
            <div key={message}>{message || t('suggestions.not-answered', 'The query was not answered.')}</div>
          ))}
        </Alert>
      )}
      {cut && (
        <Alert
          severity="warning"
          title={t('suggestions.cut', 'There are more metrics than can be listed; some were not looked at.')}
        />
      )}
      {more > 0 && (
        <Text color="secondary">
          {t('suggestions.more', '', {
            defaultValue_one: '{{count}} more metric of a service was found and not measured, to spare the upstream.',
            defaultValue_other:
              '{{count}} more metrics of services were found and not measured, to spare the upstream.',
            count: more,
          })}
        </Text>
      )}
    </>
  );
}

function Nothing({ upstream, found: { failures } }: { upstream: Upstream; found: Found }) {
  return failures.length > 0 ? null : (
    <Text>
      {t(
        'suggestions.nothing',
        'Nothing in {{upstream}} can be suggested. Looked for were counters of requests with a code, status, result or outcome label, and histograms of durations.',
        { ...PLAIN_TEXT, upstream: upstream.name }
      )}
    </Text>
  );
}

function Choice({ upstream, isOneOfSeveral = false, found, onAccept }: Props & { found: Found }) {
  const { suggestions, atSeconds } = found;
  const styles = useStyles2(getStyles);
  const explanationId = useId();
  const titles = titlesOf(suggestions);
  const [chosen, setChosen] = useState<ReadonlySet<Suggestion>>(new Set());
  const [accepted, setAccepted] = useState<ReadonlySet<Suggestion>>(new Set());
  const open = suggestions.filter((suggestion) => !accepted.has(suggestion));
  const allChosen = open.length > 0 && chosen.size === open.length;

  const toggle = (suggestion: Suggestion) =>
    setChosen(
      chosen.has(suggestion)
        ? new Set([...chosen].filter((one) => one !== suggestion))
        : new Set([...chosen, suggestion])
    );
  const accept = () => {
    const documents = suggestions
      .filter((suggestion) => chosen.has(suggestion))
      .map((suggestion) =>
        documentFor(suggestion, {
          upstream,
          namesUpstream: isOneOfSeveral,
          displayName: titles.get(suggestion) ?? '',
          description: descriptionWords(suggestion, atSeconds),
        })
      );
    setAccepted(new Set([...accepted, ...chosen]));
    setChosen(new Set());
    onAccept(documents.reduce(appendDocument, ''));
  };

  return (
    <Stack direction="column" gap={1}>
      <div id={explanationId}>
        <Text color="secondary">
          <Trans i18nKey="suggestions.rule">
            The objective is the strictest usual one that last week would have met with a fifth of the error budget
            left. It is a start: what your users need may be more or less.
          </Trans>
        </Text>
      </div>
      <div className={styles.all}>
        <Checkbox
          label={t('suggestions.all', 'All')}
          value={allChosen}
          indeterminate={chosen.size > 0 && !allChosen}
          disabled={open.length === 0}
          onChange={() => setChosen(new Set(allChosen ? [] : open))}
        />
      </div>
      <ul
        className={styles.list}
        aria-label={t('suggestions.list', 'SLOs suggested from metrics')}
        aria-describedby={explanationId}
      >
        {suggestions.map((suggestion) => (
          <SuggestionRow
            key={titles.get(suggestion)}
            title={titles.get(suggestion) ?? ''}
            suggestion={suggestion}
            state={accepted.has(suggestion) ? 'accepted' : chosen.has(suggestion) ? 'chosen' : 'open'}
            onToggle={() => toggle(suggestion)}
          />
        ))}
      </ul>
      <div>
        <Button icon="plus" disabled={chosen.size === 0} onClick={accept}>
          {chosen.size === 0
            ? t('suggestions.accept-none', 'Add the chosen SLOs')
            : t('suggestions.accept', '', {
                defaultValue_one: 'Add {{count}} SLO',
                defaultValue_other: 'Add {{count}} SLOs',
                count: chosen.size,
              })}
        </Button>
      </div>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  all: css({ padding: theme.spacing(0, 2) }),
  list: css({
    listStyle: 'none',
    margin: 0,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
