import React from 'react';
import { getBackendSrv } from '@grafana/runtime';
import { Card, TagList } from '@grafana/ui';
import { dataSourceSettings, subPath } from '../boot';
import { Load } from '../shell/Load';
import { PluginPage } from '../shell/PluginPage';

interface Found {
  uid: string;
  title: string;
  url: string;
  tags: string[];
  folderTitle: string;
}

export function DashboardsPage() {
  return (
    <PluginPage pageNav={{ text: 'Dashboards' }}>
      <Load load={() => getBackendSrv().get<Found[]>('/api/search')}>
        {(found) =>
          found.map(({ uid, title, url, tags, folderTitle }) => (
            <Card key={uid} href={url}>
              <Card.Heading>{title}</Card.Heading>
              <Card.Meta>{folderTitle}</Card.Meta>
              <Card.Tags>
                <TagList tags={tags} />
              </Card.Tags>
            </Card>
          ))
        }
      </Load>
    </PluginPage>
  );
}

export function DataSourcesPage() {
  return (
    <PluginPage pageNav={{ text: 'Data sources' }}>
      {dataSourceSettings().map(({ uid, name, meta, isDefault }) => (
        <Card key={uid} href={`${subPath}/connections/datasources/edit/${uid}`}>
          <Card.Heading>{name}</Card.Heading>
          <Card.Figure>
            <img src={`${subPath}/${meta.info.logos.small}`} alt="" width={32} height={32} />
          </Card.Figure>
          <Card.Meta>{[meta.name, ...(isDefault ? ['default'] : [])]}</Card.Meta>
        </Card>
      ))}
    </PluginPage>
  );
}
