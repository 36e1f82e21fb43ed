import React, { useLayoutEffect, useState } from 'react';
import { ThemeContext } from '@grafana/data';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { EmptyState, ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { type Navigator, type NavigationType, Route, Router, Routes } from 'react-router-dom';
import { AppPage } from './pages/AppPage';
import { DashboardPage } from './pages/DashboardPage';
import { DataSourceSettingsPage } from './pages/DataSourceSettingsPage';
import { ExplorePage } from './pages/ExplorePage';
import { DashboardsPage, DataSourcesPage } from './pages/ListPages';
import { Shell } from './shell/Shell';

const history = locationService.getHistory();

function Pages() {
  const [{ location, action }, setState] = useState({ location: history.location, action: history.action });
  useLayoutEffect(
    () =>
      history.listen((next: typeof location, nextAction: typeof action) =>
        setState({ location: next, action: nextAction })
      ),
    []
  );
  return (
    <Router location={location} navigationType={action as NavigationType} navigator={history as unknown as Navigator}>
      <Shell>
        <ErrorBoundaryAlert>
          <Routes>
            <Route path="/" element={<DashboardPage />} />
            <Route path="/dashboards" element={<DashboardsPage />} />
            <Route path="/d/:uid/:slug?" element={<DashboardPage />} />
            <Route path="/connections/datasources" element={<DataSourcesPage />} />
            <Route path="/connections/datasources/edit/:uid" element={<DataSourceSettingsPage />} />
            <Route path="/explore" element={<ExplorePage />} />
            <Route path="/a/:id/*" element={<AppPage />} />
            <Route path="*" element={<EmptyState variant="not-found" message="The preview host has no such page." />} />
          </Routes>
        </ErrorBoundaryAlert>
        <ModalRoot />
      </Shell>
    </Router>
  );
}

export function App() {
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <ModalsProvider>
          <Pages />
        </ModalsProvider>
      </LocationServiceProvider>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
