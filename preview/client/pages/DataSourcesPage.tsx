import React from 'react';
import { Card } from '@grafana/ui';
import { dataSourceSettings, subPath } from '../boot';
import { PluginPage } from '../shell/PluginPage';

export function DataSourcesPage() {
  return (
    <PluginPage pageNav={{ text: 'Data sources' }}>
      <div>
        {dataSourceSettings().map(({ uid, name, meta, isDefault }) => (
          <Card key={uid} href={`${subPath}/connections/datasources/edit/${uid}`}>
            <Card.Heading>{name}</Card.Heading>
            <Card.Figure>
              <img src={`${subPath}/${meta.info.logos.small}`} alt="" width={32} height={32} />
            </Card.Figure>
            <Card.Meta>{[meta.name, ...(isDefault ? ['default'] : [])]}</Card.Meta>
          </Card>
        ))}
      </div>
    </PluginPage>
  );
}
