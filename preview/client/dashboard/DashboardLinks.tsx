import React, { useEffect, useState } from 'react';
import { locationUtil, urlUtil } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import {
  type SceneComponentProps,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  sceneUtils,
} from '@grafana/scenes';
import { Dropdown, type IconName, LinkButton, Menu, ToolbarButton } from '@grafana/ui';
import { type DashboardLink } from './model';

interface DashboardLinksState extends SceneObjectState {
  links: DashboardLink[];
}

interface Found {
  uid: string;
  title: string;
  url: string;
}

const ICONS: Record<string, IconName> = {
  'external link': 'external-link-alt',
  dashboard: 'apps',
  question: 'question-circle',
  info: 'info-circle',
  bolt: 'bolt',
  doc: 'file-alt',
  cloud: 'cloud',
};

function hrefOf(model: SceneObject, url: string, { keepTime, includeVars }: DashboardLink): string {
  const state = sceneUtils.getUrlState(model.getRoot());
  const wanted = Object.entries(state).filter(([key]) =>
    key.startsWith('var-') ? includeVars : keepTime && ['from', 'to', 'timezone'].includes(key)
  );
  const full = urlUtil.appendQueryToUrl(
    sceneGraph.interpolate(model, url),
    urlUtil.toUrlParams(Object.fromEntries(wanted))
  );
  return locationUtil.assureBaseUrl(full);
}

function TaggedDashboards({ link, model }: { link: DashboardLink; model: SceneObject }) {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    void getBackendSrv().get<Found[]>('/api/search', { tag: link.tags }).then(setFound);
  }, [link.tags]);
  const menu = (
    <Menu>
      {found.map(({ uid, title, url }) => (
        <Menu.Item key={uid} label={title} url={hrefOf(model, url, link)} />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <ToolbarButton icon="apps" variant="canvas" isOpen={false}>
        {link.title}
      </ToolbarButton>
    </Dropdown>
  );
}

/** The links of the dashboard, at the end of its controls. */
export class DashboardLinks extends SceneObjectBase<DashboardLinksState> {
  static Component = ({ model }: SceneComponentProps<DashboardLinks>) => {
    // Variables and time are part of the addresses.
    sceneGraph.getTimeRange(model).useState();
    return (
      <>
        {model.useState().links.map((link) =>
          link.type === 'dashboards' ? (
            <TaggedDashboards key={link.title} link={link} model={model} />
          ) : (
            <LinkButton
              key={link.title}
              size="md"
              variant="secondary"
              icon={ICONS[link.icon ?? ''] ?? 'link'}
              href={hrefOf(model, link.url ?? '', link)}
              {...(link.targetBlank ? { target: '_blank', rel: 'noreferrer' } : {})}
              {...(link.tooltip ? { tooltip: link.tooltip } : {})}
            >
              {sceneGraph.interpolate(model, link.title)}
            </LinkButton>
          )
        )}
      </>
    );
  };
}
