import React, { useEffect, useRef, useState } from 'react';
import {
  applyFieldOverrides,
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataSourceApi,
  DataSourcePluginContextProvider,
  getDefaultTimeRange,
  LoadingState,
  type PanelData,
  rangeUtil,
  toDataFrame,
} from '@grafana/data';
import { config, DataSourcePicker, getDataSourceSrv, getRunRequest, locationService } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { Alert, Button, Stack, Text, TimeRangeInput } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { type Subscription } from 'rxjs';
import { useLocation } from 'react-router-dom';
import { Load } from '../shell/Load';
import { PluginPage } from '../shell/PluginPage';

const PAGE_PADDING = 40;
const ROW_HEIGHT = 36;
const MAX_ROWS = 12;
const POINTS = 1000;

function FrameTable({ frame, index }: { frame: DataFrame; index: number }) {
  const [ready] = applyFieldOverrides({
    data: [toDataFrame(frame)],
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme: config.theme2,
  });
  const height = (Math.min(frame.length, MAX_ROWS) + 2) * ROW_HEIGHT;
  return (
    <section aria-label={`Frame ${index}`}>
      <Text element="h3">{`${frame.name ?? frame.refId ?? 'Frame'} · ${frame.length} rows`}</Text>
      {ready && ready.fields.length > 0 && (
        <TableNG data={ready} width={window.innerWidth - PAGE_PADDING} height={height} />
      )}
    </section>
  );
}

function requestOf(datasource: DataSourceApi, query: DataQuery, rangeRaw: DataQueryRequest['range']['raw']) {
  const range = rangeUtil.convertRawToRange(rangeRaw);
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, POINTS, datasource.interval);
  return {
    app: CoreApp.Explore,
    requestId: 'explore',
    timezone: 'browser',
    range,
    rangeRaw,
    interval,
    intervalMs,
    maxDataPoints: POINTS,
    scopedVars: { __interval: { value: interval }, __interval_ms: { value: intervalMs } },
    targets: [{ ...query, datasource: datasource.getRef() }],
    startTime: Date.now(),
  };
}

function Editor({ datasource }: { datasource: DataSourceApi }) {
  const [query, setQuery] = useState<DataQuery>({ ...datasource.getDefaultQuery?.(CoreApp.Explore), refId: 'A' });
  // Editors change the query and run it in one go, before the change has been rendered.
  const latest = useRef(query);
  const change = (next: DataQuery) => {
    latest.current = next;
    setQuery(next);
  };
  const [range, setRange] = useState(getDefaultTimeRange());
  const [data, setData] = useState<PanelData>();
  const running = useRef<Subscription | undefined>(undefined);
  useEffect(() => () => running.current?.unsubscribe(), []);
  const run = () => {
    running.current?.unsubscribe();
    running.current = getRunRequest()(datasource, requestOf(datasource, latest.current, range.raw)).subscribe(setData);
  };
  const QueryEditor = datasource.components?.QueryEditor;
  const errors = data?.errors ?? (data?.error ? [data.error] : []);
  return (
    <Stack direction="column" gap={2}>
      {QueryEditor && (
        <QueryEditor datasource={datasource} query={query} onChange={change} onRunQuery={run} app={CoreApp.Explore} />
      )}
      <Stack>
        <Button onClick={run} icon={data?.state === LoadingState.Loading ? 'spinner' : 'sync'}>
          Run query
        </Button>
        <TimeRangeInput value={range} onChange={setRange} />
      </Stack>
      {errors.map((error, index) => (
        <Alert key={index} severity="error" title={error.message ?? error.data?.message ?? 'Query error'} />
      ))}
      {data?.state === LoadingState.Done && data.series.length === 0 && <Text>No data</Text>}
      {data?.series.map((frame, index) => (
        <FrameTable key={index} frame={frame} index={index} />
      ))}
    </Stack>
  );
}

export function ExplorePage() {
  const { search } = useLocation();
  const uid = new URLSearchParams(search).get('ds') ?? config.defaultDatasource;
  return (
    <PluginPage pageNav={{ text: 'Explore' }}>
      <Stack direction="column" gap={2}>
        <DataSourcePicker current={uid} onChange={(chosen) => locationService.partial({ ds: chosen.uid })} />
        <Load key={uid} load={() => getDataSourceSrv().get(uid)}>
          {(datasource) => (
            <DataSourcePluginContextProvider instanceSettings={getDataSourceSrv().getInstanceSettings(uid)!}>
              <Editor datasource={datasource} />
            </DataSourcePluginContextProvider>
          )}
        </Load>
      </Stack>
    </PluginPage>
  );
}
