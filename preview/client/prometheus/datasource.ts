import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { type Observable } from 'rxjs';

export interface PromQuery extends DataQuery {
  expr: string;
  instant?: boolean;
  range?: boolean;
  interval?: string;
  utcOffsetSec?: number;
}

export interface PromOptions extends DataSourceJsonData {
  timeInterval?: string;
}

interface MultiVariable {
  multi?: boolean;
  includeAll?: boolean;
}

/** A variable that may hold several values is meant for `=~`; one that cannot is meant for `=`. */
function interpolateExpr(value: string | string[] = [], variable: MultiVariable): string {
  if (!variable.multi && !variable.includeAll) {
    return String(value).replace(/\\/g, '\\\\').replace(/'/g, "\\\\'");
  }
  const escape = (text: string) => text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]+?.()|]/g, '\\\\$&');
  const values = [value].flat().map(escape);
  return values.length === 1 ? (values[0] ?? '') : `(${values.join('|')})`;
}

/** Stands in for Grafana's Prometheus data source: same id, same backend protocol, without its editor and its cache. */
export class PrometheusDataSource extends DataSourceWithBackend<PromQuery, PromOptions> {
  constructor(settings: DataSourceInstanceSettings<PromOptions>) {
    super(settings);
    this.interval = settings.jsonData.timeInterval || '15s';
  }

  override filterQuery(query: PromQuery): boolean {
    return !query.hide && Boolean(query.expr);
  }

  override query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    const isRelative = String(request.rangeRaw?.from).includes('now');
    const offsetMinutes = request.timezone === 'browser' && !isRelative ? 0 : request.range.to.utcOffset();
    const targets = request.targets.map((target) => ({ ...target, utcOffsetSec: offsetMinutes * 60 }));
    return super.query({ ...request, targets });
  }

  override applyTemplateVariables(query: PromQuery, scopedVars: ScopedVars): PromQuery {
    // The backend works out the interval anew, so its macros have to reach it as they are.
    const variables = {
      ...scopedVars,
      __interval: { value: '$__interval', text: '$__interval' },
      __interval_ms: { value: '$__interval_ms', text: '$__interval_ms' },
    };
    const templates = getTemplateSrv();
    return {
      ...query,
      expr: templates.replace(query.expr, variables, interpolateExpr),
      interval: templates.replace(query.interval, variables),
    };
  }
}
