import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type Field,
  FieldType,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { map, type Observable } from 'rxjs';

export interface PromQuery extends DataQuery {
  expr: string;
  instant?: boolean;
  range?: boolean;
  interval?: string;
  legendFormat?: string;
  format?: 'time_series' | 'table' | 'heatmap';
  utcOffsetSec?: number;
}

export interface PromOptions extends DataSourceJsonData {
  timeInterval?: string;
  httpMethod?: string;
}

interface MultiVariable {
  multi?: boolean;
  includeAll?: boolean;
}

/** A variable that may hold several values is meant for `=~`; one that cannot is meant for `=`. */
export function interpolateExpr(value: string | string[] = [], variable: MultiVariable): string {
  if (!variable.multi && !variable.includeAll) {
    return typeof value === 'string' ? value.replace(/\\/g, '\\\\').replace(/'/g, "\\\\'") : String(value);
  }
  const escape = (text: string) => text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]+?.()|]/g, '\\\\$&');
  const values = [value].flat().map(escape);
  return values.length === 1 || typeof value === 'string' ? (values[0] ?? '') : `(${values.join('|')})`;
}

/** All series of one query as one table: time, a column per label, value. */
function toTable(refId: string, frames: DataFrame[], isOnly: boolean): DataFrame {
  const labelNames = [...new Set(frames.flatMap((frame) => Object.keys(frame.fields[1]?.labels ?? {}).sort()))];
  const column = (name: string, type: FieldType, values: unknown[], interval?: number | null): Field => ({
    name,
    type,
    values,
    config: interval ? { interval } : type === FieldType.string ? { filterable: true } : {},
  });
  const rows = frames.flatMap((frame) => Array.from({ length: frame.length }, (_item, index) => ({ frame, index })));
  const labels = labelNames.map((name) =>
    column(
      name,
      FieldType.string,
      rows.map(({ frame }) => frame.fields[1]?.labels?.[name] ?? '')
    )
  );
  const fields = [
    column(
      'Time',
      FieldType.time,
      rows.map(({ frame, index }) => frame.fields[0]?.values[index]),
      frames[0]?.fields[0]?.config.interval
    ),
    ...labels,
    column(
      isOnly ? 'Value' : `Value #${refId}`,
      FieldType.number,
      rows.map(({ frame, index }) => frame.fields[1]?.values[index])
    ),
  ];
  return {
    refId,
    fields,
    length: rows.length,
    meta: { ...frames[0]?.meta, preferredVisualisationType: 'rawPrometheus' },
  };
}

function isTable(frame: DataFrame, request: DataQueryRequest<PromQuery>): boolean {
  const resultType = (frame.meta?.custom as { resultType?: string } | undefined)?.resultType ?? '';
  if (request.app === CoreApp.Explore && ['vector', 'scalar'].includes(resultType)) {
    return true;
  }
  return request.targets.find(({ refId }) => refId === frame.refId)?.format === 'table';
}

function shape(response: DataQueryResponse, request: DataQueryRequest<PromQuery>): DataQueryResponse {
  const frames = response.data as DataFrame[];
  const tables = frames.filter((frame) => isTable(frame, request) && frame.fields.length > 0);
  const refIds = [...new Set(tables.map(({ refId }) => refId ?? ''))];
  const others = frames
    .filter((frame) => !tables.includes(frame))
    .map((frame) => ({ ...frame, meta: { ...frame.meta, preferredVisualisationType: 'graph' as const } }));
  const merged = refIds.map((refId) =>
    toTable(
      refId,
      tables.filter((frame) => frame.refId === refId),
      refIds.length === 1
    )
  );
  return { ...response, data: [...others, ...merged] };
}

/** Stands in for Grafana's Prometheus data source: same id, same backend protocol, without its editor and its cache. */
export class PrometheusDataSource extends DataSourceWithBackend<PromQuery, PromOptions> {
  constructor(settings: DataSourceInstanceSettings<PromOptions>) {
    super(settings);
    this.interval = settings.jsonData.timeInterval || '15s';
    this.annotations = {};
  }

  override filterQuery(query: PromQuery): boolean {
    return !query.hide && Boolean(query.expr);
  }

  override query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    const isRelative = typeof request.rangeRaw?.from === 'string' && request.rangeRaw.from.includes('now');
    const offsetMinutes = request.timezone === 'browser' && !isRelative ? 0 : request.range.to.utcOffset();
    const targets = request.targets.flatMap((target): PromQuery[] => {
      const shared = { ...target, utcOffsetSec: offsetMinutes * 60 };
      return target.instant && target.range
        ? [
            { ...shared, instant: false },
            { ...shared, refId: `${target.refId}-Instant`, range: false },
          ]
        : [shared];
    });
    return super.query({ ...request, targets }).pipe(map((response) => shape(response, request)));
  }

  override applyTemplateVariables(query: PromQuery, scopedVars: ScopedVars): PromQuery {
    // The backend works out the interval anew, so its macros have to reach it as they are.
    const variables = {
      ...scopedVars,
      __interval: { value: '$__interval', text: '$__interval' },
      __interval_ms: { value: '$__interval_ms', text: '$__interval_ms' },
    };
    const templates = getTemplateSrv();
    // Grafana replaces twice, once more after it added ad hoc filters: a dollar sign in a value is expanded again.
    const expr = templates.replace(
      templates.replace(query.expr, variables, interpolateExpr),
      variables,
      interpolateExpr
    );
    return {
      ...query,
      expr,
      interval: templates.replace(query.interval, variables),
      legendFormat: templates.replace(query.legendFormat, variables),
    };
  }

  override getQueryDisplayText(query: PromQuery): string {
    return query.expr;
  }

  override async metricFindQuery(
    query: string | { query?: string },
    options?: { range?: TimeRange }
  ): Promise<MetricFindValue[]> {
    const text = getTemplateSrv().replace(typeof query === 'string' ? query : query.query, {}, interpolateExpr);
    const [, selector, label] = /^label_values\((?:(.+),)?\s*([a-zA-Z_]\w*)\s*\)\s*$/.exec(text) ?? [];
    const range = options?.range;
    const params = {
      ...(selector ? { 'match[]': selector.trim() } : {}),
      ...(range ? { start: Math.floor(range.from.valueOf() / 1000), end: Math.ceil(range.to.valueOf() / 1000) } : {}),
    };
    const path = label ? `api/v1/label/${label}/values` : 'api/v1/labels';
    const { data } = await this.getResource<{ data: string[] }>(path, params);
    return data.map((value) => ({ text: value }));
  }
}
