import React from 'react';
import { type AppPlugin, PluginContextProvider } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { useLocation, useParams } from 'react-router-dom';
import { appMeta } from '../boot';
import { importApp } from '../plugins/importPlugin';
import { Load } from '../shell/Load';

async function loadApp(id: string): Promise<AppPlugin> {
  const meta = appMeta(id);
  if (!meta?.enabled) {
    throw new Error(`There is no app ${id}, or it is not enabled.`);
  }
  return importApp(meta);
}

/** Everything below `/a/<id>` belongs to the app; it routes within its own root page. */
export function AppPage() {
  const { id = '' } = useParams();
  const { pathname, search } = useLocation();
  return (
    <Load key={id} load={() => loadApp(id)}>
      {({ meta, root: Root = () => null }) => (
        <PluginContextProvider meta={meta}>
          <Root
            meta={meta}
            basename={`/a/${id}`}
            path={pathname}
            query={locationSearchToObject(search)}
            onNavChanged={() => undefined}
          />
        </PluginContextProvider>
      )}
    </Load>
  );
}
