import React from 'react';
import { type DataLink, type LinkModel, locationUtil } from '@grafana/data';
import { Dropdown, Menu, ToolbarButton } from '@grafana/ui';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';

interface PanelLinksState extends SceneObjectState {
  links: DataLink[];
}

/** The links of a panel, in its title row. */
export class PanelLinks extends SceneObjectBase<PanelLinksState> {
  static Component = ({ model }: SceneComponentProps<PanelLinks>) => {
    const { links } = model.useState();
    const resolved = links.map((link): Pick<LinkModel, 'title' | 'href' | 'target'> => ({
      title: sceneGraph.interpolate(model, link.title),
      href: locationUtil.assureBaseUrl(sceneGraph.interpolate(model, link.url)),
      target: link.targetBlank ? '_blank' : undefined,
    }));
    const menu = (
      <Menu>
        {resolved.map(({ title, href, target }) => (
          <Menu.Item key={title} label={title} url={href} {...(target ? { target } : {})} />
        ))}
      </Menu>
    );
    return (
      <Dropdown overlay={menu}>
        <ToolbarButton icon="external-link-alt" iconSize="md" aria-label="panel links" tooltip="Links" />
      </Dropdown>
    );
  };
}
