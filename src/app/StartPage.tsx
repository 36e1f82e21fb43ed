import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { hasPermission, PluginPage } from '@grafana/runtime';
import { Alert, Button, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import type { Upstream } from '../core/slo/slo';
import { describeError } from '../shared/delegate/answers';
import { promqlDataSources, reloadDataSources } from '../shared/delegate/dataSources';
import { PLAIN_TEXT } from '../shared/plainText';
import { ConnectedSources } from './ConnectedSources';
import { CreateDataSource } from './CreateDataSource';
import { holdsSomething, type Holdings } from './probe';
import { sloDataSources, type SloDataSource } from './sloDataSource';
import { SourceList } from './SourceList';
import { useHoldings } from './useHoldings';
import { nextStepWords, summaryWords, type Line } from './words';

interface Created {
  uid: string;
  name: string;
  /** Why Grafana's list of data sources could not be read again. */
  reloadProblem?: string;
}

/** Where somebody lands who has just installed the bundle: where SLOs are, and one click to see them. */
export function StartPage() {
  const styles = useStyles2(getStyles);
  const headingId = useId();
  const [upstreams, setUpstreams] = useState(promqlDataSources);
  const [connected, setConnected] = useState(sloDataSources);
  const [created, setCreated] = useState<Created>();
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const holdings = useHoldings(upstreams);
  const all = upstreams.map(({ uid }) => holdings(uid));
  const isChosen = (uid: string) => choices.get(uid) ?? holdsSomething(holdings(uid));
  const nextStep = nextStepWords(all);
  const isConnected = connected.length > 0 || created !== undefined;

  const onCreated = async (source: Created) => {
    const reloadProblem = await reloadDataSources().then(() => undefined, describeError);
    setConnected(sloDataSources());
    setCreated(reloadProblem === undefined ? source : { ...source, reloadProblem });
  };

  return (
    <PluginPage subTitle={t('app.start.subtitle', 'Error budgets of the SLOs your Prometheus already holds')}>
      <div className={styles.page}>
        {created && <CreatedAlert created={created} />}
        <ConnectedSources sources={connected} holdings={holdings} createdUid={created?.uid} />
        {upstreams.length === 0 ? (
          <NoPrometheus />
        ) : (
          <section className={styles.section} aria-labelledby={headingId}>
            <Stack justifyContent="space-between" alignItems="center" wrap="wrap" gap={1}>
              <Text element="h2" variant="h4" id={headingId}>
                {isConnected
                  ? t('app.start.held', 'What your data sources hold')
                  : t('app.start.choose', 'Where to read SLOs from')}
              </Text>
              <Button variant="secondary" size="sm" icon="sync" onClick={() => setUpstreams(promqlDataSources())}>
                <Trans i18nKey="app.start.again">Look again</Trans>
              </Button>
            </Stack>
            <div role="status">
              <Text color="secondary">{summaryWords(all)}</Text>
            </div>
            <SourceList
              labelledBy={headingId}
              upstreams={upstreams}
              holdings={holdings}
              {...(isConnected
                ? { remark: (upstream: Upstream) => readByLine(upstream, connected, holdings(upstream.uid)) }
                : {
                    choice: {
                      isChosen,
                      onChange: (uid: string, chosen: boolean) => setChoices(new Map(choices).set(uid, chosen)),
                    },
                  })}
            />
            {nextStep !== undefined && <Text color="secondary">{nextStep}</Text>}
            {!isConnected && (
              <CreateDataSource chosen={upstreams.filter(({ uid }) => isChosen(uid))} onCreated={onCreated} />
            )}
          </section>
        )}
      </div>
    </PluginPage>
  );
}

function CreatedAlert({ created: { name, reloadProblem } }: { created: Created }) {
  const title = t('app.created.title', '“{{name}}” was added', { ...PLAIN_TEXT, name });
  return reloadProblem === undefined ? (
    <Alert severity="success" title={title} bottomSpacing={0} />
  ) : (
    <Alert severity="warning" title={title} bottomSpacing={0}>
      {t('app.created.reload', 'Reload this page to use it; Grafana could not do so itself: {{message}}', {
        ...PLAIN_TEXT,
        message: reloadProblem,
      })}
    </Alert>
  );
}

function NoPrometheus() {
  const mayAdd = hasPermission('datasources:create');
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text element="h2" variant="h4">
        <Trans i18nKey="app.no-prometheus.title">No Prometheus data source</Trans>
      </Text>
      <Text color="secondary">
        {mayAdd
          ? t(
              'app.no-prometheus.add',
              'SLOs are read through a Prometheus data source, and this Grafana has none that you may query. Add one, then come back.'
            )
          : t(
              'app.no-prometheus.ask',
              'SLOs are read through a Prometheus data source, and this Grafana has none that you may query. Ask an administrator to add one or to let you query it.'
            )}
      </Text>
      {mayAdd && (
        <LinkButton icon="plus" href={locationUtil.assureBaseUrl('/connections/datasources/new')}>
          <Trans i18nKey="app.no-prometheus.action">Add a data source</Trans>
        </LinkButton>
      )}
    </Stack>
  );
}

/** Which SLO data sources read it; where none does, that is worth saying only of one that holds something. */
function readByLine({ uid }: Upstream, connected: readonly SloDataSource[], held: Holdings): Line | undefined {
  const names = connected.filter(({ upstreamUids }) => upstreamUids.includes(uid)).map(({ name }) => name);
  if (names.length > 0) {
    const text = t('app.read-by.some', 'Read by {{names}}', { ...PLAIN_TEXT, names: names.join(', ') });
    return { icon: 'link', tone: 'nothing', text };
  }
  const text = t('app.read-by.none', 'Not read yet; it can be added in the settings of an SLO data source');
  return holdsSomething(held) ? { icon: 'minus', tone: 'nothing', text } : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    maxWidth: theme.breakpoints.values.md,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
  }),
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
});
