import {
  dateTime,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourcePluginMeta,
  type TypedVariableModel,
} from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { lastValueFrom, toArray } from 'rxjs';
import { SloDataSource } from './datasource';
import { FROM, TO } from './testing';
import { QUERY_TYPES, type SloDataSourceOptions, type SloQuery, type SloQueryType } from './types';

/** Our data source; `$service` stands for orders and kitchen. */
export function datasource(
  jsonData: SloDataSourceOptions = { upstreams: [{ uid: 'prom' }] },
  now: () => number = () => TO * 1000,
  variables: TypedVariableModel[] = []
): SloDataSource {
  const replace: TemplateSrv['replace'] = (text = '', _vars, format) =>
    text === '$service' && typeof format === 'function' ? format(['orders', 'kitchen'], {}) : text;
  const settings: DataSourceInstanceSettings<SloDataSourceOptions> = {
    id: 1,
    uid: 'slos',
    type: 'reliability-slo-datasource',
    name: 'SLOs',
    access: 'proxy',
    readOnly: false,
    jsonData,
    meta: {} as DataSourcePluginMeta,
  };
  const containsTemplate: TemplateSrv['containsTemplate'] = (text = '') => text.startsWith('$');
  return new SloDataSource(settings, { replace, containsTemplate, getVariables: () => variables } as TemplateSrv, now);
}

/** A request of a dashboard for a week, with a query for each target. */
export function request(...targets: Array<Partial<SloQuery>>): DataQueryRequest<SloQuery> {
  const range = { from: dateTime(FROM * 1000), to: dateTime(TO * 1000) };
  return {
    requestId: 'Q1',
    app: 'dashboard',
    interval: '10m',
    intervalMs: 600_000,
    maxDataPoints: 1000,
    range: { ...range, raw: range },
    scopedVars: {},
    startTime: 0,
    timezone: 'browser',
    targets: targets.map((target, index) => ({
      refId: String.fromCharCode(65 + index),
      schemaVersion: 1,
      queryType: 'slos',
      ...target,
    })),
  };
}

/** Everything that it answers, in order. */
export function responses(ds: SloDataSource, ...targets: Array<Partial<SloQuery>>): Promise<DataQueryResponse[]> {
  return lastValueFrom(ds.query(request(...targets)).pipe(toArray()));
}

/** Its last answer. */
export async function last(ds: SloDataSource, ...targets: Array<Partial<SloQuery>>): Promise<DataQueryResponse> {
  return (await responses(ds, ...targets)).at(-1)!;
}

/** A column of the first frame of an answer. */
export function values(response: DataQueryResponse, name: string): unknown[] {
  const [first] = response.data as DataFrame[];
  return first?.fields.find((field) => field.name === name)?.values ?? [];
}

/** A panel that listens, and what it has got so far. */
export function panel(ds: SloDataSource, target: Partial<SloQuery>, requestId = 'Q1') {
  const packets: DataQueryResponse[] = [];
  const subscription = ds.query({ ...request(target), requestId }).subscribe((packet) => packets.push(packet));
  return { packets, subscription };
}

/** When everything has gone on that waits for nothing from outside. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A query of each type that asks for more than the list of SLOs; those of a release are of the documents, and not of SLOs. */
export const OF_EVERY_TYPE: Array<Partial<SloQuery> & { queryType: SloQueryType }> = [
  ...QUERY_TYPES.filter((queryType) => queryType !== 'release').map((queryType) => ({ queryType })),
  { queryType: 'spent', per: 'month' },
];
