import React, { useEffect, useState } from 'react';
import { type DataSourceApi, DataSourcePluginContextProvider, type DataSourceSettings } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { Alert, Button, ErrorBoundaryAlert, Field, Input, LinkButton, LoadingPlaceholder, Stack } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { subPath } from '../boot';
import { updateSettings } from '../services/dataSourceSrv';
import { PluginPage } from '../shell/PluginPage';

interface TestResult {
  status: 'success' | 'error' | 'warning' | 'info';
  message: string;
  details?: { message?: string; verboseMessage?: string };
}

async function save(settings: DataSourceSettings): Promise<void> {
  await getBackendSrv().put(`/api/datasources/uid/${settings.uid}`, settings);
  updateSettings(settings.uid, settings.jsonData);
}

async function test(uid: string): Promise<TestResult> {
  try {
    const instance = await getDataSourceSrv().get(uid);
    return (await instance.testDatasource()) as TestResult;
  } catch (error) {
    const { message, data } = error as { message?: string; data?: { message?: string } };
    return { status: 'error', message: message ?? data?.message ?? String(error) };
  }
}

function Result({ result }: { result: TestResult }) {
  return (
    <Alert severity={result.status} title={result.message} data-testid="data-testid Alert">
      {result.details?.message}
      {result.details?.verboseMessage && (
        <details style={{ whiteSpace: 'pre-wrap' }}>{result.details.verboseMessage}</details>
      )}
    </Alert>
  );
}

function SettingsForm({ initial, instance }: { initial: DataSourceSettings; instance: DataSourceApi }) {
  const [settings, setSettings] = useState(initial);
  const [result, setResult] = useState<TestResult>();
  const ConfigEditor = instance.components?.ConfigEditor;
  const saveAndTest = async () => {
    setResult(undefined);
    if (!settings.readOnly) {
      await save(settings);
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
      <Field label="Name">
        <Input
          id="basic-settings-name"
          value={settings.name}
          readOnly={settings.readOnly ?? false}
          onChange={({ currentTarget }) => setSettings({ ...settings, name: currentTarget.value })}
        />
      </Field>
      {ConfigEditor && <ConfigEditor options={settings} onOptionsChange={setSettings} />}
      {result && <Result result={result} />}
      <Stack>
        <Button onClick={() => void saveAndTest()}>{settings.readOnly ? 'Test' : 'Save & test'}</Button>
        <LinkButton variant="secondary" href={`${subPath}/explore?ds=${settings.uid}`}>
          Explore
        </LinkButton>
      </Stack>
    </Stack>
  );
}

type Loaded = { initial: DataSourceSettings; instance: DataSourceApi } | { problem: string };

export function DataSourceSettingsPage() {
  const { uid = '' } = useParams();
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    const settings = getBackendSrv().get<DataSourceSettings>(`/api/datasources/uid/${uid}`);
    Promise.all([settings, getDataSourceSrv().get(uid)])
      .then(([initial, instance]) => setLoaded({ initial, instance }))
      .catch((error: { message?: string }) => setLoaded({ problem: error.message ?? 'The data source did not load.' }));
  }, [uid]);
  if (!loaded) {
    return <LoadingPlaceholder text="Loading data source" />;
  }
  if ('problem' in loaded) {
    return <Alert severity="error" title={loaded.problem} />;
  }
  const { initial, instance } = loaded;
  return (
    <PluginPage pageNav={{ text: initial.name, subTitle: `Type: ${instance.meta.name}` }}>
      <ErrorBoundaryAlert>
        <DataSourcePluginContextProvider instanceSettings={getDataSourceSrv().getInstanceSettings(uid)!}>
          <SettingsForm key={uid} initial={initial} instance={instance} />
        </DataSourcePluginContextProvider>
      </ErrorBoundaryAlert>
    </PluginPage>
  );
}
