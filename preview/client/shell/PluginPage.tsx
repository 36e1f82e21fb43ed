import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Stack, Tab, TabsBar, Text, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { navTree, subPath } from '../boot';

/** A page that names no heading of its own has that of its entry in the navigation. */
function navText(pathname: string): string {
  const items = navTree.flatMap((item) => [item, ...(item.children ?? [])]);
  const above = items.filter(({ url = '' }) => `${subPath}${pathname}/`.startsWith(`${url}/`));
  return above.sort((a, b) => (b.url ?? '').length - (a.url ?? '').length)[0]?.text ?? '';
}

/** The frame of a page: heading, tabs of its sections, content. Also what apps get as PluginPage. */
export function PluginPage({ pageNav, subTitle, actions, info, renderTitle, children }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const title = pageNav?.text ?? navText(pathname);
  const tabs = pageNav?.children?.filter((tab) => !tab.hideFromTabs) ?? [];
  return (
    <div className={styles.page}>
      <Stack justifyContent="space-between" wrap="wrap">
        <div>
          {renderTitle ? renderTitle(title) : title && <Text element="h1">{title}</Text>}
          {(subTitle ?? pageNav?.subTitle) && <div className={styles.subTitle}>{subTitle ?? pageNav?.subTitle}</div>}
        </div>
        <Stack alignItems="center">
          {info?.map(({ label, value }) => (
            <span key={label}>
              {label}: {value}
            </span>
          ))}
          {actions}
        </Stack>
      </Stack>
      {tabs.length > 0 && (
        <TabsBar>
          {tabs.map(({ text, url, active, icon }) => (
            <Tab
              key={text}
              label={text}
              {...(url ? { href: url } : {})}
              active={active ?? false}
              {...(icon ? { icon: icon as never } : {})}
            />
          ))}
        </TabsBar>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  subTitle: css({ color: theme.colors.text.secondary }),
  content: css({ flexGrow: 1, minWidth: 0 }),
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), flexGrow: 1, minWidth: 0 }),
});
