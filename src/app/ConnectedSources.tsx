import React, { useEffect, useRef } from 'react';
import { locationUtil } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { hasPermission } from '@grafana/runtime';
import { Card, LinkButton } from '@grafana/ui';
import { PLAIN_TEXT } from '../shared/plainText';
import type { Holdings } from './probe';
import type { SloDataSource } from './sloDataSource';

interface Props {
  sources: readonly SloDataSource[];
  holdings: (uid: string) => Holdings;
  /** Uid of the one that has just been added: the keyboard goes on from there. */
  createdUid: string | undefined;
}

/** The SLO data sources there are, each with the way to its SLOs and to its settings. */
export function ConnectedSources({ sources, holdings, createdUid }: Props) {
  return (
    <>
      {sources.map((source) => (
        <ConnectedSource
          key={source.uid}
          source={source}
          held={source.upstreamUids.map(holdings)}
          isNew={source.uid === createdUid}
        />
      ))}
    </>
  );
}

function ConnectedSource({ source, held, isNew }: { source: SloDataSource; held: Holdings[]; isNew: boolean }) {
  const next = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isNew) {
      next.current?.focus();
    }
  }, [isNew]);
  const { uid, name, hasDocuments } = source;
  const hasNothingToRead = held.length === 0;
  const holdsNone = held.every(({ sloCount }) => sloCount.state === 'answered' && sloCount.value === 0);
  const isEmpty = hasNothingToRead || (!hasDocuments && holdsNone);
  const mayChange = hasPermission('datasources:write');
  const settingsFirst = isEmpty && mayChange;
  return (
    <Card noMargin>
      <Card.Heading>{name}</Card.Heading>
      <Card.Description>{stateWords(hasNothingToRead, isEmpty)}</Card.Description>
      <Card.Actions>
        <LinkButton
          {...(settingsFirst ? { variant: 'secondary' } : { ref: next })}
          href={href(`/d/reliability-overview?var-datasource=${encodeURIComponent(uid)}`)}
          aria-label={t('app.connected.overview-label', 'Open the overview of {{name}}', { ...PLAIN_TEXT, name })}
        >
          <Trans i18nKey="app.connected.overview">Open the overview</Trans>
        </LinkButton>
        {mayChange ? (
          <LinkButton
            {...(settingsFirst ? { ref: next } : { variant: 'secondary' })}
            href={href(`/connections/datasources/edit/${encodeURIComponent(uid)}`)}
            aria-label={t('app.connected.settings-label', 'Settings of {{name}}', { ...PLAIN_TEXT, name })}
          >
            <Trans i18nKey="app.connected.settings">Settings</Trans>
          </LinkButton>
        ) : null}
      </Card.Actions>
    </Card>
  );
}

function stateWords(hasNothingToRead: boolean, isEmpty: boolean): string {
  if (hasNothingToRead) {
    return t(
      'app.connected.no-upstream',
      'Reads from nowhere yet: no Prometheus data source is chosen in its settings.'
    );
  }
  return isEmpty
    ? t('app.connected.empty', 'Has no SLOs yet: none are recorded where it reads, and none are defined in it.')
    : t('app.connected.text', 'The overview lists its SLOs, worst first.');
}

function href(path: string): string {
  return locationUtil.assureBaseUrl(path);
}
