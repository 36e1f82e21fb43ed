import React from 'react';
import type { QueryResultMetaNotice } from '@grafana/data';
import { sceneGraph, SceneObjectBase, type SceneComponentProps } from '@grafana/scenes';
import { IconButton, type IconName } from '@grafana/ui';

const ICONS: Record<QueryResultMetaNotice['severity'], IconName> = {
  info: 'info-circle',
  warning: 'exclamation-triangle',
  error: 'exclamation-circle',
};

/** What the data of a panel have to say about themselves, in its header as Grafana's own dashboards have it. */
export class PanelNotices extends SceneObjectBase {
  static Component = Notices;
}

function Notices({ model }: SceneComponentProps<PanelNotices>) {
  const { data } = sceneGraph.getData(model).useState();
  const notices = (data?.series ?? []).flatMap(({ meta }) => meta?.notices ?? []);
  return (
    <>
      {[...new Map(notices.map((notice) => [notice.text, notice])).values()].map(({ text, severity }) => (
        <IconButton key={text} name={ICONS[severity]} tooltip={text} size="md" />
      ))}
    </>
  );
}
