import {
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { catchError, combineLatest, filter, from, map, merge, of, startWith, switchMap, type Observable } from 'rxjs';
import type { CatalogueResult } from '../core/slo/sloth/catalogue';
import type { Slo, Upstream } from '../core/slo/slo';
import { Catalogue } from './catalogue';
import { describeError } from '../shared/delegate/answers';
import { ask } from '../shared/delegate/ask';
import { resolveUpstreams, type ResolvedUpstream } from '../shared/delegate/upstreams';
import { checkHealth } from './health';
import {
  DEFAULT_QUERY,
  filterSlos,
  interpolateTexts,
  migrateQuery,
  queryDisplayText,
  templateTexts,
  type QueryTexts,
} from './query';
import { runQuery, toResponse, type Part } from './run';
import type { SloDataSourceOptions, SloQuery } from './types';
import { SloVariableSupport } from './variables';
import { noUpstreamWords, unusableWords } from './words';

export class SloDataSource extends DataSourceApi<SloQuery, SloDataSourceOptions> {
  private readonly options: SloDataSourceOptions;
  private readonly catalogue: Catalogue;

  constructor(
    settings: DataSourceInstanceSettings<SloDataSourceOptions>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv(),
    private readonly now: () => number = Date.now
  ) {
    super(settings);
    this.options = settings.jsonData;
    let asked = 0;
    this.catalogue = new Catalogue(
      (upstream, queries) =>
        ask(upstream, queries, {
          requestId: `${settings.uid}-catalogue-${asked++}`,
          scopedVars: {},
          startTime: now(),
          timezone: 'utc',
          hideFromInspector: true,
        }),
      now
    );
    this.variables = new SloVariableSupport(this);
  }

  override getDefaultQuery(): Partial<SloQuery> {
    return DEFAULT_QUERY;
  }

  override getQueryDisplayText(query: SloQuery): string {
    return queryDisplayText(query);
  }

  override filterQuery(query: SloQuery): boolean {
    return !query.hide;
  }

  override interpolateVariablesInQueries(queries: SloQuery[], scopedVars: ScopedVars): SloQuery[] {
    return queries.map(migrateQuery).map((query) => ({ ...query, ...this.interpolate(query, scopedVars) }));
  }

  override targetContainsTemplate(query: SloQuery): boolean {
    return templateTexts(migrateQuery(query)).some((text) => this.templateSrv.containsTemplate(text));
  }

  override query(request: DataQueryRequest<SloQuery>): Observable<DataQueryResponse> {
    return merge(...request.targets.map((target) => this.queryTarget(request, migrateQuery(target))));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.upstreams(), (upstream) => this.readCatalogue(upstream, this.endSeconds()));
  }

  /**
   * The time in epoch seconds at which a range is evaluated: its end, or now where it ends later, as "today" does.
   * Prometheus knows nothing of the future, and nothing looks like no SLOs at all.
   */
  endSeconds(toMilliseconds: number = Infinity): number {
    return Math.floor(Math.min(toMilliseconds, this.now()) / 1000);
  }

  upstreams(): ResolvedUpstream[] {
    return resolveUpstreams(this.options.upstreams);
  }

  readCatalogue(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    return this.catalogue.read(upstream, atSeconds);
  }

  /** Every SLO of every upstream that answers; rejects when none does. */
  async listSlos(atSeconds: number): Promise<Slo[]> {
    const usable = this.upstreams().flatMap((resolved) => (resolved.state === 'ok' ? [resolved.upstream] : []));
    const catalogues = await Promise.all(usable.map((upstream) => this.readCatalogue(upstream, atSeconds)));
    const failed = catalogues.find((catalogue) => catalogue.state === 'failed');
    const answered = catalogues.flatMap((catalogue) => (catalogue.state === 'ok' ? [catalogue.slos] : []));
    if (failed && answered.length === 0) {
      throw new Error(failed.message);
    }
    return answered.flat();
  }

  interpolate(texts: Partial<QueryTexts>, scopedVars?: ScopedVars): QueryTexts {
    return interpolateTexts(texts, (text, vars, format) => this.templateSrv.replace(text, vars, format), scopedVars);
  }

  private queryTarget(request: DataQueryRequest<SloQuery>, target: SloQuery): Observable<DataQueryResponse> {
    const upstreams = this.upstreams();
    if (upstreams.length === 0) {
      return of(toResponse(target, [{ state: 'failed', messages: [noUpstreamWords()] }]));
    }
    // Each upstream contributes when it is ready: a slow one delays its own rows only.
    const parts = upstreams.map((upstream) =>
      this.queryUpstream(request, target, upstream).pipe(startWith<Part>({ state: 'pending' }))
    );
    return combineLatest(parts).pipe(
      filter((all) => all.some(({ state }) => state !== 'pending')),
      map((all) => toResponse(target, all))
    );
  }

  private queryUpstream(
    request: DataQueryRequest<SloQuery>,
    target: SloQuery,
    resolved: ResolvedUpstream
  ): Observable<Part> {
    if (resolved.state !== 'ok') {
      return of({ state: 'failed', messages: [unusableWords(resolved)] });
    }
    const { upstream } = resolved;
    const named = (messages: readonly string[]) => messages.map((message) => `${upstream.name}: ${message}`);
    const failed = (message: string): Part => ({ state: 'failed', messages: named([message]) });
    const range = {
      fromSeconds: Math.floor(request.range.from.valueOf() / 1000),
      toSeconds: this.endSeconds(request.range.to.valueOf()),
      stepSeconds: Math.max(60, Math.ceil(request.intervalMs / 1000)),
    };
    return from(this.readCatalogue(upstream, range.toSeconds)).pipe(
      switchMap((catalogue): Observable<Part> => {
        if (catalogue.state === 'failed') {
          return of(failed(catalogue.message));
        }
        const slos = filterSlos(catalogue.slos, this.interpolate(target, request.scopedVars));
        return runQuery(target, range, slos, (queries) =>
          ask(upstream, queries, { ...request, requestId: `${request.requestId}-${target.refId}` })
        ).pipe(map((part) => (part.state === 'pending' ? part : { ...part, messages: named(part.messages) })));
      }),
      catchError((error: unknown) => of(failed(describeError(error))))
    );
  }
}
