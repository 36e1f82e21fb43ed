import React, { useEffect, useState } from 'react';
import { type AppPlugin, type NavModel, PluginContextProvider } from '@grafana/data';
import { Alert, EmptyState, ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import { locationSearchToObject } from '@grafana/runtime';
import { useLocation, useParams } from 'react-router-dom';
import { appMeta } from '../boot';
import { importApp } from '../plugins/importPlugin';

type Loaded = { plugin: AppPlugin } | { problem: string };

/** Everything below `/a/<id>` belongs to the app; it routes within its own root page. */
export function AppPage() {
  const { id = '' } = useParams();
  const { pathname, search } = useLocation();
  const [loaded, setLoaded] = useState<Loaded>();
  const [, setNav] = useState<NavModel>();
  const meta = appMeta(id);
  useEffect(() => {
    if (meta?.enabled) {
      importApp(meta)
        .then((plugin) => setLoaded({ plugin }))
        .catch((error: unknown) => setLoaded({ problem: error instanceof Error ? error.message : String(error) }));
    }
  }, [meta]);
  if (!meta?.enabled) {
    return (
      <EmptyState variant="not-found" message={meta ? `The app ${id} is not enabled.` : `There is no app ${id}.`} />
    );
  }
  if (!loaded) {
    return <LoadingPlaceholder text="Loading app" />;
  }
  if ('problem' in loaded) {
    return (
      <Alert severity="error" title={`Error loading: ${id}`}>
        {loaded.problem}
      </Alert>
    );
  }
  const Root = loaded.plugin.root;
  return (
    <ErrorBoundaryAlert>
      <PluginContextProvider meta={meta}>
        {Root ? (
          <Root
            meta={meta}
            basename={`/a/${id}`}
            path={pathname}
            query={locationSearchToObject(search)}
            onNavChanged={setNav}
          />
        ) : (
          <EmptyState variant="not-found" message="This app has no root page." />
        )}
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}
