import React, { useEffect } from 'react';
import { getBackendSrv } from '@grafana/runtime';
import { type EmbeddedScene, UrlSyncContextProvider } from '@grafana/scenes';
import { useParams } from 'react-router-dom';
import { homeDashboard } from '../boot';
import { type DashboardModel } from '../dashboard/model';
import { dashboardScene } from '../dashboard/scene';
import { Load } from '../shell/Load';
import { announcePanels } from '../shell/PreviewBadge';

async function loadDashboard(uid: string): Promise<EmbeddedScene> {
  const { dashboard } = await getBackendSrv().get<{ dashboard: DashboardModel }>(`/api/dashboards/uid/${uid}`);
  document.title = `${dashboard.title} - Preview`;
  announcePanels((dashboard.panels ?? []).map(({ type }) => type));
  return dashboardScene(dashboard);
}

/** The dashboard in the address, or the one that is home. */
export function DashboardPage() {
  const { uid = homeDashboard ?? '' } = useParams();
  useEffect(() => () => announcePanels([]), [uid]);
  return (
    <Load key={uid} load={() => loadDashboard(uid)}>
      {(scene) => (
        <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
          <scene.Component model={scene} />
        </UrlSyncContextProvider>
      )}
    </Load>
  );
}
