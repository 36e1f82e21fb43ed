import {
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import {
  catchError,
  combineLatest,
  EMPTY,
  from,
  map,
  merge,
  of,
  shareReplay,
  startWith,
  switchMap,
  type Observable,
} from 'rxjs';
import type { CatalogueResult } from '../core/slo/catalogue';
import type { DocumentProblem } from '../core/document/problem';
import type { Failure } from '../core/failure';
import { MOST_POINTS } from '../core/query/points';
import type { Answers, Query } from '../core/query/port';
import { withinCost } from '../core/slo/countedBeside';
import { definitionsFor, mergeDefinitions, unknownUpstreams } from '../core/slo/merge';
import { labelsOfNone, matchableLabels, matchSlos } from '../core/slo/labelMatchers';
import { overWindow } from '../core/slo/overWindow';
import { readExclusions } from '../core/window/exclusionOptions';
import { withExclusions } from '../core/window/exclusions';
import type { ReleasePolicy } from '../core/release/policy/policy';
import type { ReadDocuments } from '../core/slo/documents';
import type { Slo, Upstream } from '../core/slo/slo';
import { Catalogue, CatalogueCancelled } from './catalogue';
import { SLO_ANNOTATIONS } from './annotations';
import { AnnotatedExclusions } from './annotatedExclusions';
import { loadDefinitions } from './documents/load';
import { AlertingOfGrafana } from './grafanaAlerting';
import { LATE_SECONDS, withMeanwhile } from './late';
import { failure } from '../shared/delegate/answers';
import { ask } from '../shared/delegate/ask';
import { askExemplars } from '../shared/delegate/askExemplars';
import { askRules } from '../shared/delegate/askRules';
import { askParts, Offenders } from '../shared/delegate/askParts';
import { SharedAnswers } from '../shared/delegate/shareAnswers';
import { failureWords } from '../shared/failureWords';
import { zoneName } from '../shared/zoneName';
import { resolveUpstreams, type ResolvedUpstream } from '../shared/delegate/upstreams';
import { noPolicyWords, readAskedRelease, type AskedRelease } from './askedRelease';
import {
  DEFAULT_QUERY,
  filterSlos,
  interpolateTexts,
  migrateQuery,
  queryDisplayText,
  templateTexts,
  type QueryTexts,
} from './query';
import type { Told } from './queryTypes/queryKind';
import type { ConfigurationProblems, Part } from './run';
import type { SloDataSourceOptions, SloQuery } from './types';
import { UpstreamRules } from './upstreamRules';
import { readTarget } from './readTarget';
import { SloVariableSupport } from './variables';
import { discoveryFailureWords } from './toolWords';
import { noUpstreamWords, unansweredWords, unusableWords } from './upstreamWords';

/** What makes answers of numbers is most of this plugin, and no page but one with a query needs it. */
const loadAnswering = () => import(/* webpackChunkName: "answering" */ './run');

/** Of all instances: one that new settings have replaced may still be asking, and Grafana would cancel one of two of an id. */
let catalogueRequests = 0;

type Answering = Awaited<ReturnType<typeof loadAnswering>>;
type ReadCatalogue = Extract<CatalogueResult, { state: 'ok' }>;

/** Types of template variables whose values can be names and durations. */
const HOLDING_TEXTS: readonly string[] = ['query', 'custom', 'textbox', 'constant', 'interval'];

export class SloDataSource extends DataSourceApi<SloQuery, SloDataSourceOptions> {
  private readonly options: SloDataSourceOptions;
  private readonly catalogue: Catalogue;
  private readonly shared = new SharedAnswers();
  private readonly alerting: AlertingOfGrafana;
  private readonly exclusions: ReturnType<typeof readExclusions>;
  private readonly annotated: AnnotatedExclusions;
  override readonly annotations = SLO_ANNOTATIONS;
  private documents: Promise<ReadDocuments> | undefined;
  private readonly toolVersion: string;
  private readonly offendersByUid = new Map<string, Offenders>();

  constructor(
    settings: DataSourceInstanceSettings<SloDataSourceOptions>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv(),
    private readonly now: () => number = Date.now
  ) {
    super(settings);
    this.options = settings.jsonData;
    // Mocks of Grafana's own tests leave it out.
    this.toolVersion = settings.meta.info?.version ?? '';
    this.alerting = new AlertingOfGrafana(this.options.alertmanagerUid);
    this.exclusions = readExclusions(this.options.exclusions);
    this.annotated = new AnnotatedExclusions(this.options.exclusionTag, now);
    const rules = new UpstreamRules(askRules, now);
    this.catalogue = new Catalogue(
      (upstream, queries) =>
        askParts(queries, this.offendersOf(upstream), (parts) =>
          ask(upstream, parts, {
            requestId: `${settings.uid}-catalogue-${catalogueRequests++}`,
            scopedVars: {},
            startTime: now(),
            timezone: 'utc',
            hideFromInspector: true,
          })
        ),
      (upstream) => rules.read(upstream),
      async (upstream) => definitionsFor(upstream, (await this.readDocuments()).definitions),
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
    return queries.map((query) => ({ ...query, ...this.interpolate(migrateQuery(query), scopedVars) }));
  }

  override targetContainsTemplate(query: SloQuery): boolean {
    return templateTexts(migrateQuery(query)).some((text) => this.templateSrv.containsTemplate(text));
  }

  override query(request: DataQueryRequest<SloQuery>): Observable<DataQueryResponse> {
    return from(loadAnswering()).pipe(
      switchMap((answering) => merge(...request.targets.map((target) => this.queryTarget(answering, request, target))))
    );
  }

  /** What ad-hoc filters can be on. */
  override async getTagKeys(): Promise<MetricFindValue[]> {
    const all = await this.listSlos(this.endSeconds());
    return textsOf(all.flatMap((slo) => Object.keys(matchableLabels(slo))));
  }

  override async getTagValues({ key }: Pick<DataSourceGetTagValuesOptions, 'key'>): Promise<MetricFindValue[]> {
    const all = await this.listSlos(this.endSeconds());
    return textsOf(all.flatMap((slo) => matchableLabels(slo)[key] ?? []));
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    const [documents, annotated, { checkHealth }] = await Promise.all([
      this.documentProblems(),
      this.annotated.read(),
      import(/* webpackChunkName: "health" */ './health'),
    ]);
    const read = (upstream: Upstream) => this.readOrFail(upstream, this.endSeconds());
    const configured = { documents, exclusions: this.exclusions.problems, annotations: annotated.problems };
    return checkHealth(this.upstreams(), read, configured, this.options.errorBudgetPolicy);
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

  /** The SLOs of an upstream: those recorded there and those that documents define for it, each once. */
  async readCatalogue(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    const [catalogue, { definitions }, annotated] = await Promise.all([
      this.catalogue.read(upstream, atSeconds),
      this.readDocuments(),
      this.annotated.read(),
    ]);
    const exclusions = [...this.exclusions.exclusions, ...annotated.exclusions];
    return catalogue.state === 'ok'
      ? {
          ...catalogue,
          slos: withExclusions(mergeDefinitions(upstream, catalogue.slos, definitions, catalogue.groups), exclusions),
        }
      : catalogue;
  }

  private readOrFail(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    return this.readCatalogue(upstream, atSeconds).catch((error: unknown) => ({
      state: 'failed',
      failure: failure(error),
    }));
  }

  /** What the configured documents define and what is wrong with them; read once. */
  readDocuments(): Promise<ReadDocuments> {
    if (!this.documents) {
      const documents = loadDefinitions(this.options.documents);
      this.documents = documents;
      // A chunk that could not be loaded may be loadable later.
      documents.catch(() => (this.documents = undefined));
    }
    return this.documents;
  }

  /** The release policies of the documents. */
  async listPolicies(): Promise<ReleasePolicy[]> {
    const { policies } = await this.readDocuments();
    return policies.map(({ policy }) => policy);
  }

  /** The versions of what a policy of the documents is about, newest first; rejects where nobody knows them. */
  async listReleases(policyName: string): Promise<string[]> {
    const [policies, { listVersions }] = await Promise.all([
      this.listPolicies(),
      import(/* webpackChunkName: "releases" */ './releaseVersions'),
    ]);
    const policy = policies.find(({ name }) => name === policyName);
    if (policy === undefined) {
      throw new Error(noPolicyWords(policyName, policies));
    }
    const resolved = this.upstreams();
    const upstreams = resolved.flatMap((one) => (one.state === 'ok' ? [one.upstream] : []));
    if (upstreams.length === 0) {
      const [why = noUpstreamWords()] = resolved.flatMap((one) => (one.state === 'ok' ? [] : [unusableWords(one)]));
      throw new Error(why);
    }
    return listVersions(policy, this.endSeconds(), upstreams, (upstream, queries) =>
      ask(upstream, queries, {
        requestId: `${this.uid}-releases-${catalogueRequests++}`,
        scopedVars: {},
        startTime: this.now(),
        timezone: 'utc',
        hideFromInspector: true,
      })
    );
  }

  /** What is wrong with the documents by themselves, and with the data sources that they name. */
  private async documentProblems(): Promise<DocumentProblem[]> {
    const { definitions, problems } = await this.readDocuments();
    return [...problems, ...unknownUpstreams(definitions, this.upstreams().map(namedUpstream))];
  }

  /** Every SLO of every upstream that answers; rejects when none does. */
  async listSlos(atSeconds: number): Promise<Slo[]> {
    const { slos, problems, isUnanswered } = await this.readSlos(atSeconds);
    if (isUnanswered && problems[0] !== undefined) {
      throw new Error(problems[0]);
    }
    return slos;
  }

  /** Every SLO of every upstream that answers, and in words what is wrong with the others. */
  async readSlos(atSeconds: number): Promise<{ slos: Slo[]; problems: string[]; isUnanswered: boolean }> {
    const upstreams = this.upstreams();
    const read = await Promise.all(
      upstreams.map(async (resolved) => {
        if (resolved.state !== 'ok') {
          return { slos: null, problems: [unusableWords(resolved)] };
        }
        const catalogue = await this.readOrFail(resolved.upstream, atSeconds);
        const messages =
          catalogue.state === 'ok' ? catalogue.failures.map(discoveryFailureWords) : [failureWords(catalogue.failure)];
        return {
          slos: catalogue.state === 'ok' ? catalogue.slos : null,
          problems: messages.map((message) => `${resolved.upstream.name}: ${message}`),
        };
      })
    );
    return {
      slos: read.flatMap(({ slos }) => slos ?? []),
      problems: upstreams.length === 0 ? [noUpstreamWords()] : read.flatMap(({ problems }) => problems),
      isUnanswered: read.every(({ slos }) => slos === null),
    };
  }

  /** Template variables that may stand in a query, as they are written in it: `$service`. */
  variableTexts(): string[] {
    return this.templateSrv
      .getVariables()
      .filter(({ type }) => HOLDING_TEXTS.includes(type))
      .map(({ name }) => `$${name}`);
  }

  interpolate(texts: Partial<QueryTexts>, scopedVars?: ScopedVars): QueryTexts {
    return interpolateTexts(texts, (text, vars, format) => this.templateSrv.replace(text, vars, format), scopedVars);
  }

  private offendersOf({ uid }: Upstream): Offenders {
    const offenders = this.offendersByUid.get(uid) ?? new Offenders(this.now);
    this.offendersByUid.set(uid, offenders);
    return offenders;
  }

  private queryTarget(
    answering: Answering,
    request: DataQueryRequest<SloQuery>,
    stored: SloQuery
  ): Observable<DataQueryResponse> {
    const target = migrateQuery(stored);
    const upstreams = this.upstreams();
    if (upstreams.length === 0) {
      return answering.refuseQuery(target, noUpstreamWords());
    }
    const isRelease = target.queryType === 'release';
    const nowSeconds = this.endSeconds();
    const range = {
      fromSeconds: isRelease ? nowSeconds : Math.floor(request.range.from.valueOf() / 1000),
      // A release is judged from its start on, whatever range is looked at.
      toSeconds: isRelease ? nowSeconds : this.endSeconds(request.range.to.valueOf()),
      stepSeconds: Math.max(60, Math.ceil(request.intervalMs / 1000)),
      zone: zoneName(request.timezone),
      // A browser holds what all of them answer.
      mostPoints: Math.floor(MOST_POINTS / upstreams.length),
    };
    const read = readTarget(stored, request, range, (query) => this.interpolate(query, request.scopedVars));
    if (!read.ok) {
      return answering.refuseQuery(target, read.message);
    }
    const { texts, windowSeconds, matchers } = read;
    // Once for all upstreams, however late one of them asks.
    const grafanaAlerting = this.alerting
      .ask(this.endSeconds() - range.toSeconds)
      .pipe(shareReplay({ bufferSize: 1, refCount: true }));
    const choose = (slos: readonly Slo[]) =>
      withinCost(overWindow(matchSlos(filterSlos(slos, texts), matchers), windowSeconds));
    const chosen = { ...target, statuses: texts.statuses, groupBy: texts.groupBy };
    const answer = (release: AskedRelease | null) =>
      answering.answerQuery(chosen, {
        range,
        configured: this.configurationProblems(),
        askUpstreams: (ask) =>
          combineLatest(
            upstreams.map((resolved) =>
              this.askUpstream(resolved, range.toSeconds, (upstream, { slos, rules }) =>
                ask({
                  target: chosen,
                  range,
                  options: this.options,
                  release,
                  slos: choose(slos),
                  rules,
                  upstream,
                  known: slos,
                  grafanaAlerting,
                  askUpstream: (queries) => this.askShared(request, target, upstream, queries),
                  askExemplars: (query) => askExemplars(upstream, query, childOf(request, target)),
                }).pipe(map((told) => ({ ...told, labelsOfNone: labelsOfNone(slos, matchers) })))
              )
            )
          ),
      });
    if (!isRelease) {
      return answer(null);
    }
    const { toolVersion } = this;
    return from(this.listPolicies()).pipe(
      map((policies) => readAskedRelease(texts, policies, { nowSeconds, toolVersion })),
      catchError((error: unknown) => of({ ok: false, message: failureWords(failure(error)) } as const)),
      switchMap((asked) => (asked.ok ? answer(asked.release) : answering.refuseQuery(target, asked.message)))
    );
  }

  private configurationProblems(): Observable<ConfigurationProblems> {
    // Documents that cannot even be loaded fail every upstream, which says so.
    const documents = from(this.documentProblems()).pipe(catchError(() => of([])));
    return combineLatest([documents, this.annotated.read()]).pipe(
      map(([problems, annotated]) => ({
        documents: problems,
        exclusions: this.exclusions.problems,
        annotations: annotated.problems,
      }))
    );
  }

  private askUpstream<T>(
    resolved: ResolvedUpstream,
    atSeconds: number,
    ask: (upstream: Upstream, catalogue: ReadCatalogue) => Observable<Told<T>>
  ): Observable<Part<T>> {
    if (resolved.state !== 'ok') {
      const reason = unusableWords(resolved);
      return of({ state: 'failed', upstreamName: namedUpstream(resolved).name, reason, messages: [reason] });
    }
    const { upstream } = resolved;
    const upstreamName = upstream.name;
    const named = (messages: readonly string[]) => messages.map((message) => `${upstream.name}: ${message}`);
    const failed = (why: Failure): Part<T> => {
      const reason = failureWords(why);
      return { state: 'failed', upstreamName, reason, messages: named([reason]) };
    };
    const answer = from(this.readCatalogue(upstream, atSeconds)).pipe(
      switchMap((catalogue): Observable<Part<T>> => {
        if (catalogue.state === 'failed') {
          return of(failed(catalogue.failure));
        }
        const notFound = catalogue.failures.map(discoveryFailureWords);
        return ask(upstream, catalogue).pipe(
          map((told) => ({ ...told, upstreamName, messages: named([...notFound, ...told.messages]) }))
        );
      }),
      catchError((error: unknown) => (error instanceof CatalogueCancelled ? EMPTY : of(failed(failure(error)))))
    );
    const lateness = unansweredWords(LATE_SECONDS);
    const late: Part<T> = { state: 'late', upstreamName, reason: lateness, messages: named([lateness]) };
    return withMeanwhile(answer, late).pipe(startWith<Part<T>>({ state: 'pending' }));
  }

  private askShared(
    request: DataQueryRequest<SloQuery>,
    target: SloQuery,
    upstream: Upstream,
    queries: readonly Query[]
  ): Observable<Answers> {
    return this.shared.share(upstream.uid, queries, () =>
      askParts(queries, this.offendersOf(upstream), (asked) => ask(upstream, asked, childOf(request, target)))
    );
  }
}

/** What requests to upstreams on behalf of one query are told apart by from those of the others. */
function childOf(request: DataQueryRequest<SloQuery>, { refId }: SloQuery): DataQueryRequest<SloQuery> {
  return { ...request, requestId: `${request.requestId}-${refId}` };
}

/** What an upstream goes by, even one that Grafana does not know. */
function namedUpstream(resolved: ResolvedUpstream): Pick<Upstream, 'uid' | 'name'> {
  return resolved.state === 'notFound' ? { uid: resolved.uid, name: resolved.uid } : resolved.upstream;
}

/** Each once, in order. */
function textsOf(texts: readonly string[]): MetricFindValue[] {
  return [...new Set(texts)].sort().map((text) => ({ text }));
}
