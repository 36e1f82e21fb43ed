import React from 'react';
import { type PluginPageProps } from '@grafana/runtime';
import { Box, Stack, Text } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { navTree } from '../boot';

/** The frame of a page: heading, actions, content. Also what apps get as PluginPage. */
export function PluginPage({ pageNav, subTitle, actions, children }: PluginPageProps) {
  const { pathname } = useLocation();
  // A page that names no heading of its own has that of its entry in the navigation.
  const title = pageNav?.text ?? navTree.find(({ url = '' }) => `${pathname}/`.startsWith(`${url}/`))?.text;
  return (
    <Stack direction="column" gap={2}>
      <Stack justifyContent="space-between">
        <div>
          {title && <Text element="h1">{title}</Text>}
          {subTitle && <Text color="secondary">{subTitle}</Text>}
        </div>
        {actions}
      </Stack>
      <Box>{children}</Box>
    </Stack>
  );
}
