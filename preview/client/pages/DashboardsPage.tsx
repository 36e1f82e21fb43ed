import React, { useEffect, useState } from 'react';
import { getBackendSrv } from '@grafana/runtime';
import { Card, TagList } from '@grafana/ui';
import { PluginPage } from '../shell/PluginPage';

interface Found {
  uid: string;
  title: string;
  url: string;
  tags: string[];
  folderTitle: string;
}

export function DashboardsPage() {
  const [found, setFound] = useState<Found[]>([]);
  useEffect(() => {
    void getBackendSrv().get<Found[]>('/api/search').then(setFound);
  }, []);
  return (
    <PluginPage pageNav={{ text: 'Dashboards' }}>
      <div>
        {found.map(({ uid, title, url, tags, folderTitle }) => (
          <Card key={uid} href={url}>
            <Card.Heading>{title}</Card.Heading>
            {folderTitle && <Card.Meta>{folderTitle}</Card.Meta>}
            <Card.Tags>
              <TagList tags={tags} />
            </Card.Tags>
          </Card>
        ))}
      </div>
    </PluginPage>
  );
}
