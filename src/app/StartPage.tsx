import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { locationUtil } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';

/** Where somebody lands who has just installed the bundle: what to do, in the order to do it. */
export function StartPage() {
  const styles = useStyles2(getStyles);
  return (
    <PluginPage subTitle={t('app.start.subtitle', 'Error budgets of the SLOs your Prometheus already holds')}>
      <ol className={styles.steps}>
        <Step
          title={t('app.start.source.title', 'Choose where the SLOs are')}
          href="/connections/datasources"
          action={t('app.start.source.action', 'Data sources')}
        >
          <Trans i18nKey="app.start.source.text">
            Add a data source of type Reliability SLOs and choose a Prometheus data source for it. “Save & test” counts
            the SLOs it finds.
          </Trans>
        </Step>
        <Step
          title={t('app.start.overview.title', 'Look at them')}
          href="/d/reliability-overview"
          action={t('app.start.overview.action', 'Reliability overview')}
        >
          <Trans i18nKey="app.start.overview.text">
            The overview lists every SLO, worst first, with what is left of its error budget and how fast it burns.
          </Trans>
        </Step>
      </ol>
    </PluginPage>
  );
}

interface StepProps {
  title: string;
  href: string;
  action: string;
  children: React.ReactElement;
}

function Step({ title, href, action, children }: StepProps) {
  return (
    <li>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h3">{title}</Text>
        <Text color="secondary">{children}</Text>
        <LinkButton variant="secondary" href={locationUtil.assureBaseUrl(href)}>
          {action}
        </LinkButton>
      </Stack>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  steps: css({
    maxWidth: theme.breakpoints.values.md,
    paddingLeft: theme.spacing(3),
    '& > li': { marginBottom: theme.spacing(4) },
  }),
});
