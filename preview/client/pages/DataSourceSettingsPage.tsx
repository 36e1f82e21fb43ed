import React, { useState } from 'react';
import { type DataSourceApi, DataSourcePluginContextProvider, type DataSourceSettings } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { Alert, type AlertVariant, Button, LinkButton, Stack } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { subPath } from '../boot';
import { Load } from '../shell/Load';
import { PluginPage } from '../shell/PluginPage';

interface TestResult {
  status: AlertVariant;
  message: string;
}

async function test(uid: string): Promise<TestResult> {
  try {
    const instance = await getDataSourceSrv().get(uid);
    return (await instance.testDatasource()) as TestResult;
  } catch (error) {
    const { message = String(error) } = error as { message?: string };
    return { status: 'error', message };
  }
}

function SettingsForm({ initial, instance }: { initial: DataSourceSettings; instance: DataSourceApi }) {
  const [settings, setSettings] = useState(initial);
  const [result, setResult] = useState<TestResult>();
  const ConfigEditor = instance.components?.ConfigEditor;
  const saveAndTest = async () => {
    setResult(undefined);
    if (!settings.readOnly) {
      await getBackendSrv().put(`/api/datasources/uid/${settings.uid}`, settings);
      await getDataSourceSrv().reload();
    }
    setResult(await test(settings.uid));
  };
  return (
    <Stack direction="column" gap={2}>
      {settings.readOnly && (
        <Alert severity="info" title="Provisioned data source">
          This data source was added by configuration and cannot be modified here.
        </Alert>
      )}
      {ConfigEditor && <ConfigEditor options={settings} onOptionsChange={setSettings} />}
      {result && <Alert severity={result.status} title={result.message} />}
      <Stack>
        <Button onClick={() => void saveAndTest()}>{settings.readOnly ? 'Test' : 'Save & test'}</Button>
        <LinkButton variant="secondary" href={`${subPath}/explore?ds=${settings.uid}`}>
          Explore
        </LinkButton>
      </Stack>
    </Stack>
  );
}

export function DataSourceSettingsPage() {
  const { uid = '' } = useParams();
  const load = () =>
    Promise.all([getBackendSrv().get<DataSourceSettings>(`/api/datasources/uid/${uid}`), getDataSourceSrv().get(uid)]);
  return (
    <Load key={uid} load={load}>
      {([initial, instance]) => (
        <PluginPage pageNav={{ text: initial.name }} subTitle={`Type: ${instance.meta.name}`}>
          <DataSourcePluginContextProvider instanceSettings={getDataSourceSrv().getInstanceSettings(uid)!}>
            <SettingsForm initial={initial} instance={instance} />
          </DataSourcePluginContextProvider>
        </PluginPage>
      )}
    </Load>
  );
}
