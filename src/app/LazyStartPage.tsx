import React, { lazy, Suspense } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';
import { t } from '@grafana/i18n';

const StartPage = lazy(async () => ({
  default: (await import(/* webpackChunkName: "start-page" */ './StartPage')).StartPage,
}));

/** Grafana loads the module of an app for its plugins too; the page is loaded by those who open it. */
export function LazyStartPage() {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('app.loading', 'Loading …')} />}>
      <StartPage />
    </Suspense>
  );
}
