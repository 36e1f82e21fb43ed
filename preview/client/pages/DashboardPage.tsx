import React, { useEffect, useState } from 'react';
import { getBackendSrv, locationService } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { EmptyState, LoadingPlaceholder } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { homeDashboard } from '../boot';
import { allPanels, type DashboardModel } from '../dashboard/model';
import { dashboardScene } from '../dashboard/scene';
import { announcePanels } from '../shell/standIns';

type Loaded = { scene: ReturnType<typeof dashboardScene> } | { problem: string };

async function loadDashboard(uid: string): Promise<Loaded> {
  const options = { showErrorAlert: false };
  const { dashboard } = await getBackendSrv().get<{ dashboard: DashboardModel }>(
    `/api/dashboards/uid/${uid}`,
    undefined,
    undefined,
    options
  );
  document.title = `${dashboard.title} - Preview`;
  announcePanels(allPanels(dashboard).map(({ type }) => type));
  return { scene: dashboardScene(dashboard) };
}

function DashboardView({ uid }: { uid: string }) {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    loadDashboard(uid)
      .catch((error: { data?: { message?: string } }) => ({ problem: error.data?.message ?? String(error) }))
      .then(setLoaded);
    return () => announcePanels([]);
  }, [uid]);
  if (!loaded) {
    return <LoadingPlaceholder text="Loading dashboard" />;
  }
  if ('problem' in loaded) {
    return <EmptyState variant="not-found" message={loaded.problem} />;
  }
  const { scene } = loaded;
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}

export function DashboardPage() {
  const { uid = '' } = useParams();
  // A new key for a new dashboard: no state of the previous scene survives.
  return <DashboardView key={uid} uid={uid} />;
}

export function HomePage() {
  if (homeDashboard) {
    return <DashboardView uid={homeDashboard} />;
  }
  return (
    <EmptyState variant="call-to-action" message="There is no dashboard in provisioning yet." button={undefined}>
      <a href={locationService.getHistory().createHref({ pathname: '/connections/datasources' })}>Data sources</a>
    </EmptyState>
  );
}
