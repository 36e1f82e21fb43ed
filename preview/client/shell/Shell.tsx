import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { IconButton, useStyles2 } from '@grafana/ui';
import { Link, useLocation } from 'react-router-dom';
import { navTree } from '../boot';
import { PreviewBadge } from './PreviewBadge';
import { Toasts } from './Toasts';

const HEADER_HEIGHT = 48;

const PAGES = [
  { text: 'Home', url: '/' },
  { text: 'Dashboards', url: '/dashboards' },
  { text: 'Explore', url: '/explore' },
  { text: 'Data sources', url: '/connections/datasources' },
];

/** The server keeps the theme of the address for the pages that follow. */
function switchTheme(): void {
  const url = new URL(window.location.href);
  url.searchParams.set('theme', config.theme2.isDark ? 'light' : 'dark');
  window.location.assign(url);
}

export function Shell({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  return (
    <>
      <header className={styles.header}>
        <nav className={styles.nav} aria-label="Main">
          {[...PAGES, ...navTree].map(({ text, url }) => (
            <Link key={url} to={url} aria-current={pathname === url ? 'page' : undefined}>
              {text}
            </Link>
          ))}
        </nav>
        <PreviewBadge />
        <IconButton
          name="adjust-circle"
          size="lg"
          tooltip={config.theme2.isDark ? 'Light theme' : 'Dark theme'}
          onClick={switchTheme}
        />
      </header>
      <main className={styles.main}>{children}</main>
      <Toasts />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.navbarFixed,
    minHeight: HEADER_HEIGHT,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  nav: css({
    display: 'flex',
    flexGrow: 1,
    flexWrap: 'wrap',
    columnGap: theme.spacing(2),
    a: { color: theme.colors.text.secondary, '&:hover': { color: theme.colors.text.primary } },
    'a[aria-current]': { color: theme.colors.text.maxContrast },
  }),
  // The grid of a dashboard measures the height of its parents and draws nothing where that is zero.
  main: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: `calc(100vh - ${HEADER_HEIGHT}px)`,
    padding: theme.spacing(2),
    background: theme.colors.background.canvas,
  }),
});
